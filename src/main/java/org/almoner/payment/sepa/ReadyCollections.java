package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.payment.DirectDebitBatches.LeftOut;
import org.almoner.payment.DirectDebitBatches.PlannedBlock;
import org.almoner.payment.DirectDebitBatches.Sum;
import org.almoner.payment.DirectDebitBatches.Waiting;
import org.almoner.payment.DirectDebitBatches.WaitingCollection;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/** Which collections can go to the bank, and on which day: one wording for preview and batch. */
@Singleton
class ReadyCollections {

    /**
     * Each open collection of an office with the day it would be debited on and what stands against
     * it. A donor is debited on the announced day or later, never before the notice the mandate
     * promises, and only while TARGET is open.
     */
    private static final String DUE =
            """
            WITH due AS (
                SELECT c.payment_id, c.mandate_id, c.amount_minor, c.due_on, c.announced_at,
                       m.sequence, m.state AS mandate, m.creditor_identifier, m.reference,
                       p.state AS payment, p.review_reason, p.locale, p.reference AS gift,
                       greatest(c.due_on, ?::date,
                           (c.announced_at AT TIME ZONE ?)::date + t.notice_days) AS wished
                  FROM sepa_collection c
                  JOIN sepa_mandate m ON m.id = c.mandate_id
                  JOIN payment p ON p.id = c.payment_id
                  JOIN sepa_mandate_text t ON t.id = m.text_id AND t.version = m.text_version
                   AND t.locale = m.text_locale
                 WHERE c.state = 'OPEN' AND m.office = ? {lock}
            ), decided AS (
                SELECT d.*, coalesce(o.open, d.wished) AS day,
                       CASE WHEN payment <> 'PENDING' OR review_reason IS NOT NULL
                                THEN 'PAYMENT_NOT_PENDING'
                            WHEN mandate <> 'ACTIVE' THEN 'MANDATE_' || mandate
                            WHEN creditor_identifier <> ? THEN 'OTHER_CREDITOR'
                            WHEN announced_at IS NULL THEN 'NOT_ANNOUNCED'
                            WHEN coalesce(o.open, d.wished) - due_on > ? THEN 'TOO_LATE'
                            WHEN coalesce(o.open, d.wished) > ? THEN 'NOT_YET_DUE'
                       END AS reason
                  FROM due d
                  LEFT JOIN unnest(?::date[], ?::date[]) AS o (day, open) ON o.day = d.wished)
            """;

    /** To look at. */
    static final String DECIDED = DUE.replace("{lock}", "");

    /**
     * To act on: whoever takes a mandate back at this moment waits for us, and we begin anew when
     * somebody did it just before.
     */
    static final String HELD = DUE.replace("{lock}", "FOR SHARE OF m, p");

    private static final String SUMS =
            DECIDED
                    + "SELECT reason, CASE WHEN reason IS NULL THEN day END AS day,"
                    + " CASE WHEN reason IS NULL THEN sequence END AS sequence,"
                    + " count(*) AS collections, sum(amount_minor)::bigint AS total"
                    + " FROM decided GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

    private static final String LEFT_OUT =
            DECIDED
                    + "SELECT * FROM decided WHERE reason IS NOT NULL"
                    + " AND (?::text IS NULL OR reason = ?)"
                    + " AND (?::uuid IS NULL OR payment_id > ?) ORDER BY payment_id LIMIT ?";

    private final Sql patient;

    ReadyCollections(@Patient Sql patient) {
        this.patient = patient;
    }

    /** What a batch would be. */
    record Plan(List<PlannedBlock> blocks, List<Waiting> leftOut) {

        Sum all() {
            return new Sum(
                    blocks.stream().mapToLong(it -> it.all().collections()).sum(),
                    euros(blocks.stream().mapToLong(it -> it.all().total().minor()).sum()));
        }
    }

    Plan plan(BatchSpan span) {
        List<PlannedBlock> blocks = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        patient.read(
                SUMS,
                row -> {
                    Sum sum = new Sum(row.getLong("collections"), euros(row.getLong("total")));
                    String reason = row.getString("reason");
                    return reason == null
                            ? blocks.add(
                                    new PlannedBlock(
                                            Sql.day(row, "day"), row.getString("sequence"), sum))
                            : waiting.add(new Waiting(LeftOut.valueOf(reason), sum));
                },
                span.values().toArray());
        return new Plan(List.copyOf(blocks), List.copyOf(waiting));
    }

    List<WaitingCollection> leftOut(BatchSpan span, LeftOut reason, UUID after, int limit) {
        List<Object> values = new ArrayList<>(span.values());
        String only = reason == null ? null : reason.name();
        values.add(only);
        values.add(only);
        values.add(after);
        values.add(after);
        values.add(limit);
        return patient.read(LEFT_OUT, ReadyCollections::waiting, values.toArray());
    }

    private static WaitingCollection waiting(ResultSet row) throws SQLException {
        LocalDate day = Sql.day(row, "day");
        return new WaitingCollection(
                Sql.id(row, "payment_id"),
                Sql.id(row, "gift"),
                row.getString("reference"),
                euros(row.getLong("amount_minor")),
                Sql.day(row, "due_on"),
                day,
                LeftOut.valueOf(row.getString("reason")));
    }

    static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }
}
