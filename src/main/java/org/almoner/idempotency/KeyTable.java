package org.almoner.idempotency;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The keys as they lie in the database, each verb one statement in the caller's transaction. Leases
 * run on the database's clock, because all nodes share it.
 */
@Singleton
class KeyTable {

    private static final String INSERT =
            """
            INSERT INTO idempotency_record (operation, key, request_hash, subject, state,
                lease_until, version, created_at)
            VALUES (?, ?, ?, ?, 'IN_PROGRESS', now() + make_interval(secs => ?), 1, ?)
            ON CONFLICT (operation, key) DO NOTHING
            """;

    private static final String LOCK =
            """
            SELECT request_hash, state, response_status, response_body, subject, version,
                lease_until < now() AS interrupted
            FROM idempotency_record WHERE operation = ? AND key = ? FOR UPDATE
            """;

    private static final String EXTEND =
            """
            UPDATE idempotency_record
            SET lease_until = now() + make_interval(secs => ?), version = version + 1
            WHERE operation = ? AND key = ?
            """;

    private static final String FINISH =
            """
            UPDATE idempotency_record
            SET state = 'FINISHED', response_status = ?, response_body = ?, finished_at = ?,
                version = version + 1
            WHERE operation = ? AND key = ? AND state = 'IN_PROGRESS'
            """;

    private static final String ANSWER =
            """
            SELECT response_status, response_body FROM idempotency_record
            WHERE operation = ? AND key = ? AND state = 'FINISHED'
            """;

    private static final String RELEASE =
            """
            UPDATE idempotency_record SET lease_until = now() + make_interval(secs => ?)
            WHERE operation = ? AND key = ? AND state = 'IN_PROGRESS' AND version = ?
            """;

    private static final String TAKE_OVER =
            """
            UPDATE idempotency_record
            SET lease_until = now() + make_interval(secs => ?), version = version + 1
            WHERE operation = ? AND key = ANY(ARRAY(
                SELECT key FROM idempotency_record
                WHERE operation = ? AND state = 'IN_PROGRESS'
                  AND lease_until < now() AND created_at < ?
                ORDER BY lease_until LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING key, subject, version
            """;

    private static final String FORGET =
            """
            DELETE FROM idempotency_record WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM idempotency_record
                WHERE state = 'FINISHED' AND finished_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final DataSource database;

    KeyTable(DataSource database) {
        this.database = database;
    }

    /** A key and the operation it is for. */
    record Named(String operation, IdempotencyKey key) {}

    /**
     * What an earlier call left behind.
     *
     * @param answer what it answered; {@code null} while it is not finished
     * @param interrupted whether its lease has run out
     */
    record Found(
            String requestHash,
            UUID subject,
            int version,
            Claim.Replay answer,
            boolean interrupted) {}

    /** False when the key is there already. */
    boolean insert(Named named, String requestHash, UUID subject, Lease lease) {
        return 1
                == update(
                        INSERT,
                        named.operation(),
                        named.key().value(),
                        requestHash,
                        subject,
                        lease.seconds(),
                        lease.from().atOffset(ZoneOffset.UTC));
    }

    /**
     * A lease to be given.
     *
     * @param from our own clock's time, which is only remembered
     */
    record Lease(Duration length, Instant from) {

        double seconds() {
            return length.toMillis() / 1000.0;
        }
    }

    /** Locked until the transaction ends. */
    Optional<Found> lock(Named named) {
        return query(LOCK, KeyTable::found, named.operation(), named.key().value()).stream()
                .findFirst();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("request_hash"),
                row.getObject("subject", UUID.class),
                row.getInt("version"),
                "FINISHED".equals(row.getString("state")) ? answer(row) : null,
                row.getBoolean("interrupted"));
    }

    private static Claim.Replay answer(ResultSet row) throws SQLException {
        return new Claim.Replay(row.getInt("response_status"), row.getString("response_body"));
    }

    void extend(Named named, Lease lease) {
        update(EXTEND, lease.seconds(), named.operation(), named.key().value());
    }

    /** False when the key is finished already, or was never claimed. */
    boolean finish(Named named, Claim.Replay answer, Instant now) {
        return 1
                == update(
                        FINISH,
                        answer.status(),
                        answer.body(),
                        now.atOffset(ZoneOffset.UTC),
                        named.operation(),
                        named.key().value());
    }

    /** What a finished key answers. */
    Optional<Claim.Replay> answer(Named named) {
        return query(ANSWER, KeyTable::answer, named.operation(), named.key().value()).stream()
                .findFirst();
    }

    /** Ends the lease that was taken with this version, in so many seconds from now. */
    void release(Named named, int version, double seconds) {
        update(RELEASE, seconds, named.operation(), named.key().value(), version);
    }

    /** Takes over keys older than that whose lease has run out; rows being taken are skipped. */
    List<Idempotency.Interrupted> takeOver(
            String operation, Lease lease, Instant before, int limit) {
        return query(
                TAKE_OVER,
                row ->
                        new Idempotency.Interrupted(
                                new IdempotencyKey(row.getString("key")),
                                row.getObject("subject", UUID.class),
                                row.getInt("version")),
                lease.seconds(),
                operation,
                operation,
                before.atOffset(ZoneOffset.UTC),
                limit);
    }

    int forgetFinished(Instant before, int limit) {
        return update(FORGET, before.atOffset(ZoneOffset.UTC), limit);
    }

    /** How a row becomes a value. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reading.of(rows));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("Idempotency keys could not be read", failure);
        }
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Idempotency keys could not be written", failure);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
