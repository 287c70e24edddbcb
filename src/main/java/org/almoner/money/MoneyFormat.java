package org.almoner.money;

import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Amounts as people of a language write them, such as {@code 1.234,56 €} or {@code £25.00}. */
public final class MoneyFormat {

    /** One for each language and country in use; looking up how a country writes money is slow. */
    private static final Map<Locale, NumberFormat> FORMATS = new ConcurrentHashMap<>();

    private MoneyFormat() {}

    /**
     * Formats an amount with the symbol and separators of the given locale and the currency's own
     * number of decimals.
     */
    public static String format(Money amount, Locale locale) {
        NumberFormat format = ofOurOwn(locale);
        Currency currency = amount.currency();
        format.setCurrency(currency);
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount.toDecimal());
    }

    /** A copy, because formats are changed here and are not safe for several threads. */
    private static NumberFormat ofOurOwn(Locale locale) {
        return (NumberFormat)
                FORMATS.computeIfAbsent(locale, NumberFormat::getCurrencyInstance).clone();
    }
}
