package org.almoner.staff;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that was given up or put aside, in one statement per page. */
@Singleton
class FailuresTable {

    private static final String FAILURES =
            """
            SELECT * FROM (
                SELECT 'WEBHOOK' AS kind, w.id, coalesce(p.office, m.office) AS office,
                       'A notification of ' || w.provider || ' could not be worked off' AS summary,
                       w.last_failure AS reason, w.attempts, w.received_at AS since
                FROM webhook_event w LEFT JOIN payment p ON p.id = w.payment_id
                LEFT JOIN saved_method m ON m.id = w.payment_id
                WHERE w.state = 'DEAD'
                UNION ALL
                SELECT 'PAYMENT', p.id, p.office,
                       CASE p.state WHEN 'NEEDS_REVIEW' THEN 'A payment was put aside'
                           ELSE 'A payment does not fit what its provider says' END,
                       p.review_reason, p.attempt, p.changed_at
                FROM payment p WHERE p.review_reason IS NOT NULL
                UNION ALL
                SELECT 'WEBHOOK_ENDPOINT', e.id, e.office,
                       'A system of the office gets no webhooks',
                       CASE e.suspended_because WHEN 'GONE' THEN 'It answered that it wants no more (410)'
                           ELSE 'It took a message at no attempt' END,
                       CAST(NULL AS integer), e.suspended_at
                FROM webhook_endpoint e
                WHERE e.state = 'SUSPENDED' AND e.suspended_because <> 'BY_STAFF'
                UNION ALL
                SELECT 'MAIL', o.id, coalesce(r.office, p.office, m.office, g.office),
                       CASE o.kind WHEN 'receipt-mail' THEN 'A receipt'
                           WHEN 'recurring-gift-mail' THEN 'A mail about a recurring gift'
                           WHEN 'forget-method' THEN 'The end of a saved payment method'
                           ELSE 'A mail' END
                           || CASE o.state WHEN 'DEAD' THEN ' could not be delivered'
                               ELSE ' is being delayed' END,
                       o.last_failure, o.attempts, o.created_at
                FROM outbox_message o
                LEFT JOIN receipt r ON r.id = o.subject
                LEFT JOIN payment p ON p.id = o.subject
                LEFT JOIN saved_method m ON m.id = o.subject
                LEFT JOIN recurring_gift_letter l ON l.id = o.subject
                LEFT JOIN recurring_gift g ON g.id = l.recurring_gift_id
                WHERE o.state <> 'DELIVERED'
                  AND (o.state = 'DEAD' OR o.last_failure IS NOT NULL)
            ) f WHERE true
            """;

    private final EntityManager database;

    FailuresTable(EntityManager database) {
        this.database = database;
    }

    /** Where a page ended. */
    record Mark(Instant since, UUID id) {

        static Mark read(String text) {
            String[] parts = text.split(":", 2);
            return new Mark(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                    UUID.fromString(parts[1]));
        }

        String written() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, since) + ":" + id;
        }
    }

    /** Latest first, at most the limit. */
    List<Failure> find(
            OfficeScope scope, Optional<Failure.Kind> kind, Optional<Mark> behind, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder(FAILURES);
        restrict(sql, values, scope, kind);
        behind.ifPresent(
                mark -> {
                    sql.append(" AND (since, id) < (:markAt, :markId)");
                    values.put("markAt", mark.since());
                    values.put("markId", mark.id());
                });
        sql.append(" ORDER BY since DESC, id DESC LIMIT :limit");
        values.put("limit", limit);
        return read(sql.toString(), values);
    }

    /** One failure within the offices. */
    Optional<Failure> find(OfficeScope scope, Failure.Kind kind, UUID id) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder(FAILURES);
        restrict(sql, values, scope, Optional.of(kind));
        sql.append(" AND id = :id");
        values.put("id", id);
        return read(sql.toString(), values).stream().findFirst();
    }

    private static void restrict(
            StringBuilder sql,
            Map<String, Object> values,
            OfficeScope scope,
            Optional<Failure.Kind> kind) {
        if (!scope.every()) {
            sql.append(" AND office = ANY(:offices)");
            values.put("offices", scope.codesForSql());
        }
        kind.ifPresent(
                wanted -> {
                    sql.append(" AND kind = :kind");
                    values.put("kind", wanted.name());
                });
    }

    private List<Failure> read(String sql, Map<String, Object> values) {
        Query query = database.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).map(FailuresTable::failure).toList();
    }

    private static Failure failure(Tuple row) {
        Failure.Kind kind = Failure.Kind.valueOf(row.get("kind", String.class));
        return new Failure(
                kind,
                row.get("id", UUID.class),
                row.get("office", String.class),
                row.get("summary", String.class),
                row.get("reason", String.class),
                row.get("attempts", Integer.class),
                row.get("since", Instant.class),
                kind != Failure.Kind.WEBHOOK_ENDPOINT);
    }
}
