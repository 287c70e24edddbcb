package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first day a bank can still debit, in Berlin, with a cut-off at 14:00. */
class BatchSpanTest {

    @ParameterizedTest
    @CsvSource({
        // Friday before and at the cut-off: two open days later
        "2026-11-27T12:59:59Z, 2, 2026-12-01",
        "2026-11-27T13:00:00Z, 2, 2026-12-02",
        "2026-11-27T12:59:59Z, 1, 2026-11-30",
        // Saturday and Sunday count as Monday, at any hour
        "2026-11-28T08:00:00Z, 2, 2026-12-02",
        "2026-11-29T22:59:59Z, 2, 2026-12-02",
        // the evening of Sunday in UTC is Monday in Berlin, long before its cut-off
        "2026-11-29T23:30:00Z, 2, 2026-12-02",
        // Christmas: 24 December is open, 25 and 26 are not, the 27th is a Sunday
        "2026-12-23T10:00:00Z, 2, 2026-12-28",
        "2026-12-24T10:00:00Z, 2, 2026-12-29",
        "2026-12-24T14:00:00Z, 2, 2026-12-30",
        // Easter 2027: Good Friday on 26 March, Monday on the 29th
        "2027-03-25T10:00:00Z, 1, 2027-03-30",
        // summer time: 14:00 is 12:00 UTC
        "2026-07-01T11:59:59Z, 2, 2026-07-03",
        "2026-07-01T12:00:00Z, 2, 2026-07-06",
    })
    void the_first_day_follows_cut_off_weekends_and_holidays(
            Instant now, int leadDays, LocalDate expected) {
        assertEquals(
                expected,
                BatchSpan.earliest(now, ZoneId.of("Europe/Berlin"), LocalTime.of(14, 0), leadDays));
    }
}
