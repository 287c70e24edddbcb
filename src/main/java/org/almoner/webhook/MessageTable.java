package org.almoner.webhook;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.sql.Sql;

/**
 * The messages as they lie in the database. One node at a time holds an endpoint, by a lease with a
 * version as fence; so messages of one endpoint leave one after another, in the order of their
 * positions.
 */
@Singleton
class MessageTable {

    private static final String OWE =
            "INSERT INTO webhook_message (id, endpoint, type, subject, position)"
                    + " SELECT (?::uuid[])[(row_number() OVER (ORDER BY d.position, e.id))::integer],"
                    + " e.id, ?, d.subject, d.position"
                    + " FROM webhook_endpoint e, unnest(?::uuid[], ?::bigint[]) AS d (subject, position)"
                    + " WHERE e.office = ? AND e.state <> 'REMOVED'"
                    + " ON CONFLICT ON CONSTRAINT uq_webhook_message_debt DO NOTHING";

    private static final String HOLD_ALL =
            "SELECT m.id, m.state IN ('PENDING', 'DEAD') AND e.state <> 'REMOVED' AS is_owed"
                    + " FROM webhook_message m JOIN webhook_endpoint e ON e.id = m.endpoint"
                    + " WHERE m.type = ? AND m.subject = ? ORDER BY m.id FOR UPDATE OF m";

    private static final String FIRST =
            "SELECT m.%s FROM webhook_message m WHERE m.endpoint = %s AND m.state = 'PENDING'"
                    + " ORDER BY m.position, m.id LIMIT 1";

    /** Whoever was tried longest ago comes first, so that no endpoint keeps others waiting. */
    private static final String HOLD =
            "SELECT e.office, e.version, "
                    + EndpointTable.SEALED
                    + " FROM webhook_endpoint e WHERE e.state = 'ACTIVE'"
                    + " AND (e.lease_until IS NULL OR e.lease_until < now()) AND ("
                    + FIRST.formatted("next_attempt_at", "e.id")
                    + ") <= now() ORDER BY e.tried_at NULLS FIRST LIMIT 1"
                    + " FOR NO KEY UPDATE OF e SKIP LOCKED";

    private static final String LEASE =
            "UPDATE webhook_endpoint SET version = version + 1, tried_at = now(),"
                    + " lease_until = clock_timestamp() + ? * interval '1 ms' WHERE id = ?";

    /**
     * A statement of its own, after the endpoint is held: the one that held it may have seen
     * messages as they were before another node's mark.
     */
    private static final String TAKE =
            "UPDATE webhook_message SET attempts = attempts + 1, last_attempt_at = now()"
                    + " WHERE id = ("
                    + FIRST.formatted("id", "?")
                    + ") AND next_attempt_at <= now()"
                    + " RETURNING id, type, subject, attempts, created_at";

    private static final String MARK = "UPDATE webhook_message SET ";
    private static final String WAITING = " WHERE id = ? AND state = 'PENDING'";

    private final Sql sql;

    MessageTable(Sql sql) {
        this.sql = sql;
    }

    /** A message that this node may send, until the lease of its endpoint ends. */
    record Claimed(
            EndpointTable.Sealed endpoint,
            String office,
            int version,
            UUID id,
            String type,
            UUID subject,
            int attempt,
            Instant createdAt) {}

    private record Held(EndpointTable.Sealed endpoint, String office, int version) {

        static Held of(ResultSet row) throws SQLException {
            return new Held(
                    EndpointTable.Sealed.of(row), row.getString("office"), row.getInt("version"));
        }
    }

    /**
     * Owes one message for each debt to each endpoint of the office.
     *
     * @param ids as many for each debt as an office may have endpoints
     */
    void owe(List<UUID> ids, String office, String type, List<WebhookDesk.Debt> debts) {
        sql.write(
                OWE,
                Sql.Column.ids(ids),
                type,
                Sql.Column.ids(debts.stream().map(WebhookDesk.Debt::subject).toList()),
                new Sql.Column("int8", debts.stream().map(WebhookDesk.Debt::position).toList()),
                office);
    }

    /**
     * Holds all messages about one subject, so that of two endpoints that take it at once one comes
     * second; whether any but this one is still to be taken.
     */
    boolean isOwedToOthers(Claimed message) {
        return sql.read(
                        HOLD_ALL,
                        row -> !Sql.id(row, "id").equals(message.id()) && row.getBoolean("is_owed"),
                        message.type(),
                        message.subject())
                .contains(true);
    }

    /** Claims the next message of some endpoint; in a transaction of its own. */
    Optional<Claimed> claim(Duration lease) {
        return sql.one(HOLD, Held::of).flatMap(held -> take(held, lease));
    }

    private Optional<Claimed> take(Held held, Duration lease) {
        Optional<Claimed> taken =
                sql.one(
                        TAKE,
                        row ->
                                new Claimed(
                                        held.endpoint(),
                                        held.office(),
                                        held.version() + 1,
                                        Sql.id(row, "id"),
                                        row.getString("type"),
                                        Sql.id(row, "subject"),
                                        row.getInt("attempts"),
                                        Sql.instant(row, "created_at")),
                        held.endpoint().id());
        if (taken.isPresent()) {
            sql.write(LEASE, lease.toMillis(), held.endpoint().id());
        }
        return taken;
    }

    /** Gives the endpoint back; false when somebody else has taken it over since. */
    boolean giveBack(Claimed claimed) {
        return sql.write(
                        "UPDATE webhook_endpoint SET lease_until = NULL"
                                + " WHERE id = ? AND version = ?",
                        claimed.endpoint().id(),
                        claimed.version())
                == 1;
    }

    /** Marks it as taken; false when it is not waiting any more. */
    boolean markSent(UUID id) {
        return sql.write(
                        MARK + "state = 'SENT', ended_at = now(), last_outcome = 'TAKEN'" + WAITING,
                        id)
                == 1;
    }

    void markDropped(UUID id) {
        sql.write(MARK + "state = 'DROPPED', ended_at = now()" + WAITING, id);
    }

    void markForLater(UUID id, Outcome outcome, Duration wait) {
        sql.write(
                MARK + "last_outcome = ?, next_attempt_at = now() + ? * interval '1 ms'" + WAITING,
                outcome.name(),
                wait.toMillis(),
                id);
    }

    void markDead(UUID id, Outcome outcome) {
        sql.write(MARK + "state = 'DEAD', last_outcome = ?" + WAITING, outcome.name(), id);
    }

    /** Whatever was given up or was waiting for its next attempt begins anew, at once. */
    void reviveAll(UUID endpoint) {
        sql.write(
                MARK
                        + "state = 'PENDING', attempts = 0, next_attempt_at = now()"
                        + " WHERE endpoint = ? AND (state = 'DEAD'"
                        + " OR (state = 'PENDING' AND attempts > 0))",
                endpoint);
    }

    /** One of them begins anew, at once; false when it is sent or dropped. */
    boolean revive(UUID endpoint, UUID id) {
        return sql.write(
                        MARK
                                + "state = 'PENDING', attempts = 0, next_attempt_at = now()"
                                + " WHERE endpoint = ? AND id = ? AND state IN ('PENDING', 'DEAD')",
                        endpoint,
                        id)
                == 1;
    }

    boolean exists(UUID endpoint, UUID id) {
        return sql.one(
                        "SELECT 1 FROM webhook_message WHERE endpoint = ? AND id = ?",
                        row -> true,
                        endpoint,
                        id)
                .isPresent();
    }

    /**
     * Messages of an endpoint, latest first.
     *
     * @param state {@code null} for all
     * @param before the last one known; {@code null} at the beginning
     */
    List<WebhookMessageView> page(UUID endpoint, MessageState state, UUID before, int limit) {
        return sql.read(
                "SELECT id, type, subject, state, attempts, last_outcome, created_at,"
                        + " last_attempt_at, CASE WHEN state = 'PENDING' THEN next_attempt_at END"
                        + " AS next_at, ended_at FROM webhook_message WHERE endpoint = ?"
                        + " AND (state = ? OR ?::text IS NULL) AND (id < ? OR ?::uuid IS NULL)"
                        + " ORDER BY id DESC LIMIT ?",
                MessageTable::view,
                endpoint,
                state == null ? null : state.name(),
                state == null ? null : state.name(),
                before,
                before,
                limit);
    }

    private static WebhookMessageView view(ResultSet row) throws SQLException {
        return new WebhookMessageView(
                Sql.id(row, "id"),
                row.getString("type"),
                Sql.id(row, "subject"),
                MessageState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("last_outcome"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_attempt_at"),
                Sql.instant(row, "next_at"),
                Sql.instant(row, "ended_at"));
    }

    /** Deletes a slice of what has ended long ago; how many there were. */
    int forgetEnded(Duration keep, int slice) {
        return sql.write(
                "DELETE FROM webhook_message WHERE id IN (SELECT id FROM webhook_message"
                        + " WHERE state IN ('SENT', 'DROPPED')"
                        + " AND ended_at < now() - ? * interval '1 ms'"
                        + " ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED)",
                keep.toMillis(),
                slice);
    }

    /** Deletes a slice of what belongs to endpoints that were removed. */
    int forgetOfRemoved(int slice) {
        return sql.write(
                "DELETE FROM webhook_message WHERE id IN (SELECT m.id FROM webhook_message m"
                        + " JOIN webhook_endpoint e ON e.id = m.endpoint WHERE e.state = 'REMOVED'"
                        + " LIMIT ? FOR UPDATE OF m SKIP LOCKED)",
                slice);
    }

    /**
     * Deletes endpoints that were removed and have no messages any more; not at once, because a
     * transaction that began before may still owe them some.
     */
    int forgetRemoved() {
        return sql.write(
                "DELETE FROM webhook_endpoint e WHERE e.state = 'REMOVED'"
                        + " AND e.removed_at < now() - interval '1 hour' AND NOT EXISTS"
                        + " (SELECT 1 FROM webhook_message m WHERE m.endpoint = e.id)");
    }
}
