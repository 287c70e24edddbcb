package org.almoner.http;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.almoner.problem.DomainProblem;

/**
 * Reads values of the query. Each answers {@code null} to a parameter that is not given, and
 * refuses with 400, naming parameter and rule, what it does not understand.
 */
public final class QueryValue {

    /** No earlier day is read. */
    public static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

    /** No later day is read; the day after it has four digits of the year, too. */
    public static final LocalDate LAST = LocalDate.of(9998, 12, 31);

    private QueryValue() {}

    /** Yes or no. */
    public static Boolean flag(String name, String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name, "not_a_flag", "Either true or false.");
        };
    }

    /** A calendar day from {@link #FIRST} to {@link #LAST}. */
    public static LocalDate day(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // Told below, like days far out of reach.
        }
        throw refused(name, "not_a_day", "A calendar day from 1970 on, such as 2026-11-24.");
    }

    /** One of the values that the contract lists. */
    public static <E extends Enum<E>> E oneOf(String name, String text, Class<E> kind) {
        if (text == null) {
            return null;
        }
        for (E one : kind.getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        String all =
                Arrays.stream(kind.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        throw refused(name, "unknown_value", "One of " + all + ".");
    }

    private static DomainProblem refused(String name, String code, String rule) {
        return DomainProblem.invalid("query:" + name, code, rule);
    }
}
