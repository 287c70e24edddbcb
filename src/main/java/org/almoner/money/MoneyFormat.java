package org.almoner.money;

import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts as people of a language write them, such as {@code 1.234,56 €} or {@code £25.00}. */
public final class MoneyFormat {

    private MoneyFormat() {}

    /**
     * Formats an amount with the symbol and separators of the given locale and the currency's own
     * number of decimals.
     */
    public static String format(Money amount, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        Currency currency = amount.currency();
        format.setCurrency(currency);
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount.toDecimal());
    }
}
