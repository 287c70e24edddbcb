package org.almoner.outbox;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The debts as they lie in the database. Every verb is one statement, so that it needs no
 * transaction of its own; time is the database's, because all nodes share it.
 */
@Singleton
class OutboxTable {

    private static final int LONGEST_FAILURE = 200;

    private static final String OWE =
            "INSERT INTO outbox_message (id, kind, subject, occurrence) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT uq_outbox_message_debt DO NOTHING";

    private static final String OWE_ALL =
            "INSERT INTO outbox_message (id, kind, subject, occurrence)"
                    + " SELECT id, ?, subject, ? FROM unnest(?::uuid[], ?::uuid[]) AS t (id, subject)"
                    + " ON CONFLICT ON CONSTRAINT uq_outbox_message_debt DO NOTHING";

    /** Only the oldest pending debt of a subject can be claimed: that keeps their order. */
    private static final String CLAIM =
            "WITH due AS MATERIALIZED (SELECT m.id FROM outbox_message m"
                    + " WHERE m.state = 'PENDING' AND m.next_attempt_at <= now()"
                    + " AND (m.lease_until IS NULL OR m.lease_until < now())"
                    + " AND NOT EXISTS (SELECT 1 FROM outbox_message e WHERE e.state = 'PENDING'"
                    + " AND e.subject = m.subject AND e.position < m.position)"
                    + " ORDER BY m.next_attempt_at LIMIT ? FOR UPDATE OF m SKIP LOCKED)"
                    + " UPDATE outbox_message o SET lease_until = now() + ? * interval '1 ms',"
                    + " version = o.version + 1, attempts = o.attempts + 1"
                    + " FROM due WHERE o.id = due.id"
                    + " RETURNING o.id, o.position, o.kind, o.subject, o.occurrence, o.version,"
                    + " o.attempts, (extract(epoch FROM now() - o.trying_since) * 1000)::bigint";

    private static final String MARK = "UPDATE outbox_message SET version = version + 1,";

    /** A claim that somebody else has renewed since is not ours to mark. */
    private static final String FENCE = " WHERE id = ? AND version = ? AND state = 'PENDING'";

    private final DataSource database;

    OutboxTable(DataSource database) {
        this.database = database;
    }

    /** Runs in the caller's transaction when there is one. */
    void owe(UUID id, String kind, UUID subject, int occurrence) {
        update(OWE, id, kind, subject, occurrence);
    }

    /** A debt of each subject, in one statement; runs in the caller's transaction. */
    void oweAll(String kind, List<UUID> ids, Collection<UUID> subjects, int occurrence) {
        try (Connection connection = database.getConnection();
                PreparedStatement owe = connection.prepareStatement(OWE_ALL)) {
            owe.setString(1, kind);
            owe.setInt(2, occurrence);
            owe.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
            owe.setArray(4, connection.createArrayOf("uuid", subjects.toArray()));
            owe.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Debts could not be written", failure);
        }
    }

    /** Claims due debts, oldest first; nobody else gets them before the lease ends. */
    List<Debt> claim(int limit, Duration lease) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, limit);
            claim.setLong(2, lease.toMillis());
            List<Debt> claimed = new ArrayList<>();
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.add(debt(rows));
                }
            }
            claimed.sort(Comparator.comparingLong(Debt::position));
            return claimed;
        } catch (SQLException failure) {
            throw new IllegalStateException("Debts could not be claimed", failure);
        }
    }

    private static Debt debt(ResultSet row) throws SQLException {
        return new Debt(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                Duration.ofMillis(Math.max(0, row.getLong(8))));
    }

    boolean markDelivered(Debt debt) {
        return update(
                MARK
                        + " state = 'DELIVERED', delivered_at = now(), lease_until = NULL,"
                        + " last_failure = NULL"
                        + FENCE,
                debt.id(),
                debt.version());
    }

    boolean markForLater(Debt debt, Duration wait, String reason) {
        return update(
                MARK
                        + " lease_until = NULL, last_failure = ?,"
                        + " next_attempt_at = now() + ? * interval '1 ms'"
                        + FENCE,
                shortened(reason),
                wait.toMillis(),
                debt.id(),
                debt.version());
    }

    boolean markDead(Debt debt, String reason) {
        return update(
                MARK + " state = 'DEAD', lease_until = NULL, last_failure = ?" + FENCE,
                shortened(reason),
                debt.id(),
                debt.version());
    }

    boolean markWithdrawn(Debt debt) {
        return update(
                MARK + " state = 'WITHDRAWN', lease_until = NULL, last_failure = NULL" + FENCE,
                debt.id(),
                debt.version());
    }

    /** Gives a claim back unused, as if it had never been made. */
    boolean release(Debt debt) {
        return update(
                MARK + " lease_until = NULL, attempts = attempts - 1" + FENCE,
                debt.id(),
                debt.version());
    }

    /** Tries again from the start; false when there is no such debt or it is delivered. */
    boolean retry(UUID id) {
        return update(
                MARK
                        + " state = 'PENDING', attempts = 0, lease_until = NULL,"
                        + " trying_since = now(), next_attempt_at = now()"
                        + " WHERE id = ? AND (state = 'DEAD' OR (state = 'PENDING'"
                        + " AND (lease_until IS NULL OR lease_until < now())))",
                id);
    }

    private boolean update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("The outbox could not be written", failure);
        }
    }

    /** Entries that match a condition, whose parameters follow, in the given order. */
    List<OutboxEntry> entries(String conditionAndOrder, Object... values) {
        String sql =
                "SELECT id, position, kind, subject, occurrence, state, attempts, next_attempt_at,"
                        + " last_failure, created_at, delivered_at FROM outbox_message WHERE "
                        + conditionAndOrder;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<OutboxEntry> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(entry(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("The outbox could not be read", failure);
        }
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        OffsetDateTime delivered = row.getObject(11, OffsetDateTime.class);
        return new OutboxEntry(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getInt(5),
                OutboxState.valueOf(row.getString(6)),
                row.getInt(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                delivered == null
                        ? null
                        : delivered.withOffsetSameInstant(ZoneOffset.UTC).toInstant());
    }

    /** One number of the table, such as a count. */
    long number(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("The outbox could not be counted", failure);
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_FAILURE ? reason : reason.substring(0, LONGEST_FAILURE);
    }
}
