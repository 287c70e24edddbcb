package org.almoner.giftaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounting periods, and how long their gifts can be claimed. */
class GiftAidTermsTest {

    private static GiftAidTerms starting(String monthDay) {
        return new GiftAidTerms(MonthDay.parse("--" + monthDay), 4, 4, 60, "x@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "01-01, 2026-01-01, 2026-01-01, 2030-12-31",
        "01-01, 2026-12-31, 2026-01-01, 2030-12-31",
        "04-06, 2026-04-05, 2025-04-06, 2030-04-05",
        "04-06, 2026-04-06, 2026-04-06, 2031-04-05",
        "03-01, 2024-02-29, 2023-03-01, 2028-02-29",
        "03-01, 2025-02-28, 2024-03-01, 2029-02-28"
    })
    void a_gift_can_be_claimed_four_years_after_the_end_of_its_period(
            String start, LocalDate gift, LocalDate period, LocalDate until) {
        assertEquals(period, starting(start).periodOf(gift));
        assertEquals(until, starting(start).claimableUntil(gift));
    }

    @ParameterizedTest
    @CsvSource({
        "01-01, 2026-12-31, 2022-01-01",
        "01-01, 2027-01-01, 2023-01-01",
        "04-06, 2026-04-05, 2021-04-06",
        "04-06, 2026-04-06, 2022-04-06"
    })
    void the_oldest_gifts_are_those_of_the_period_that_ended_four_years_ago(
            String start, LocalDate today, LocalDate oldest) {
        assertEquals(oldest, starting(start).oldestOn(today));
    }

    @Test
    void on_every_day_of_ten_years_the_oldest_day_is_claimable_and_the_one_before_is_not() {
        for (String start : new String[] {"01-01", "03-01", "04-06", "12-31"}) {
            GiftAidTerms terms = starting(start);
            for (LocalDate day = LocalDate.of(2023, 1, 1);
                    day.isBefore(LocalDate.of(2033, 1, 1));
                    day = day.plusDays(1)) {
                LocalDate oldest = terms.oldestOn(day);
                assertFalse(terms.claimableUntil(oldest).isBefore(day), start + " " + day);
                assertTrue(
                        terms.claimableUntil(oldest.minusDays(1)).isBefore(day), start + " " + day);
            }
        }
    }
}
