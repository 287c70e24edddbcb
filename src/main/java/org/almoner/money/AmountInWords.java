package org.almoner.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * Amounts in letters, as forms of tax offices want them beside the digits: {@code
 * eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent}. Minor units that are zero are
 * left out.
 */
public final class AmountInWords {

    private static final Map<String, Spelling> SPELLINGS =
            Map.of(
                    "de", new GermanNumber(),
                    "nl", new DutchNumber(),
                    "en", new EnglishNumber(),
                    "fr", new FrenchNumber());

    private AmountInWords() {}

    /**
     * The amount in words of the locale's language.
     *
     * @throws IllegalArgumentException when the language is not German, Dutch, English or French
     */
    public static String of(Money amount, Locale language) {
        Spelling spelling = SPELLINGS.get(language.getLanguage());
        if (spelling == null) {
            throw new IllegalArgumentException("No amounts in words in " + language);
        }
        Currency currency = amount.currency();
        long parts = parts(currency);
        long major = amount.minor() / parts;
        long minor = amount.minor() % parts;
        String whole = spelling.whole(major) + " " + spelling.major(currency, major);
        return minor == 0
                ? whole
                : whole
                        + " "
                        + spelling.and()
                        + " "
                        + spelling.whole(minor)
                        + " "
                        + spelling.minor(currency, minor);
    }

    private static long parts(Currency currency) {
        long parts = 1;
        for (int i = 0; i < currency.getDefaultFractionDigits(); i++) {
            parts *= 10;
        }
        return parts;
    }
}
