package org.almoner.payment;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/** Refunds as they lie in the database. */
@Singleton
class RefundRows {

    private static final String INSERT =
            "INSERT INTO refund (id, payment_id, reference, office, provider, amount_minor,"
                    + " currency, way, state, reason, note, asked_at, asked_by, provider_key,"
                    + " key_expires_at, not_before)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text, ?, ?, ?, ?, ?)";

    private static final String TAKE =
            """
            UPDATE refund SET tries = tries + 1, not_before = ?
             WHERE id IN (SELECT id FROM refund WHERE state = 'ASKED' AND not_before <= ?
                           ORDER BY not_before LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING *""";

    private static final String PAGE =
            "SELECT * FROM refund WHERE (?::text[] IS NULL OR office = ANY (?))"
                    + " AND (?::text IS NULL OR state = ?)"
                    + " AND (?::timestamptz IS NULL OR (asked_at, id) < (?, ?))"
                    + " ORDER BY asked_at DESC, id DESC LIMIT ?";

    private static final String RESERVED =
            "SELECT coalesce(sum(amount_minor), 0)::bigint AS minor FROM refund"
                    + " WHERE payment_id = ? AND state IN ('ASKED', 'TO_PAY', 'UNCLEAR')";

    private final Sql sql;

    RefundRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * One the provider is to be asked for.
     *
     * @param payment of which it is a part
     * @param tries the present one included
     */
    record Due(
            UUID id,
            PaymentId payment,
            String provider,
            Money amount,
            String key,
            Instant keyExpiresAt,
            int tries) {}

    /**
     * A new one.
     *
     * @param keyLifetime how long the provider remembers the key; nothing for a transfer
     */
    void insert(UUID id, Payment payment, RefundDesk.Wish wish, Optional<Duration> keyLifetime) {
        boolean byProvider = keyLifetime.isPresent();
        sql.write(
                INSERT,
                id,
                payment.id().value(),
                payment.reference(),
                payment.view().office(),
                payment.provider(),
                wish.amount().minor(),
                wish.amount().currency().getCurrencyCode(),
                byProvider ? "PROVIDER" : "TRANSFER",
                (byProvider ? RefundState.ASKED : RefundState.TO_PAY).name(),
                wish.reason().name(),
                wish.note(),
                wish.at(),
                wish.by(),
                "ref-" + id,
                wish.at().plus(keyLifetime.orElse(Duration.ZERO)),
                wish.at());
    }

    /** What is asked for of a payment and not decided, in minor units. */
    long reserved(PaymentId payment) {
        return sql.one(RESERVED, row -> row.getLong("minor"), payment.value()).orElseThrow();
    }

    List<Due> take(Instant now, Duration lease, int limit) {
        return sql.read(TAKE, RefundRows::due, now.plus(lease), now, limit);
    }

    Optional<RefundView> find(UUID id) {
        return sql.one("SELECT * FROM refund WHERE id = ?", RefundRows::view, id);
    }

    /** Locked until the transaction ends. */
    Optional<RefundView> lock(UUID id) {
        return sql.one("SELECT * FROM refund WHERE id = ? FOR UPDATE", RefundRows::view, id);
    }

    List<RefundView> of(UUID reference, int limit) {
        return sql.read(
                "SELECT * FROM refund WHERE reference = ? ORDER BY asked_at, id LIMIT ?",
                RefundRows::view,
                reference,
                limit);
    }

    List<RefundView> page(
            List<String> offices, RefundState state, Instant before, UUID beforeId, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        String only = state == null ? null : state.name();
        return sql.read(
                PAGE, RefundRows::view, codes, codes, only, only, before, before, beforeId, limit);
    }

    /** Given back; {@code false} when it was decided meanwhile. */
    boolean done(UUID id, String reference, LocalDate paidOn, String by, Instant now) {
        return 1
                == sql.write(
                        "UPDATE refund SET state = 'DONE', provider_reference = ?, paid_on = ?::date,"
                                + " ended_by = ?::text, ended_at = ?, failure = NULL WHERE id = ?"
                                + " AND state IN ('ASKED', 'TO_PAY', 'UNCLEAR')",
                        reference,
                        paidOn,
                        by,
                        now,
                        id);
    }

    void refused(UUID id, String why, Instant now) {
        sql.write(
                "UPDATE refund SET state = 'REFUSED', failure = left(?, 200), ended_at = ?"
                        + " WHERE id = ? AND state = 'ASKED'",
                why,
                now,
                id);
    }

    void later(UUID id, String why, Instant notBefore) {
        sql.write(
                "UPDATE refund SET failure = left(?, 200), not_before = ? WHERE id = ?"
                        + " AND state = 'ASKED'",
                why,
                notBefore,
                id);
    }

    void unclear(UUID id) {
        sql.write("UPDATE refund SET state = 'UNCLEAR' WHERE id = ? AND state = 'ASKED'", id);
    }

    void cancelled(UUID id, String by, Instant now) {
        sql.write(
                "UPDATE refund SET state = 'CANCELLED', ended_by = ?, ended_at = ? WHERE id = ?",
                by,
                now,
                id);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                Sql.id(row, "id"),
                new PaymentId(Sql.id(row, "payment_id")),
                row.getString("provider"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("provider_key"),
                Sql.instant(row, "key_expires_at"),
                row.getInt("tries"));
    }

    private static RefundView view(ResultSet row) throws SQLException {
        return new RefundView(
                Sql.id(row, "id"),
                Sql.id(row, "payment_id"),
                Sql.id(row, "reference"),
                row.getString("office"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("way").equals("TRANSFER"),
                RefundState.valueOf(row.getString("state")),
                RefundReason.valueOf(row.getString("reason")),
                row.getString("note"),
                Sql.instant(row, "asked_at"),
                row.getString("asked_by"),
                Sql.day(row, "paid_on"),
                Sql.instant(row, "ended_at"),
                row.getString("failure"));
    }
}
