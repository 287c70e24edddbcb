package org.almoner.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.almoner.problem.DomainProblem;

/**
 * A span of calendar days in UTC, as lists are asked for.
 *
 * @param from the first instant of the first day
 * @param until the first instant behind the last day
 */
record Days(Instant from, Instant until) {

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9998, 12, 31);

    /** Reads the query parameters; {@code null} leaves that end open. */
    static Days between(String from, String to) {
        return new Days(
                start(day("query:from", from, FIRST)),
                start(day("query:to", to, LAST).plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(String pointer, String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // Told below, like days far out of reach.
        }
        throw DomainProblem.invalid(
                pointer, "not_a_day", "A calendar day from 1970 on, such as 2026-11-24.");
    }
}
