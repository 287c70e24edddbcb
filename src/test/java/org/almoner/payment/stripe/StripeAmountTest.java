package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.OptionalLong;
import org.almoner.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts as Stripe writes them (docs.stripe.com/currencies). */
class StripeAmountTest {

    @ParameterizedTest
    @CsvSource({
        "2500,EUR,2500",
        "1,USD,1",
        "500,JPY,500",
        "500,KRW,500",
        "5120,KWD,5120",
        "5,ISK,500",
        "7,UGX,700",
        "300,MGA,3",
        "1045,HUF,1045"
    })
    void anAmountGoesThereAndComesBackAsItWas(long minor, String currency, long told) {
        Money amount = Money.of(minor, currency);
        assertEquals(OptionalLong.of(told), StripeAmount.of(amount));
        String code = StripeAmount.code(amount.currency());
        assertEquals(currency.toLowerCase(Locale.ROOT), code);
        assertEquals(amount, StripeAmount.money(told, code));
    }

    @ParameterizedTest
    @CsvSource({"5124,KWD", "1,BHD", "301,MGA"})
    void whatStripeCannotWriteIsNotRounded(long minor, String currency) {
        assertTrue(StripeAmount.of(Money.of(minor, currency)).isEmpty());
    }

    @Test
    void partsOfAKronaAndLessThanNothingAreNoMoney() {
        assertThrows(IllegalArgumentException.class, () -> StripeAmount.money(550, "isk"));
        assertThrows(IllegalArgumentException.class, () -> StripeAmount.money(-1, "eur"));
        assertThrows(IllegalArgumentException.class, () -> StripeAmount.money(1, "nope"));
    }
}
