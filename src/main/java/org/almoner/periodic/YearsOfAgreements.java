package org.almoner.periodic;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * Whether the years of agreements come to what was agreed: gifts that came, and instalments that
 * fall due by 31 December. A year that differs costs the donor the deduction.
 */
@Singleton
public class YearsOfAgreements {

    /**
     * How often a regular gift falls due in a year from its next instalment on, breaks left out.
     */
    private static final String DUE =
            """
            SELECT coalesce(sum(i.amount), 0)::bigint AS due FROM (
                SELECT coalesce(n.amount_minor, r.amount_minor) AS amount
                  FROM recurring_gift r JOIN instalment n ON n.recurring_gift_id = r.id
                 WHERE r.id = a.recurring_gift_id AND n.state IN ('COLLECTING', 'RETRYING')
                   AND n.due_on BETWEEN make_date(y.year, 1, 1) AND make_date(y.year, 12, 31)
                UNION ALL
                SELECT r.amount_minor FROM recurring_gift r
                  JOIN instalment n ON n.recurring_gift_id = r.id AND n.state = 'SCHEDULED'
                  CROSS JOIN LATERAL generate_series(date_trunc('month', n.due_on::timestamp),
                      make_date(y.year, 12, 1)::timestamp, CASE r.cadence WHEN 'MONTHLY' THEN interval '1 month'
                          WHEN 'QUARTERLY' THEN interval '3 months' WHEN 'HALF_YEARLY' THEN interval '6 months'
                          ELSE interval '12 months' END) AS m (month)
                  CROSS JOIN LATERAL (SELECT CASE r.collection_day
                      WHEN 31 THEN (m.month + interval '1 month' - interval '1 day')::date
                      ELSE m.month::date + r.collection_day - 1 END AS day) t
                 WHERE r.id = a.recurring_gift_id AND NOT r.method_needed
                   AND (r.state IN ('STARTING', 'ACTIVE', 'FAILING')
                     OR (r.state = 'PAUSED' AND t.day >= r.paused_until))
                   AND t.day >= make_date(y.year, 1, 1) AND t.day <= coalesce(r.end_on, t.day)) i""";

    private static final String YEARS =
            """
            WITH y AS (SELECT ?::integer AS year, ?::timestamptz AS begins, ?::timestamptz AS ends)
            SELECT a.id, a.number, a.donor_id, y.year, a.amount_minor, a.currency, p.paid, d.due,
                   coalesce(a.first_year + a.years - 1 = y.year, false) AS last
              FROM periodic_gift_agreement a CROSS JOIN y
              CROSS JOIN LATERAL (SELECT coalesce(sum(c.rest), 0)::bigint AS paid FROM (
            """
                    + CountedGifts.of(
                            "(SELECT a.*)", "g.settled_at >= y.begins AND g.settled_at < y.ends")
                    + ") c) p\n  CROSS JOIN LATERAL ("
                    + DUE
                    + ") d\n"
                    + " WHERE a.office = ? AND a.first_year <= y.year"
                    + " AND (a.years IS NULL OR a.first_year + a.years > y.year) AND ";

    private static final String TO_LOOK_AT =
            YEARS
                    + "a.state = 'ACTIVE' AND (?::uuid IS NULL OR a.id > ?)"
                    + " AND (p.paid + d.due <> a.amount_minor OR a.first_year + a.years - 1 = y.year)"
                    + " ORDER BY a.id LIMIT ?";

    private static final String ONE = YEARS + "a.state IN ('ACTIVE', 'ENDED') AND a.id = ?";

    private static final String SUMS =
            "SELECT count(*) FILTER (WHERE NOT t.same) AS differing, count(*) FILTER (WHERE t.last) AS ending"
                    + " FROM (SELECT q.paid + q.due = q.amount_minor AS same, q.last FROM ("
                    + YEARS
                    + "a.state = 'ACTIVE') q) t";

    private final Sql sql;

    /** For what looks at all agreements of an office. */
    private final Sql patient;

    YearsOfAgreements(Sql sql, @Patient Sql patient) {
        this.sql = sql;
        this.patient = patient;
    }

    /**
     * Agreements in force whose year will come to another sum than agreed, or is their last, by
     * their ids.
     *
     * @param after only those behind this one; {@code null} to begin
     */
    public List<YearOfAgreement> toLookAt(Office office, int year, UUID after, int limit) {
        return read(patient, TO_LOOK_AT, office, year, after, after, limit);
    }

    /**
     * How the year of one agreement stands; empty when it was not in force, or for another year.
     */
    public Optional<YearOfAgreement> of(Office office, int year, UUID agreement) {
        return read(sql, ONE, office, year, agreement).stream().findFirst();
    }

    /**
     * How many agreements in force are to be looked at.
     *
     * @param differing whose year will come to another sum than agreed
     * @param ending whose last year it is
     */
    public record Sums(int differing, int ending) {}

    /** How many agreements of an office are to be looked at. */
    public Sums sums(Office office, int year) {
        return patient.one(
                        SUMS,
                        row -> new Sums(row.getInt("differing"), row.getInt("ending")),
                        values(office, year).toArray())
                .orElseThrow();
    }

    private static List<YearOfAgreement> read(
            Sql on, String query, Office office, int year, Object... others) {
        List<Object> values = values(office, year);
        values.addAll(Arrays.asList(others));
        return on.read(query, YearsOfAgreements::year, values.toArray());
    }

    private static List<Object> values(Office office, int year) {
        return new ArrayList<>(
                List.of(
                        year,
                        begin(office, year),
                        begin(office, year + 1),
                        office.zone().getId(),
                        office.code().value()));
    }

    private static Instant begin(Office office, int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(office.zone()).toInstant();
    }

    private static YearOfAgreement year(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new YearOfAgreement(
                Sql.id(row, "id"),
                row.getString("number"),
                Sql.id(row, "donor_id"),
                row.getInt("year"),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("paid"), currency),
                Money.of(row.getLong("due"), currency),
                row.getBoolean("last"));
    }
}
