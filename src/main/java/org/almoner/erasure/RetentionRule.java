package org.almoner.erasure;

import java.time.Instant;
import java.time.LocalDate;
import org.almoner.office.Office;

/**
 * How long a class of data is kept in a country.
 *
 * @param years together with the months none: for ever
 */
record RetentionRule(int years, int months, CountedFrom countedFrom, String law) {

    /** Where a period begins. */
    enum CountedFrom {
        EVENT,
        CALENDAR_YEAR,
        TAX_YEAR
    }

    boolean isForEver() {
        return years == 0 && months == 0;
    }

    /**
     * The last day on which it is kept, at the office.
     *
     * @return {@code null} for ever
     */
    LocalDate until(Instant event, Office office) {
        if (isForEver()) {
            return null;
        }
        LocalDate day = office.dayOf(event);
        LocalDate from =
                switch (countedFrom) {
                    case EVENT -> day;
                    case CALENDAR_YEAR -> LocalDate.of(day.getYear(), 12, 31);
                    case TAX_YEAR -> endOfTaxYear(day, office);
                };
        return from.plusYears(years).plusMonths(months);
    }

    private static LocalDate endOfTaxYear(LocalDate day, Office office) {
        LocalDate start = office.taxYearStart().atYear(day.getYear());
        LocalDate next =
                start.isAfter(day) ? start : office.taxYearStart().atYear(day.getYear() + 1);
        return next.minusDays(1);
    }
}
