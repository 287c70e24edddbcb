package org.almoner.money;

import java.util.Currency;

/**
 * French: <i>quatre-vingts</i> and <i>deux cents</i> keep their s only at the end or before a noun
 * such as <i>millions</i>, <i>mille</i> never has one, and a round million takes <i>de</i>.
 */
final class FrenchNumber implements Spelling {

    private static final String[] SMALL = {
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dix-sept",
        "dix-huit",
        "dix-neuf"
    };
    private static final String[] TENS = {
        "",
        "",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "soixante",
        "quatre-vingt",
        "quatre-vingt"
    };
    private static final String[] SCALES = {"billiard", "billion", "milliard", "million"};
    private static final long MILLION = 1_000_000;

    @Override
    public String whole(long number) {
        return Spelling.byScales(
                number,
                SCALES.length,
                (times, scale) -> thousands(times) + " " + SCALES[scale] + (times == 1 ? "" : "s"),
                FrenchNumber::thousands);
    }

    private static String thousands(long number) {
        Part part = Part.of(number, 1000);
        if (part.times() == 0) {
            return hundreds(number, true);
        }
        String times = part.times() == 1 ? "" : hundreds(part.times(), false) + " ";
        return times + "mille" + (part.rest() == 0 ? "" : " " + hundreds(part.rest(), true));
    }

    private static String hundreds(long number, boolean isLast) {
        Part part = Part.of(number, 100);
        if (part.times() == 0) {
            return tens(number, isLast);
        }
        String hundreds = part.times() == 1 ? "cent" : SMALL[(int) part.times()] + " cent";
        if (part.rest() > 0) {
            return hundreds + " " + tens(part.rest(), isLast);
        }
        return part.times() > 1 && isLast ? hundreds + "s" : hundreds;
    }

    private static String tens(long number, boolean isLast) {
        if (number < SMALL.length) {
            return SMALL[(int) number];
        }
        String ten = TENS[(int) (number / 10)];
        boolean countsOn = number / 10 == 7 || number / 10 == 9;
        int rest = (int) (number % 10) + (countsOn ? 10 : 0);
        if (rest == 0) {
            return number == 80 && isLast ? ten + "s" : ten;
        }
        boolean takesAnd = rest % 10 == 1 && number < 80;
        return ten + (takesAnd ? "-et-" : "-") + SMALL[rest];
    }

    @Override
    public String and() {
        return "et";
    }

    @Override
    public String major(Currency currency, long number) {
        String many = number < 2 ? "" : "s";
        boolean isRound = number > 0 && number % MILLION == 0;
        return switch (currency.getCurrencyCode()) {
            case "EUR" -> (isRound ? "d’" : "") + "euro" + many;
            case "GBP" -> (isRound ? "de " : "") + "livre" + many;
            case "USD", "CAD", "AUD" -> (isRound ? "de " : "") + "dollar" + many;
            default -> currency.getCurrencyCode();
        };
    }

    @Override
    public String minor(Currency currency, long number) {
        if (currency.getCurrencyCode().equals("GBP")) {
            return number < 2 ? "penny" : "pence";
        }
        return number < 2 ? "cent" : "cents";
    }
}
