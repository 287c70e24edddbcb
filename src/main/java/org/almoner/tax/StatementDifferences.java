package org.almoner.tax;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * What statements said when they were issued, held against what the gifts are today: every gift of
 * a live statement that is worth less now or for which something else is known to have been given
 * in return, and every gift of the year of which something may be claimed and that stands on none.
 */
@Singleton
public class StatementDifferences {

    private static final String FIND =
            "WITH "
                    + BenefitSql.RULES
                    + """
            SELECT l.donation_id, s.number, l.given_on,
                   greatest(l.amount_minor - coalesce(l.benefit_minor, 0), 0) AS stated,
                   o.eligible AS today, %1$s AS benefit_changed, g.currency
              FROM tax_statement s
              JOIN tax_statement_line l ON l.statement_id = s.id
              JOIN donation g ON g.id = l.donation_id
            %2$s
             WHERE s.office = ? AND s.tax_year = ? AND s.live
               AND (l.amount_minor <> w.rest OR g.office <> s.office OR g.settled_at IS NULL OR %1$s)
               AND (?::uuid IS NULL OR l.donation_id > ?)
            UNION ALL
            SELECT g.id, NULL, (g.settled_at AT TIME ZONE ?)::date, 0, o.eligible, false, g.currency
              FROM donation g
            %2$s
             WHERE g.office = ? AND g.settled_at >= ? AND g.settled_at < ? AND w.rest > 0 AND o.eligible > 0
               AND NOT EXISTS (SELECT 1 FROM tax_statement_line l WHERE l.donation_id = g.id AND l.live)
               AND (?::uuid IS NULL OR g.id > ?)
             ORDER BY 1 LIMIT ?"""
                            .formatted(BenefitSql.DIFFERS, BenefitSql.JOINS);

    private final TermsOfStatements terms;
    private final Sql patient;

    StatementDifferences(TermsOfStatements terms, @Patient Sql patient) {
        this.terms = terms;
        this.patient = patient;
    }

    /**
     * A gift that is not today what a statement says, or that stands on none.
     *
     * @param number of the statement; {@code null} when it stands on none
     * @param givenOn at the office
     * @param stated what may be claimed of it by the statement
     * @param today what a statement of today would say
     * @param benefitChanged whether something else is known today to have been given in return
     */
    public record Difference(
            UUID gift,
            String number,
            LocalDate givenOn,
            Money stated,
            Money today,
            boolean benefitChanged) {}

    /**
     * Differences of an office and tax year in the order of the gifts' ids, after the one named.
     */
    public List<Difference> find(Office office, int year, UUID after, int limit) {
        TaxYear whole = TaxYear.of(office, year);
        List<Object> values = new ArrayList<>(terms.benefits(office.code()).values(office.zone()));
        values.addAll(
                Arrays.asList(
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
                        limit));
        return patient.read(
                FIND,
                row ->
                        new Difference(
                                Sql.id(row, "donation_id"),
                                row.getString("number"),
                                Sql.day(row, "given_on"),
                                Money.of(row.getLong("stated"), row.getString("currency")),
                                Money.of(row.getLong("today"), row.getString("currency")),
                                row.getBoolean("benefit_changed")),
                values.toArray());
    }
}
