package org.almoner.money;

import java.util.Currency;

/**
 * English, without <i>and</i> inside of a number, as banks on both sides of the Atlantic read it.
 */
final class EnglishNumber implements Spelling {

    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] SCALES = {
        "quadrillion", "trillion", "billion", "million", "thousand"
    };

    @Override
    public String whole(long number) {
        return Spelling.byScales(
                number,
                SCALES.length,
                (times, scale) -> hundreds(times) + " " + SCALES[scale],
                EnglishNumber::hundreds);
    }

    private static String hundreds(long number) {
        Part part = Part.of(number, 100);
        if (part.times() == 0) {
            return tens(number);
        }
        String hundreds = SMALL[(int) part.times()] + " hundred";
        return part.rest() == 0 ? hundreds : hundreds + " " + tens(part.rest());
    }

    private static String tens(long number) {
        if (number < SMALL.length) {
            return SMALL[(int) number];
        }
        Part part = Part.of(number, 10);
        String ten = TENS[(int) part.times()];
        return part.rest() == 0 ? ten : ten + "-" + SMALL[(int) part.rest()];
    }

    @Override
    public String and() {
        return "and";
    }

    @Override
    public String major(Currency currency, long number) {
        String many = number == 1 ? "" : "s";
        return switch (currency.getCurrencyCode()) {
            case "EUR" -> "euro" + many;
            case "GBP" -> "pound" + many;
            case "USD", "CAD", "AUD" -> "dollar" + many;
            default -> currency.getCurrencyCode();
        };
    }

    @Override
    public String minor(Currency currency, long number) {
        if (currency.getCurrencyCode().equals("GBP")) {
            return number == 1 ? "penny" : "pence";
        }
        return number == 1 ? "cent" : "cents";
    }
}
