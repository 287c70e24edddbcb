package org.almoner.tax;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * What statements said when they were issued, held against what the gifts are today: every gift of
 * a live statement that is worth less now, and every gift of the year that stands on none although
 * its person has one.
 */
@Singleton
public class StatementDifferences {

    private static final String FIND =
            """
            SELECT l.donation_id, s.number, l.given_on, l.amount_minor AS stated,
                   d.amount_minor - d.reversed_minor AS today, d.currency
              FROM tax_statement s
              JOIN tax_statement_line l ON l.statement_id = s.id
              JOIN donation d ON d.id = l.donation_id
             WHERE s.office = ? AND s.tax_year = ? AND s.live
               AND (l.amount_minor <> d.amount_minor - d.reversed_minor OR d.office <> s.office
                    OR d.settled_at IS NULL)
               AND (?::uuid IS NULL OR l.donation_id > ?)
            UNION ALL
            SELECT d.id, NULL, (d.settled_at AT TIME ZONE ?)::date, 0,
                   d.amount_minor - d.reversed_minor, d.currency
              FROM donation d
             WHERE d.office = ? AND d.settled_at >= ? AND d.settled_at < ?
               AND d.amount_minor > d.reversed_minor
               AND NOT EXISTS (SELECT 1 FROM tax_statement_line l WHERE l.donation_id = d.id AND l.live)
               AND (?::uuid IS NULL OR d.id > ?)
             ORDER BY 1 LIMIT ?""";

    private final Sql patient;

    StatementDifferences(@Patient Sql patient) {
        this.patient = patient;
    }

    /**
     * A gift that is not today what a statement says, or that stands on none.
     *
     * @param number of the statement; {@code null} when it stands on none
     * @param givenOn at the office
     * @param stated what the statement says
     * @param today what is left of it
     */
    public record Difference(
            UUID gift, String number, LocalDate givenOn, Money stated, Money today) {}

    /**
     * Differences of an office and tax year in the order of the gifts' ids, after the one named.
     */
    public List<Difference> find(Office office, int year, UUID after, int limit) {
        TaxYear whole = TaxYear.of(office, year);
        return patient.read(
                FIND,
                row ->
                        new Difference(
                                Sql.id(row, "donation_id"),
                                row.getString("number"),
                                Sql.day(row, "given_on"),
                                Money.of(row.getLong("stated"), row.getString("currency")),
                                Money.of(row.getLong("today"), row.getString("currency"))),
                office.code().value(),
                year,
                after,
                after,
                office.zone().getId(),
                office.code().value(),
                whole.begins(),
                whole.ends(),
                after,
                after,
                limit);
    }
}
