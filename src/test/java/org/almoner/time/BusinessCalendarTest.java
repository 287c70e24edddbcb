package org.almoner.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

    /** Years with the earliest and latest Easters, both corrections, and those to come. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
                "2011-04-24", "2016-03-27", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
                "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19"
            })
    void easterFallsOn(LocalDate sunday) {
        assertEquals(sunday, BusinessCalendar.easterSunday(sunday.getYear()));
    }

    @Test
    void theClosingDaysOfAYearAreThese() {
        LocalDate first = LocalDate.of(2027, 1, 1);
        List<LocalDate> closed =
                first.datesUntil(first.plusYears(1))
                        .filter(day -> day.getDayOfWeek().getValue() < 6)
                        .filter(day -> !BusinessCalendar.isTargetDay(day))
                        .toList();
        assertEquals(
                List.of(
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 3, 26),
                        LocalDate.of(2027, 3, 29)),
                closed); // 1 May and 25, 26 December 2027 fall on a weekend
        assertFalse(BusinessCalendar.isTargetDay(LocalDate.of(2026, 5, 1)));
        assertFalse(BusinessCalendar.isTargetDay(LocalDate.of(2026, 12, 25)));
        assertFalse(BusinessCalendar.isTargetDay(LocalDate.of(2023, 12, 26)));
        assertTrue(BusinessCalendar.isTargetDay(LocalDate.of(2026, 12, 24)));
        assertTrue(BusinessCalendar.isTargetDay(LocalDate.of(2026, 10, 26)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, 2026-11-25",
        "2026-11-28, 2026-11-30",
        "2026-12-25, 2026-12-28",
        "2027-01-01, 2027-01-04",
        "2027-03-26, 2027-03-30",
        "2026-05-01, 2026-05-04"
    })
    void aClosedDayIsFollowedByTheNextOpenOne(LocalDate wanted, LocalDate open) {
        assertEquals(open, BusinessCalendar.targetDayOnOrAfter(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 0, 2026-11-30",
        "2026-11-30, 2, 2026-11-26",
        "2027-03-30, 1, 2027-03-25",
        "2026-11-29, 1, 2026-11-27"
    })
    void openDaysAreCountedBackwards(LocalDate day, int count, LocalDate before) {
        assertEquals(before, BusinessCalendar.targetDaysBefore(day, count));
    }

    @Test
    void countingForwardsAndBackwardsMeets() {
        LocalDate day = LocalDate.of(2026, 1, 2);
        for (int count = 0; count < 600; count++) {
            LocalDate later = BusinessCalendar.targetDaysAfter(day, count);
            assertTrue(BusinessCalendar.isTargetDay(later));
            assertEquals(day, BusinessCalendar.targetDaysBefore(later, count));
            assertTrue(ChronoUnit.DAYS.between(day, later) >= count);
        }
    }
}
