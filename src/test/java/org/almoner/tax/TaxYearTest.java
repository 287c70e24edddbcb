package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxYearTest {

    /** The last instant that belongs to the year, and the first that does not. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-01-01, 2026-12-31, 2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
        "Europe/London, 2026-04-06, 2027-04-05, 2026-04-05T23:00:00Z, 2027-04-05T23:00:00Z",
        "Europe/Amsterdam, 2026-01-01, 2026-12-31, 2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
        "America/Toronto, 2026-01-01, 2026-12-31, 2026-01-01T05:00:00Z, 2027-01-01T05:00:00Z",
        "Australia/Sydney, 2026-07-01, 2027-06-30, 2026-06-30T14:00:00Z, 2027-06-30T14:00:00Z",
        "America/New_York, 2026-01-01, 2026-12-31, 2026-01-01T05:00:00Z, 2027-01-01T05:00:00Z",
    })
    void begins_and_ends_at_midnight_of_its_office(
            String zone, LocalDate from, LocalDate to, Instant begins, Instant ends) {
        TaxYear year = new TaxYear(new OfficeCode("XX"), 2026, from, to, ZoneId.of(zone));
        assertEquals(begins, year.begins());
        assertEquals(ends, year.ends());
    }

    @Test
    void a_part_of_it_ends_with_its_last_day_and_never_later_than_the_year() {
        TaxYear year =
                new TaxYear(
                        new OfficeCode("DE"),
                        2026,
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        ZoneId.of("Europe/Berlin"));
        assertEquals(
                Instant.parse("2026-06-30T22:00:00Z"),
                year.until(LocalDate.of(2026, 6, 30)).ends());
        assertThrows(IllegalArgumentException.class, () -> year.until(LocalDate.of(2027, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> year.until(LocalDate.of(2025, 12, 31)));
    }
}
