package org.almoner.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.RetentionSchedule;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/**
 * Forgets network address and browser of answers that need no proof any more: a yes is proved for
 * as long as it stands and for the period after it was taken back, everything else for the period.
 * The answers themselves stay in their chains. Sign-ups that were taken back go by the same rule.
 */
@Singleton
class ForgetProofs {

    private static final int SLICE = 500;

    /**
     * A piece of the proofs, oldest first, each with its office and whether all its answers have
     * had their time. A yes that was taken back in another record of the person has ended, too; a
     * declaration of Gift Aid is proved for as long as the person is there.
     */
    private static final String PIECE =
            """
            WITH rule AS (
                SELECT * FROM unnest(?::text[], ?::bool[], ?::timestamptz[])
                    AS r (office, phone, held_since)),
            old AS (
                SELECT p.id, p.created_at FROM consent_proof p
                 WHERE p.created_at < ? AND (p.created_at, p.id) > (?, ?)
                 ORDER BY p.created_at, p.id LIMIT ?)
            SELECT o.id, o.created_at, min(e.office) AS office,
                   min(e.office) = max(e.office)
                   AND bool_and(coalesce(x.ended < r.held_since, false)) AND NOT bool_or(
                       stands_legal_hold(e.donor_id, ?::date))
                       AS due
              FROM old o
              LEFT JOIN consent_event e ON e.proof_id = o.id
              LEFT JOIN rule r ON r.office = e.office AND r.phone = (e.channel = 'PHONE')
              LEFT JOIN LATERAL (
                  SELECT CASE WHEN e.decision <> 'GIVEN' THEN e.occurred_at
                         WHEN e.purpose <> 'GIFT_AID' THEN (
                             SELECT min(n.occurred_at) FROM consent_event n
                              WHERE n.donor_id IN (
                                  SELECT e.donor_id UNION
                                  SELECT q.donor_id FROM account_donor m
                                    JOIN account_donor q ON q.account_id = m.account_id
                                   WHERE m.donor_id = e.donor_id)
                                AND n.purpose = e.purpose AND n.channel = e.channel
                                AND n.office = e.office AND n.recipient = e.recipient
                                AND n.decision IN ('REFUSED', 'OBJECTED')
                                AND n.occurred_at > e.occurred_at) END AS ended) x ON true
             GROUP BY o.id, o.created_at ORDER BY o.created_at, o.id
            """;

    /** What was taken back must not let an older yes of the same mailbox count again. */
    private static final String WITHDRAWN =
            """
            WITH gone AS (
                DELETE FROM sign_up WHERE id = ANY (ARRAY (
                    SELECT s.id FROM sign_up s
                      JOIN unnest(?::text[], ?::timestamptz[]) AS r (office, held_since)
                        ON r.office = s.office
                     WHERE s.withdrawn_at < r.held_since
                       AND (s.donor_id IS NULL OR NOT stands_legal_hold(
                           s.donor_id, ?::date))
                       AND NOT EXISTS (SELECT 1 FROM sign_up o WHERE o.email_key = s.email_key
                                          AND o.confirmed_at IS NOT NULL
                                          AND o.withdrawn_at IS NULL)
                     ORDER BY s.withdrawn_at LIMIT ? FOR UPDATE OF s SKIP LOCKED))
                RETURNING office)
            SELECT office, CAST(count(*) AS integer) AS records FROM gone GROUP BY office
            """;

    private final Sql sql;
    private final RunTable runs;
    private final RetentionSchedule schedule;
    private final Offices offices;

    ForgetProofs(Sql sql, RunTable runs, RetentionSchedule schedule, Offices offices) {
        this.sql = sql;
        this.runs = runs;
        this.schedule = schedule;
        this.offices = offices;
    }

    /** A proof, and whether its time has come. */
    private record Proof(Facts.Mark mark, String office, boolean due) {}

    /**
     * Goes through one piece, in the caller's transaction.
     *
     * @param released offices whose proofs may go; those of others are counted
     * @return where the next piece begins; {@code null} at the end
     */
    Facts.Mark piece(UUID run, Facts.Mark after, Set<String> released, Instant now) {
        List<Proof> found = found(after, now);
        Map<String, Integer> counted = new HashMap<>();
        List<UUID> going = new ArrayList<>();
        for (Proof one : found) {
            if (one.due()) {
                counted.merge(one.office(), 1, Integer::sum);
                if (released.contains(one.office())) {
                    going.add(one.mark().first());
                }
            }
        }
        sql.write("DELETE FROM consent_proof WHERE id = ANY (?)", Sql.Column.ids(going));
        int gone = withdrawn(released, counted, now);
        runs.count(run, counted(counted));
        if (found.size() >= SLICE) {
            return found.get(found.size() - 1).mark();
        }
        // Sign-ups are found again from the beginning; proofs are through.
        return gone >= SLICE ? new Facts.Mark(now, new UUID(0, 0)) : null;
    }

    private List<Proof> found(Facts.Mark after, Instant now) {
        List<String> codes = new ArrayList<>();
        List<Boolean> phone = new ArrayList<>();
        List<Instant> since = new ArrayList<>();
        for (Office office : offices.all()) {
            for (boolean calls : List.of(false, true)) {
                codes.add(office.code().value());
                phone.add(calls);
                since.add(heldSince(office, calls, now));
            }
        }
        return sql.read(
                PIECE,
                row ->
                        new Proof(
                                new Facts.Mark(Sql.instant(row, "created_at"), Sql.id(row, "id")),
                                row.getString("office"),
                                row.getBoolean("due")),
                Sql.Column.texts(codes),
                new Sql.Column("bool", phone),
                new Sql.Column("timestamptz", since),
                since.stream().max(Instant::compareTo).orElse(Instant.EPOCH),
                after.seen(),
                after.first(),
                SLICE,
                FindPeople.today(now));
    }

    private Instant heldSince(Office office, boolean calls, Instant now) {
        DataClass data = calls ? DataClass.PHONE_CONSENT_EVIDENCE : DataClass.CONSENT_EVIDENCE;
        return schedule.rule(data, office).heldSince(office.dayOf(now), office);
    }

    private int withdrawn(Set<String> released, Map<String, Integer> counted, Instant now) {
        List<String> codes = released.stream().sorted().toList();
        List<Instant> since =
                codes.stream()
                        .map(code -> offices.byCode(new OfficeCode(code)))
                        .map(office -> heldSince(office, false, now))
                        .toList();
        return sql
                .read(
                        WITHDRAWN,
                        row -> {
                            int records = row.getInt("records");
                            counted.merge(row.getString("office"), records, Integer::sum);
                            return records;
                        },
                        Sql.Column.texts(codes),
                        new Sql.Column("timestamptz", since),
                        FindPeople.today(now),
                        SLICE)
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static List<RunTable.Counted> counted(Map<String, Integer> records) {
        return records.entrySet().stream()
                .map(
                        it ->
                                new RunTable.Counted(
                                        it.getKey(),
                                        DataClass.CONSENT_EVIDENCE,
                                        Outcome.DELETED,
                                        Reason.PERIOD_OVER,
                                        null,
                                        null,
                                        it.getValue()))
                .toList();
    }
}
