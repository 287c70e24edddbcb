package org.almoner.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.almoner.money.Money;

/**
 * The tax that HMRC pays a charity on gifts under Gift Aid: the basic rate of 20 % on the gross
 * amount, which is a quarter of what was given (Income Tax Act 2007 s. 520).
 */
public final class GiftAidTax {

    /** 20 of 80. */
    private static final BigDecimal OF_NET = new BigDecimal("0.25");

    private GiftAidTax() {}

    /**
     * The tax on a sum. It is computed on sums, never on each gift: three gifts of 33.33 are 25.00
     * of tax, not 24.99.
     *
     * @param net what was given, in pence; half a penny is rounded up
     */
    public static Money on(Money net) {
        long pence =
                BigDecimal.valueOf(net.minor())
                        .multiply(OF_NET)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return new Money(pence, net.currency());
    }
}
