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
            gift AS (
                SELECT coalesce(m.account_id, g.donor_id) AS person, g.id, g.donor_id, g.settled_at,
                       g.amount_minor - g.reversed_minor AS rest, g.method, g.campaign_id,
                       d.erased_at IS NOT NULL AS erased, l.donation_id IS NOT NULL AS stated,
                       t.method IS NOT NULL AND g.settled_at >= t.since AS open,
                       g.amount_minor > g.reversed_minor AND l.donation_id IS NULL AS usable
                  FROM donation g
                  JOIN donor d ON d.id = g.donor_id
                  LEFT JOIN account_donor m ON m.donor_id = g.donor_id
                  LEFT JOIN tax_statement_line l ON l.donation_id = g.id AND l.live
                  LEFT JOIN taken_back t ON t.method = g.method
                 WHERE g.office = ? AND g.currency = ? AND g.settled_at >= ? AND g.settled_at < ?%s),
            person AS (
                SELECT person, count(*) FILTER (WHERE usable) AS gifts,
                       coalesce(sum(rest) FILTER (WHERE usable AND rest >= ?), 0)::bigint AS total,
                       CASE
                           WHEN NOT bool_or(usable) AND bool_or(stated) THEN 'ALL_STATED'
                           WHEN NOT bool_or(usable) THEN 'NOTHING_LEFT'
                           WHEN bool_or(erased) THEN 'ERASED'
                           WHEN ? AND bool_or(open AND usable) THEN 'MAY_STILL_BE_TAKEN_BACK'
                           WHEN max(rest) FILTER (WHERE usable) < ? THEN 'NOTHING_COUNTS'
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
                    + " sum(total)::bigint AS total FROM person GROUP BY reason ORDER BY reason";

    private static final String LEFT_OUT =
            GIFTS.formatted("")
                    + "SELECT person, reason FROM person WHERE reason IS NOT NULL"
                    + " AND (?::text IS NULL OR reason = ?) AND (?::uuid IS NULL OR person > ?)"
                    + " ORDER BY person LIMIT ?";

    private static final String DECIDED =
            GIFTS.formatted(OF_PERSONS)
                    + "SELECT p.person, p.reason, g.id, g.settled_at, g.rest, g.method, g.campaign_id"
                    + " FROM person p LEFT JOIN gift g"
                    + " ON g.person = p.person AND g.usable AND p.reason IS NULL"
                    + " ORDER BY p.person, g.settled_at, g.id";

    private final Sql sql;
    private final Sql patient;

    EligibleGifts(Sql sql, @Patient Sql patient) {
        this.sql = sql;
        this.patient = patient;
    }

    /** Persons of one outcome; a {@code null} reason: they get a statement. */
    record Sum(LeftOut reason, long persons, long gifts, long totalMinor) {}

    /** Somebody without a statement. */
    record Person(UUID id, LeftOut reason) {}

    /** A gift to be stated. */
    record Gift(UUID id, Instant settledAt, long restMinor, PaymentMethod method, UUID campaign) {}

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
                                row.getLong("total")),
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
                Sql.id(row, "campaign_id"));
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

    private static Object[] values(Job job, List<Object> narrowed) {
        List<Object> values = new ArrayList<>();
        values.add(job.methods());
        values.add(job.since());
        values.addAll(ofYear(job));
        values.addAll(narrowed);
        values.add(job.terms().smallestThatCounts());
        values.add(job.waits());
        values.add(job.terms().smallestThatCounts());
        return values.toArray();
    }
}
