package org.almoner.money;

import java.util.Currency;

/**
 * Dutch: one word up to a thousand, a space after <i>duizend</i>, <i>honderd</i> and <i>duizend</i>
 * without <i>een</i>, a diaeresis in <i>tweeëntwintig</i>; units have no plural.
 */
final class DutchNumber implements Spelling {

    private static final String[] SMALL = {
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien"
    };
    private static final String[] TENS = {
        "",
        "",
        "twintig",
        "dertig",
        "veertig",
        "vijftig",
        "zestig",
        "zeventig",
        "tachtig",
        "negentig"
    };
    private static final String[] SCALES = {"biljard", "biljoen", "miljard", "miljoen"};

    @Override
    public String whole(long number) {
        return Spelling.byScales(
                number,
                SCALES.length,
                (times, scale) -> thousands(times) + " " + SCALES[scale],
                DutchNumber::thousands);
    }

    private static String thousands(long number) {
        Part part = Part.of(number, 1000);
        if (part.times() == 0) {
            return hundreds(number);
        }
        String times = part.times() == 1 ? "" : hundreds(part.times());
        return times + "duizend" + (part.rest() == 0 ? "" : " " + hundreds(part.rest()));
    }

    private static String hundreds(long number) {
        Part part = Part.of(number, 100);
        if (part.times() == 0) {
            return tens(number);
        }
        String times = part.times() == 1 ? "" : SMALL[(int) part.times()];
        return times + "honderd" + (part.rest() == 0 ? "" : tens(part.rest()));
    }

    private static String tens(long number) {
        if (number < SMALL.length) {
            return SMALL[(int) number];
        }
        Part part = Part.of(number, 10);
        String ten = TENS[(int) part.times()];
        if (part.rest() == 0) {
            return ten;
        }
        String unit = SMALL[(int) part.rest()];
        return unit + (unit.endsWith("e") ? "ën" : "en") + ten;
    }

    @Override
    public String and() {
        return "en";
    }

    @Override
    public String major(Currency currency, long number) {
        return switch (currency.getCurrencyCode()) {
            case "EUR" -> "euro";
            case "GBP" -> "pond";
            case "USD", "CAD", "AUD" -> "dollar";
            default -> currency.getCurrencyCode();
        };
    }

    @Override
    public String minor(Currency currency, long number) {
        String penny = number == 1 ? "penny" : "pence";
        return currency.getCurrencyCode().equals("GBP") ? penny : "cent";
    }
}
