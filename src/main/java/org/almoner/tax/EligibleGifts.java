package org.almoner.tax;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * Which gifts of a year may be confirmed, and who gets no statement and why: one wording of the
 * rules in SQL, for the preview over all donors as for the few that are being numbered.
 */
@Singleton
class EligibleGifts {

    /** Gifts of a year with what decides about them; {@code %s} narrows them down. */
    private static final String GIFTS =
            """
            WITH taken_back AS (
                SELECT method, since FROM unnest(?::text[], ?::timestamptz[]) AS t (method, since)),
            """
                    + BenefitSql.RULES
                    + """
            , found AS (
                SELECT coalesce(m.account_id, g.donor_id) AS person, g.id, g.settled_at, w.rest, g.method,
                       g.campaign_id, d.erased_at IS NOT NULL AS erased, l.donation_id IS NOT NULL AS stated,
                       t.method IS NOT NULL AND g.settled_at >= t.since AS open,
                       w.rest > 0 AND l.donation_id IS NULL AS free,
                       coalesce(e.effect = 'LEAVES_OUT', false) AS sold, o.eligible, o.benefit_minor,
                       o.benefit_text, o.benefit_disclosed
                  FROM donation g
                  JOIN donor d ON d.id = g.donor_id
                  LEFT JOIN account_donor m ON m.donor_id = g.donor_id
                  LEFT JOIN tax_statement_line l ON l.donation_id = g.id AND l.live
                  LEFT JOIN taken_back t ON t.method = g.method
            """
                    + BenefitSql.JOINS
                    + """
                 WHERE g.office = ? AND g.currency = ? AND g.settled_at >= ? AND g.settled_at < ?%s),
            gift AS (SELECT *, free AND NOT sold AS usable, free AND sold AS withheld FROM found),
            person AS (
                SELECT person,
                       CASE WHEN bool_or(usable) THEN count(*) FILTER (WHERE usable)
                            ELSE count(*) FILTER (WHERE withheld) END AS gifts,
                       coalesce(sum(rest) FILTER (WHERE usable), 0) AS received,
                       CASE WHEN bool_or(usable)
                            THEN coalesce(sum(eligible) FILTER (WHERE usable AND rest >= ?), 0)
                            ELSE coalesce(sum(rest) FILTER (WHERE withheld), 0) END AS total,
                       count(*) FILTER (WHERE withheld) AS withheld_gifts,
                       coalesce(sum(rest) FILTER (WHERE withheld), 0) AS withheld_total,
                       CASE
                           WHEN NOT bool_or(usable) AND bool_or(withheld) THEN 'SOMETHING_IN_RETURN'
                           WHEN NOT bool_or(usable) AND bool_or(stated) THEN 'ALL_STATED'
                           WHEN NOT bool_or(usable) THEN 'NOTHING_LEFT'
                           WHEN bool_or(erased) THEN 'ERASED'
                           WHEN ? AND bool_or(open AND usable) THEN 'MAY_STILL_BE_TAKEN_BACK'
                           WHEN coalesce(sum(eligible) FILTER (WHERE usable AND rest >= ?), 0) = 0
                               THEN 'NOTHING_COUNTS'
                       END AS reason
                  FROM gift GROUP BY person)
            """;

    private static final String OF_PERSONS =
            " AND g.donor_id IN (SELECT donor_id FROM account_donor WHERE account_id = ANY (?)"
                    + " UNION ALL SELECT unnest(?))";

    /**
     * Whoever wants to take a gift back, or erases its donor, waits, and finds the statement then.
     */
    private static final String HOLD =
            "SELECT g.id FROM donation g JOIN donor d ON d.id = g.donor_id"
                    + " WHERE g.office = ? AND g.currency = ? AND g.settled_at >= ? AND g.settled_at < ?"
                    + OF_PERSONS
                    + " ORDER BY g.id FOR SHARE OF g, d";

    private static final String SUMS =
            GIFTS.formatted("")
                    + "SELECT reason, count(*) AS persons, sum(gifts)::bigint AS gifts,"
                    + " sum(received)::bigint AS received, sum(total)::bigint AS total,"
                    + " sum(withheld_gifts)::bigint AS withheld_gifts,"
                    + " sum(withheld_total)::bigint AS withheld_total"
                    + " FROM person GROUP BY reason ORDER BY reason";

    private static final String LEFT_OUT =
            GIFTS.formatted("")
                    + "SELECT person, reason FROM person WHERE reason IS NOT NULL"
                    + " AND (?::text IS NULL OR reason = ?) AND (?::uuid IS NULL OR person > ?)"
                    + " ORDER BY person LIMIT ?";

    private static final String DECIDED =
            GIFTS.formatted(OF_PERSONS)
                    + "SELECT p.person, p.reason, g.id, g.settled_at, g.rest, g.method, g.campaign_id,"
                    + " g.benefit_minor, g.benefit_text, g.benefit_disclosed"
                    + " FROM person p LEFT JOIN gift g"
                    + " ON g.person = p.person AND g.usable AND p.reason IS NULL"
                    + " ORDER BY p.person, g.settled_at, g.id";

    private final TermsOfStatements terms;
    private final Sql sql;
    private final Sql patient;

    EligibleGifts(TermsOfStatements terms, Sql sql, @Patient Sql patient) {
        this.terms = terms;
        this.sql = sql;
        this.patient = patient;
    }

    /**
     * Persons of one outcome; a {@code null} reason: they get a statement.
     *
     * @param receivedMinor what is left of the gifts that can be stated
     * @param totalMinor what may be claimed of them; what was given, where something in return
     *     keeps all of it from being stated
     * @param withheld gifts that are not stated because of what was given in return
     */
    record Sum(
            LeftOut reason,
            long persons,
            long gifts,
            long receivedMinor,
            long totalMinor,
            Withheld withheld) {}

    /** Gifts that are not stated because of what was given in return. */
    record Withheld(long gifts, long totalMinor) {

        Withheld plus(Withheld other) {
            return new Withheld(
                    Math.addExact(gifts, other.gifts), Math.addExact(totalMinor, other.totalMinor));
        }
    }

    /** Somebody without a statement. */
    record Person(UUID id, LeftOut reason) {}

    /**
     * A gift to be stated.
     *
     * @param returned what the statement names as given in return; {@code null} for nothing
     */
    record Gift(
            UUID id,
            Instant settledAt,
            long restMinor,
            PaymentMethod method,
            UUID campaign,
            Returned returned) {}

    /** What a statement names as given in return. */
    record Returned(long valueMinor, String description, boolean disclosed) {}

    /** What is decided of a person: a reason, or gifts to be stated, oldest first. */
    record Decision(LeftOut reason, List<Gift> gifts) {}

    /** What all persons of the year would get, without changing anything. */
    List<Sum> sums(Job job) {
        return patient.read(
                SUMS,
                row ->
                        new Sum(
                                reason(row.getString("reason")),
                                row.getLong("persons"),
                                row.getLong("gifts"),
                                row.getLong("received"),
                                row.getLong("total"),
                                new Withheld(
                                        row.getLong("withheld_gifts"),
                                        row.getLong("withheld_total"))),
                values(job, List.of()));
    }

    /** Who would get none, in the order of their ids. */
    List<Person> leftOut(Job job, LeftOut reason, UUID after, int limit) {
        String only = reason == null ? null : reason.name();
        List<Object> values = new ArrayList<>(Arrays.asList(values(job, List.of())));
        values.addAll(Arrays.asList(only, only, after, after, limit));
        return patient.read(LEFT_OUT, EligibleGifts::person, values.toArray());
    }

    /** Keeps gifts and donors' rows of these persons from changing until the transaction ends. */
    void hold(Job job, List<UUID> persons) {
        List<Object> values = new ArrayList<>(ofYear(job));
        values.addAll(ids(persons));
        sql.read(HOLD, row -> row.getObject(1, UUID.class), values.toArray());
    }

    /** What is decided of these persons; whoever has no gifts in the year is not among them. */
    Map<UUID, Decision> decide(Job job, List<UUID> persons) {
        Map<UUID, Decision> decided = new LinkedHashMap<>();
        sql.read(
                DECIDED,
                row -> {
                    LeftOut reason = reason(row.getString("reason"));
                    Decision decision =
                            decided.computeIfAbsent(
                                    Sql.id(row, "person"),
                                    none -> new Decision(reason, new ArrayList<>()));
                    if (reason == null) {
                        decision.gifts().add(gift(row));
                    }
                    return decision;
                },
                values(job, ids(persons)));
        return decided;
    }

    private static Gift gift(ResultSet row) throws SQLException {
        return new Gift(
                Sql.id(row, "id"),
                Sql.instant(row, "settled_at"),
                row.getLong("rest"),
                PaymentMethod.valueOf(row.getString("method")),
                Sql.id(row, "campaign_id"),
                returned(row));
    }

    private static Returned returned(ResultSet row) throws SQLException {
        String description = row.getString("benefit_text");
        return description == null
                ? null
                : new Returned(
                        row.getLong("benefit_minor"),
                        description,
                        row.getBoolean("benefit_disclosed"));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(Sql.id(row, "person"), reason(row.getString("reason")));
    }

    private static LeftOut reason(String name) {
        return name == null ? null : LeftOut.valueOf(name);
    }

    private static List<Object> ofYear(Job job) {
        return List.of(
                job.office().code().value(),
                job.office().currency().getCurrencyCode(),
                job.year().begins(),
                job.year().ends());
    }

    private static List<Object> ids(List<UUID> persons) {
        return List.of(Sql.Column.ids(persons), Sql.Column.ids(persons));
    }

    private Object[] values(Job job, List<Object> narrowed) {
        List<Object> values = new ArrayList<>();
        values.add(job.methods());
        values.add(job.since());
        values.addAll(terms.benefits(job.office().code()).values(job.office().zone()));
        values.addAll(ofYear(job));
        values.addAll(narrowed);
        values.add(job.terms().smallestThatCounts());
        values.add(job.waits());
        values.add(job.terms().smallestThatCounts());
        return values.toArray();
    }
}
