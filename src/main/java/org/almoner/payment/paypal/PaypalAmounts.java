package org.almoner.payment.paypal;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.regex.Pattern;
import org.almoner.money.Money;

/**
 * Amounts as PayPal writes them: decimal text, without decimals where PayPal takes none (HUF, JPY
 * and TWD), whatever ISO 4217 says of the currency.
 */
final class PaypalAmounts {

    private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

    /**
     * What PayPal takes across borders; CNY, BRL and MYR are for accounts of their country only.
     */
    private static final Set<String> TAKEN =
            Set.of(
                    "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY",
                    "MXN", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD");

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,3})?");

    private PaypalAmounts() {}

    static boolean takes(Currency currency) {
        return TAKEN.contains(currency.getCurrencyCode());
    }

    /**
     * Writes an amount.
     *
     * @throws IllegalArgumentException when PayPal cannot move it: a currency it does not take, or
     *     part of a forint, yen or Taiwan dollar
     */
    static Told.Amount write(Money money) {
        String currency = money.currency().getCurrencyCode();
        if (!takes(money.currency())) {
            throw new IllegalArgumentException("PayPal does not take " + currency);
        }
        BigDecimal amount =
                BigDecimal.valueOf(money.minor(), money.currency().getDefaultFractionDigits());
        if (WHOLE.contains(currency)) {
            try {
                amount = BigDecimal.valueOf(amount.longValueExact());
            } catch (ArithmeticException partOfOne) {
                throw new IllegalArgumentException("PayPal moves whole " + currency + " only");
            }
        }
        return new Told.Amount(currency, amount.toPlainString());
    }

    /**
     * Reads an amount.
     *
     * @throws IllegalArgumentException when it is none, or finer than the currency's minor unit
     */
    static Money read(Told.Amount told) {
        if (told == null
                || told.currencyCode() == null
                || told.value() == null
                || !AMOUNT.matcher(told.value()).matches()) {
            throw new IllegalArgumentException("This is no amount");
        }
        Currency currency = Currency.getInstance(told.currencyCode());
        try {
            return new Money(
                    new BigDecimal(told.value())
                            .movePointRight(currency.getDefaultFractionDigits())
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException("This is no amount of " + currency);
        }
    }
}
