package org.almoner.payment.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.almoner.money.Money;

/**
 * Amounts as Stripe writes them (docs.stripe.com/currencies): the smallest unit as ISO 4217 has it,
 * but for a few currencies. Ariary has no decimals there; króna and Uganda shilling have two that
 * must be zero; of three decimals the last must be zero.
 */
final class StripeAmount {

    private static final Set<String> WITHOUT_DECIMALS = Set.of("MGA");
    private static final Set<String> WITH_IDLE_DECIMALS = Set.of("ISK", "UGX");
    private static final long HUNDRED = 100;

    private StripeAmount() {}

    /** As Stripe writes it; empty when Stripe cannot take exactly this amount. */
    static OptionalLong of(Money amount) {
        String code = amount.currency().getCurrencyCode();
        long minor = amount.minor();
        if (WITHOUT_DECIMALS.contains(code)) {
            return minor % HUNDRED == 0 ? OptionalLong.of(minor / HUNDRED) : OptionalLong.empty();
        }
        if (WITH_IDLE_DECIMALS.contains(code)) {
            return OptionalLong.of(Math.multiplyExact(minor, HUNDRED));
        }
        if (amount.currency().getDefaultFractionDigits() == 3 && minor % 10 != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(minor);
    }

    /** The currency's code as Stripe writes it. */
    static String code(Currency currency) {
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    /**
     * What Stripe wrote, as money.
     *
     * @throws IllegalArgumentException when it is none, or less than nothing
     */
    static Money money(long amount, String currency) {
        Currency known = currency(currency);
        return new Money(minor(amount, known), known);
    }

    static Currency currency(String code) {
        return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    }

    /** Minor units with sign. */
    static long minor(long amount, Currency currency) {
        String code = currency.getCurrencyCode();
        if (WITHOUT_DECIMALS.contains(code)) {
            return Math.multiplyExact(amount, HUNDRED);
        }
        if (WITH_IDLE_DECIMALS.contains(code)) {
            if (amount % HUNDRED != 0) {
                throw new IllegalArgumentException("There are no parts of one " + code);
            }
            return amount / HUNDRED;
        }
        return amount;
    }
}
