package org.almoner.erasure;

import java.time.Instant;
import java.time.LocalDate;
import org.almoner.office.Office;

/**
 * How long a class of data is kept in a country.
 *
 * @param years together with the months none: for ever
 */
public record RetentionRule(int years, int months, CountedFrom countedFrom, String law) {

    private static final int MOST_DRIFT = 4;

    /** Where a period begins. */
    public enum CountedFrom {
        /** The day it happened. */
        EVENT,
        /** The end of that calendar year. */
        CALENDAR_YEAR,
        /** The end of that tax year of the office. */
        TAX_YEAR
    }

    /** Whether it has no end. */
    public boolean isForEver() {
        return years == 0 && months == 0;
    }

    /**
     * The last day on which it is kept, at the office.
     *
     * @return {@code null} for ever
     */
    public LocalDate until(Instant event, Office office) {
        return isForEver() ? null : until(office.dayOf(event), office);
    }

    private LocalDate until(LocalDate day, Office office) {
        LocalDate from =
                switch (countedFrom) {
                    case EVENT -> day;
                    case CALENDAR_YEAR -> LocalDate.of(day.getYear(), 12, 31);
                    case TAX_YEAR -> endOfTaxYear(day, office);
                };
        return from.plusYears(years).plusMonths(months);
    }

    /**
     * The moment from which on events are still held on a day: whatever happened before has had its
     * time. Not for what is kept for ever.
     */
    public Instant heldSince(LocalDate today, Office office) {
        // Years and months end differently from how they begin; a few days more are looked at.
        LocalDate day = today.minusYears(years).minusMonths(months).plusDays(MOST_DRIFT);
        while (!until(day, office).isBefore(today)) {
            day = day.minusDays(1);
        }
        return day.plusDays(1).atStartOfDay(office.zone()).toInstant();
    }

    private static LocalDate endOfTaxYear(LocalDate day, Office office) {
        LocalDate start = office.taxYearStart().atYear(day.getYear());
        LocalDate next =
                start.isAfter(day) ? start : office.taxYearStart().atYear(day.getYear() + 1);
        return next.minusDays(1);
    }
}
