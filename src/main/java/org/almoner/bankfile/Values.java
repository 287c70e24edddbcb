package org.almoner.bankfile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.regex.Pattern;
import org.almoner.money.Money;

/** Reads single values, strictly. */
final class Values {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,5})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Values() {}

    /** The current element as an amount with its currency in {@code Ccy}; never negative. */
    static Money amount(XmlCursor xml) throws BankFileRefused {
        String code = xml.attribute("Ccy");
        String text = xml.text();
        if (!AMOUNT.matcher(text).matches()) {
            throw xml.refused("invalid_amount", "An amount is digits with a point, not negative");
        }
        try {
            Currency currency = Currency.getInstance(code == null ? "" : code);
            long minor =
                    new BigDecimal(text)
                            .movePointRight(currency.getDefaultFractionDigits())
                            .setScale(0, RoundingMode.UNNECESSARY)
                            .longValueExact();
            return new Money(minor, currency);
        } catch (IllegalArgumentException unknown) {
            throw xml.refused("unknown_currency", "An amount needs a currency of ISO 4217");
        } catch (ArithmeticException fraction) {
            throw xml.refused("invalid_amount", "An amount is more precise than its currency");
        }
    }

    /** Whether the current element says credit; it must say credit or debit. */
    static boolean isCredit(XmlCursor xml) throws BankFileRefused {
        return switch (xml.text()) {
            case "CRDT" -> true;
            case "DBIT" -> false;
            default -> throw xml.refused("invalid_direction", "CdtDbtInd is CRDT or DBIT");
        };
    }

    static boolean isTrue(XmlCursor xml) throws BankFileRefused {
        return switch (xml.text()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw xml.refused("invalid_indicator", "An indicator is true or false");
        };
    }

    /** The current element's {@code Dt}, or the day in its {@code DtTm}. */
    static LocalDate day(XmlCursor xml) throws BankFileRefused {
        LocalDate[] day = new LocalDate[1];
        xml.children(
                name -> {
                    switch (name) {
                        case "Dt", "DtTm" -> day[0] = parseDay(xml, xml.text());
                        default -> xml.skip();
                    }
                });
        if (day[0] == null) {
            throw xml.refused("missing_date", "A date needs Dt or DtTm");
        }
        return day[0];
    }

    private static LocalDate parseDay(XmlCursor xml, String text) throws BankFileRefused {
        String day = text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
        try {
            if (DAY.matcher(day).matches()) {
                return LocalDate.parse(day);
            }
        } catch (DateTimeException noSuchDay) {
            // refused below
        }
        throw xml.refused("invalid_date", "A date is written as 2026-11-25");
    }

    /** A count or number without sign. */
    static long number(XmlCursor xml) throws BankFileRefused {
        String text = xml.text();
        if (!text.matches("[0-9]{1,18}")) {
            throw xml.refused("invalid_number", "A number is at most 18 digits");
        }
        return Long.parseLong(text);
    }

    static <T> T required(XmlCursor xml, T value, String name) throws BankFileRefused {
        if (value == null) {
            throw xml.refused("missing_field", name + " is missing");
        }
        return value;
    }
}
