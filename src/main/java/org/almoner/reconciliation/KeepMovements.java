package org.almoner.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.payment.AwaitedOnAccount;
import org.almoner.payment.BalanceMovement;
import org.almoner.sql.Sql;

/**
 * Keeps movements, each once however often and in whatever order it is told, with a few statements
 * for as many as there are.
 */
@ApplicationScoped
class KeepMovements {

    /**
     * The day of arrival of a payout may change; whatever else is told otherwise is not believed
     * and shown to a person.
     */
    private static final String KEEP =
            """
            INSERT INTO provider_movement AS known (id, fee_id, provider, office, reference, kind, payment_told,
                payment_id, gross_minor, fee_minor, currency, recorded_at, payout, arrives_on, kept_at)
            SELECT n.id, n.fee_id, ?, ?, n.reference, n.kind, n.payment, p.id, n.gross, n.fee, n.currency, n.at,
                   n.payout, n.arrives, ?
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[],
                          ?::text[], ?::timestamptz[], ?::text[], ?::date[])
                AS n (id, fee_id, reference, kind, payment, gross, fee, currency, at, payout, arrives)
              LEFT JOIN payment p ON p.id = n.payment AND p.provider = ? AND p.office = ?
             ORDER BY n.reference
            ON CONFLICT ON CONSTRAINT uq_provider_movement_reference DO UPDATE
               SET arrives_on = coalesce(excluded.arrives_on, known.arrives_on),
                   told_otherwise = known.told_otherwise
                       OR (known.office, known.kind, known.payment_told, known.gross_minor, known.fee_minor,
                           known.currency, known.payout)
                          IS DISTINCT FROM
                          (excluded.office, excluded.kind, excluded.payment_told, excluded.gross_minor,
                           excluded.fee_minor, excluded.currency, excluded.payout)
             WHERE (known.arrives_on IS DISTINCT FROM coalesce(excluded.arrives_on, known.arrives_on))
                OR (known.office, known.kind, known.payment_told, known.gross_minor, known.fee_minor,
                    known.currency, known.payout)
                   IS DISTINCT FROM
                   (excluded.office, excluded.kind, excluded.payment_told, excluded.gross_minor,
                    excluded.fee_minor, excluded.currency, excluded.payout)""";

    /** What takes money from our bank instead is no payout; it is shown to a person. */
    private static final String PAYOUTS =
            """
            INSERT INTO provider_payout AS known (id, provider, office, payout, amount_minor, currency, recorded_at,
                arrives_on, parts, parts_not_before, arrival_id)
            SELECT m.id, m.provider, m.office, m.payout, -m.gross_minor, m.currency, m.recorded_at,
                   coalesce(m.arrives_on, (m.recorded_at AT TIME ZONE 'UTC')::date), ?, ?, n.arrival
              FROM unnest(?::text[], ?::uuid[]) AS n (reference, arrival)
              JOIN provider_movement m ON m.provider = ? AND m.reference = n.reference
             WHERE m.kind = 'PAYOUT' AND m.gross_minor < 0
             ORDER BY m.payout
            ON CONFLICT ON CONSTRAINT uq_provider_payout DO UPDATE SET arrives_on = excluded.arrives_on
             WHERE known.arrives_on <> excluded.arrives_on AND known.id = excluded.id
            RETURNING amount_minor, currency, arrives_on""";

    private final Sql sql;
    private final Ids ids;
    private final Event<MovementsKept> kept;
    private final Event<AwaitedOnAccount> awaited;
    private final ReconciliationConfig config;

    KeepMovements(
            Sql sql,
            Ids ids,
            Event<MovementsKept> kept,
            Event<AwaitedOnAccount> awaited,
            ReconciliationConfig config) {
        this.sql = sql;
        this.ids = ids;
        this.kept = kept;
        this.awaited = awaited;
        this.config = config;
    }

    /**
     * Whose account it is, and since when we know.
     *
     * @param tellsParts whether the provider says what its payouts are made of
     */
    record Source(String provider, String office, boolean tellsParts, Instant now) {}

    /** Keeps a piece of a list, in the caller's transaction. */
    @Transactional(TxType.MANDATORY)
    void keep(Source source, List<BalanceMovement> told) {
        Collection<BalanceMovement> movements = once(told);
        if (movements.isEmpty()) {
            return;
        }
        List<UUID> fresh = movements.stream().map(it -> ids.next()).toList();
        sql.write(
                KEEP,
                source.provider(),
                source.office(),
                source.now(),
                Sql.Column.ids(fresh),
                Sql.Column.ids(movements.stream().map(it -> ids.next()).toList()),
                column("text", movements, BalanceMovement::reference),
                column("text", movements, it -> it.kind().name()),
                column("uuid", movements, it -> it.payment() == null ? null : it.payment().value()),
                column("int8", movements, BalanceMovement::gross),
                column("int8", movements, BalanceMovement::fee),
                column("text", movements, it -> it.currency().getCurrencyCode()),
                column("timestamptz", movements, BalanceMovement::at),
                column("text", movements, BalanceMovement::payout),
                column("date", movements, BalanceMovement::arrivesOn),
                source.provider(),
                source.office());
        payouts(source, movements);
        kept.fire(new MovementsKept(fresh));
    }

    private void payouts(Source source, Collection<BalanceMovement> movements) {
        List<String> references =
                movements.stream()
                        .filter(it -> it.kind() == BalanceMovement.Kind.PAYOUT)
                        .map(BalanceMovement::reference)
                        .toList();
        if (references.isEmpty()) {
            return;
        }
        List<AwaitedOnAccount.Sum> due =
                sql.read(
                        PAYOUTS,
                        KeepMovements::sum,
                        source.tellsParts() ? "OPEN" : "UNTOLD",
                        source.now(),
                        Sql.Column.texts(references),
                        Sql.Column.ids(references.stream().map(it -> ids.next()).toList()),
                        source.provider());
        if (!due.isEmpty()) {
            awaited.fire(new AwaitedOnAccount(source.office(), due, config.arrivalDays()));
        }
    }

    private static AwaitedOnAccount.Sum sum(ResultSet row) throws SQLException {
        return new AwaitedOnAccount.Sum(
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Sql.day(row, "arrives_on"));
    }

    /** A list may name a movement twice; in the order in which rows are locked. */
    private static Collection<BalanceMovement> once(List<BalanceMovement> told) {
        Map<String, BalanceMovement> first = new TreeMap<>();
        told.forEach(it -> first.putIfAbsent(it.reference(), it));
        return first.values();
    }

    private static Sql.Column column(
            String type,
            Collection<BalanceMovement> movements,
            Function<BalanceMovement, Object> part) {
        return new Sql.Column(type, movements.stream().map(part).toList());
    }
}
