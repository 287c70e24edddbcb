package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/**
 * What is known of disputes. Each one only ever goes from open to closed, so reports may come late,
 * twice and in any order and still end in the same (EO-14).
 */
@ApplicationScoped
class Disputes {

    /** A dispute that is over is told nothing new; an open one learns what it did not know. */
    private static final String JOIN =
            """
            INSERT INTO payment_dispute AS known (provider, provider_reference, payment_id, closed, recorded_at,
                opened_at, closed_at, amount_minor, currency, reason, answer_until)
            SELECT ?, told.reference, ?, told.closed, now.at, now.at, CASE WHEN told.closed THEN now.at END,
                   told.minor, told.currency, told.reason, told.until
              FROM (SELECT ?::timestamptz AS at) now
              CROSS JOIN unnest(?::text[], ?::boolean[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
                AS told (reference, closed, minor, currency, reason, until)
             ORDER BY told.reference
            ON CONFLICT (provider, provider_reference) DO UPDATE
               SET closed = excluded.closed, recorded_at = excluded.recorded_at, closed_at = excluded.closed_at,
                   amount_minor = coalesce(excluded.amount_minor, known.amount_minor),
                   currency = coalesce(excluded.currency, known.currency),
                   reason = coalesce(excluded.reason, known.reason),
                   answer_until = coalesce(excluded.answer_until, known.answer_until)
             WHERE known.payment_id = excluded.payment_id AND NOT known.closed
               AND (excluded.closed OR (known.amount_minor, known.currency, known.reason, known.answer_until)
                    IS DISTINCT FROM
                    (coalesce(excluded.amount_minor, known.amount_minor),
                     coalesce(excluded.currency, known.currency),
                     coalesce(excluded.reason, known.reason),
                     coalesce(excluded.answer_until, known.answer_until)))""";

    private final Sql sql;

    Disputes(Sql sql) {
        this.sql = sql;
    }

    /**
     * Takes over what a report says of a payment that is locked by the caller.
     *
     * @return whether any dispute about it is open, as far as is known now
     */
    boolean join(Payment payment, List<ProviderReport.Dispute> told, Instant now) {
        if (told.isEmpty()) {
            return payment.isDisputed();
        }
        Collection<ProviderReport.Dispute> disputes = once(told);
        sql.write(
                JOIN,
                payment.provider(),
                payment.id().value(),
                now,
                column("text", disputes, ProviderReport.Dispute::reference),
                column("bool", disputes, ProviderReport.Dispute::closed),
                column("int8", disputes, it -> part(it.amount(), Money::minor)),
                column("text", disputes, it -> part(it.amount(), m -> m.currency().toString())),
                column("text", disputes, ProviderReport.Dispute::reason),
                column("timestamptz", disputes, ProviderReport.Dispute::answerUntil));
        return sql.one(
                        "SELECT 1 FROM payment_dispute WHERE payment_id = ? AND NOT closed LIMIT 1",
                        row -> true,
                        payment.id().value())
                .isPresent();
    }

    /** A report may tell a dispute as open and as over: then it is over. */
    private static Collection<ProviderReport.Dispute> once(List<ProviderReport.Dispute> told) {
        Map<String, ProviderReport.Dispute> known = new TreeMap<>();
        told.forEach(it -> known.merge(it.reference(), it, (a, b) -> b.closed() ? b : a));
        return known.values();
    }

    private static Object part(Money amount, Function<Money, Object> part) {
        return amount == null ? null : part.apply(amount);
    }

    private static Sql.Column column(
            String type,
            Collection<ProviderReport.Dispute> disputes,
            Function<ProviderReport.Dispute, Object> part) {
        return new Sql.Column(type, disputes.stream().map(part).toList());
    }
}
