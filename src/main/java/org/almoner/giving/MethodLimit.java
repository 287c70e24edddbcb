package org.almoner.giving;

import org.almoner.money.Money;

/**
 * A way to pay with its limits, both inclusive.
 *
 * @param method the way to pay
 * @param smallest the smallest gift
 * @param largest the largest gift
 */
public record MethodLimit(PaymentMethod method, Money smallest, Money largest) {

    /** Whether a gift of this amount, which must be in the office's currency, is within them. */
    public boolean allows(Money amount) {
        return !smallest.isMoreThan(amount) && !amount.isMoreThan(largest);
    }
}
