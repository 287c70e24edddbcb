package org.almoner.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;

/**
 * A tax year of an office's donors, or its first part. Days are days at the office.
 *
 * @param year the calendar year in which the tax year begins: 2026 for 6 April 2026 to 5 April 2027
 * @param from first day
 * @param to last day
 * @param zone where its days begin
 */
public record TaxYear(OfficeCode office, int year, LocalDate from, LocalDate to, ZoneId zone) {

    public TaxYear {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A year does not end before it begins");
        }
    }

    /** The whole tax year of an office that begins in a calendar year. */
    public static TaxYear of(Office office, int year) {
        MonthDay start = office.taxYearStart();
        return new TaxYear(
                office.code(),
                year,
                start.atYear(year),
                start.atYear(year + 1).minusDays(1),
                office.zone());
    }

    /**
     * The part of it up to a day.
     *
     * @throws IllegalArgumentException when the day is not in this year
     */
    public TaxYear until(LocalDate last) {
        if (last.isAfter(to)) {
            throw new IllegalArgumentException("The day is not in this year");
        }
        return new TaxYear(office, year, from, last, zone);
    }

    /** The first instant of it. */
    public Instant begins() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant after it. */
    public Instant ends() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
