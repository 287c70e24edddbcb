package org.almoner.money;

import java.util.Currency;

/**
 * German: one word up to 999 999, feminine nouns above, <i>ein</i> instead of <i>eins</i> before a
 * unit, no plural of Euro and Cent.
 */
final class GermanNumber implements Spelling {

    private static final String[] SMALL = {
        "null",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn"
    };
    private static final String[] TENS = {
        "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig",
        "neunzig"
    };
    private static final String[][] SCALES = {
        {"Billiarde", "Billiarden"},
        {"Billion", "Billionen"},
        {"Milliarde", "Milliarden"},
        {"Million", "Millionen"},
    };

    @Override
    public String whole(long number) {
        return Spelling.byScales(
                number, SCALES.length, GermanNumber::scale, GermanNumber::thousands);
    }

    private static String scale(long times, int scale) {
        if (times == 1) {
            return "eine " + SCALES[scale][0];
        }
        return thousands(times) + (times % 100 == 1 ? "e " : " ") + SCALES[scale][1];
    }

    private static String thousands(long number) {
        Part part = Part.of(number, 1000);
        return part.times() == 0
                ? hundreds(number)
                : hundreds(part.times()) + "tausend" + orNothing(part.rest());
    }

    private static String hundreds(long number) {
        Part part = Part.of(number, 100);
        return part.times() == 0
                ? tens(number)
                : SMALL[(int) part.times()] + "hundert" + orNothing(part.rest());
    }

    private static String orNothing(long rest) {
        return rest == 0 ? "" : hundreds(rest);
    }

    private static String tens(long number) {
        if (number < SMALL.length) {
            return SMALL[(int) number];
        }
        Part part = Part.of(number, 10);
        String ten = TENS[(int) part.times()];
        return part.rest() == 0 ? ten : SMALL[(int) part.rest()] + "und" + ten;
    }

    @Override
    public String and() {
        return "und";
    }

    @Override
    public String major(Currency currency, long number) {
        return switch (currency.getCurrencyCode()) {
            case "EUR" -> "Euro";
            case "GBP" -> "Pfund";
            case "USD", "CAD", "AUD" -> "Dollar";
            default -> currency.getCurrencyCode();
        };
    }

    @Override
    public String minor(Currency currency, long number) {
        String penny = number == 1 ? "Penny" : "Pence";
        return currency.getCurrencyCode().equals("GBP") ? penny : "Cent";
    }
}
