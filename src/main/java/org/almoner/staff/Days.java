package org.almoner.staff;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.almoner.http.QueryValue;

/**
 * A span of calendar days in UTC, as lists are asked for.
 *
 * @param from the first instant of the first day
 * @param until the first instant behind the last day
 */
record Days(Instant from, Instant until) {

    /** Reads the query parameters; {@code null} leaves that end open. */
    static Days between(String from, String to) {
        return new Days(
                start(requireNonNullElse(QueryValue.day("from", from), QueryValue.FIRST)),
                start(requireNonNullElse(QueryValue.day("to", to), QueryValue.LAST).plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
