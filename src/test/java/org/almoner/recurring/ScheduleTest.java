package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.almoner.giving.Cadence;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static CollectionDay day(String text) {
        return text.equals("LAST")
                ? CollectionDay.lastOfMonth()
                : new CollectionDay(Integer.parseInt(text));
    }

    @Nested
    class TheFirstInstalment {

        @ParameterizedTest
        @CsvSource({
            "2026-11-25, 25, 2026-11-25",
            "2026-11-25, 26, 2026-11-26",
            "2026-11-25, 24, 2026-12-24",
            "2026-12-31, 1, 2027-01-01",
            "2027-01-29, 28, 2027-02-28",
            "2028-02-29, 28, 2028-03-28",
            "2028-02-29, LAST, 2028-02-29",
            "2027-02-28, LAST, 2027-02-28",
            "2026-11-30, LAST, 2026-11-30",
            "2026-12-01, LAST, 2026-12-31"
        })
        void falls_on_the_first_collection_day_from_the_start_on(
                LocalDate start, String day, LocalDate due) {
            assertEquals(due, Schedule.from(start, Cadence.MONTHLY, day(day)).due(1));
        }
    }

    @Nested
    class TheOthers {

        @ParameterizedTest
        @CsvSource({
            "MONTHLY, 2027-01-31, LAST, 2027-02-28, 2027-03-31, 2027-04-30",
            "MONTHLY, 2028-01-31, LAST, 2028-02-29, 2028-03-31, 2028-04-30",
            "MONTHLY, 2027-01-28, 28, 2027-02-28, 2027-03-28, 2027-04-28",
            "MONTHLY, 2026-11-15, 15, 2026-12-15, 2027-01-15, 2027-02-15",
            "QUARTERLY, 2026-11-30, LAST, 2027-02-28, 2027-05-31, 2027-08-31",
            "HALF_YEARLY, 2027-08-31, LAST, 2028-02-29, 2028-08-31, 2029-02-28",
            "YEARLY, 2028-02-29, LAST, 2029-02-28, 2030-02-28, 2031-02-28"
        })
        void are_counted_from_the_anchor_so_that_short_months_shift_nothing(
                Cadence cadence,
                LocalDate start,
                String day,
                LocalDate second,
                LocalDate third,
                LocalDate fourth) {
            Schedule schedule = Schedule.from(start, cadence, day(day));
            assertEquals(second, schedule.due(2));
            assertEquals(third, schedule.due(3));
            assertEquals(fourth, schedule.due(4));
        }

        @Test
        void never_skip_a_month_and_never_fall_twice_into_one_whatever_the_day() {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 2000; i++) {
                Cadence cadence = Cadence.values()[1 + random.nextInt(4)];
                CollectionDay day =
                        random.nextInt(29) == 0
                                ? CollectionDay.lastOfMonth()
                                : new CollectionDay(1 + random.nextInt(28));
                LocalDate start = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(3000));
                Schedule schedule = Schedule.from(start, cadence, day);
                assertFalse(schedule.due(1).isBefore(start), "seed " + seed);
                assertTrue(schedule.due(1).isBefore(start.plusMonths(1).plusDays(1)));
                for (int n = 2; n < 60; n++) {
                    YearMonth before = YearMonth.from(schedule.due(n - 1));
                    YearMonth month = YearMonth.from(schedule.due(n));
                    assertEquals(before.plusMonths(cadence.months()), month, "seed " + seed);
                    assertEquals(day.in(month), schedule.due(n), "seed " + seed);
                }
            }
        }
    }

    @Nested
    class AChange {

        private final Schedule monthlyOnThe28th =
                Schedule.from(LocalDate.of(2026, 1, 28), Cadence.MONTHLY, new CollectionDay(28));

        private LocalDate dueAfter(Cadence cadence, String day, LocalDate today) {
            int next = 11; // the tenth was on 28 October
            return monthlyOnThe28th
                    .changed(
                            new Schedule.Terms(cadence, day(day)),
                            next,
                            Optional.of(monthlyOnThe28th.due(10)),
                            today.plusDays(1))
                    .due(next);
        }

        @ParameterizedTest
        @CsvSource({
            "MONTHLY, 30 is no day but 27 is, 27, 2026-11-10, 2026-11-27",
            "MONTHLY, it has passed in that month, 5, 2026-11-10, 2026-12-05",
            "MONTHLY, it lies ahead in that month, 15, 2026-11-10, 2026-11-15",
            "MONTHLY, too near to the last one, 1, 2026-10-29, 2026-12-01",
            "QUARTERLY, counted from the last one, 28, 2026-11-10, 2027-01-28",
            "YEARLY, counted from the last one, 1, 2026-11-10, 2027-10-01",
            "MONTHLY, the last day, LAST, 2026-11-10, 2026-11-30"
        })
        void moves_the_next_instalment(
                Cadence cadence, String why, String day, LocalDate today, LocalDate due) {
            assertEquals(due, dueAfter(cadence, day, today), why);
        }

        @Test
        void from_yearly_to_monthly_goes_on_soon_and_not_in_the_past() {
            Schedule yearly =
                    Schedule.from(LocalDate.of(2026, 3, 10), Cadence.YEARLY, new CollectionDay(10));
            Schedule monthly =
                    yearly.changed(
                            new Schedule.Terms(Cadence.MONTHLY, new CollectionDay(10)),
                            2,
                            Optional.of(yearly.due(1)),
                            LocalDate.of(2026, 11, 26));
            assertEquals(LocalDate.of(2026, 12, 10), monthly.due(2));
            assertEquals(LocalDate.of(2027, 1, 10), monthly.due(3));
        }

        @Test
        void never_brings_two_instalments_closer_than_two_weeks() {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 2000; i++) {
                LocalDate start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(900));
                Schedule schedule =
                        Schedule.from(
                                start,
                                Cadence.values()[1 + random.nextInt(4)],
                                new CollectionDay(1 + random.nextInt(28)));
                int next = 2 + random.nextInt(20);
                LocalDate last = schedule.due(next - 1);
                LocalDate today = last.plusDays(random.nextInt(40));
                Schedule changed =
                        schedule.changed(
                                new Schedule.Terms(
                                        Cadence.values()[1 + random.nextInt(4)],
                                        new CollectionDay(1 + random.nextInt(28))),
                                next,
                                Optional.of(last),
                                today.plusDays(1));
                assertFalse(changed.due(next).isBefore(last.plusDays(14)), "seed " + seed);
                assertTrue(changed.due(next).isAfter(today), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 29, 30, 32})
    void a_day_that_some_month_lacks_is_refused(int day) {
        assertThrows(IllegalArgumentException.class, () -> new CollectionDay(day));
    }

    @Test
    void who_gives_on_the_29th_to_31st_gives_on_the_last_day_again() {
        assertTrue(
                Arrays.stream(new int[] {29, 30, 31})
                        .allMatch(it -> CollectionDay.like(LocalDate.of(2027, 1, it)).isLast()));
        assertEquals(new CollectionDay(28), CollectionDay.like(LocalDate.of(2027, 1, 28)));
    }
}
