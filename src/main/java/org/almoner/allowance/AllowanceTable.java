package org.almoner.allowance;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.almoner.id.Ids;

/** The counted uses as they lie in the database, the same for every node. */
@Singleton
class AllowanceTable {

    private final DataSource database;
    private final Ids ids;

    AllowanceTable(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * A limit that is used up.
     *
     * @param until when the oldest of the uses that fill it no longer counts; before that nothing
     *     makes room, because uses are only ever added
     */
    record Exhausted(Limit limit, Instant until) {}

    /**
     * Counts one use, unless a limit is used up.
     *
     * @return the limit that refuses it, or nothing when it was counted
     */
    @Transactional
    Optional<Exhausted> use(String key, List<Limit> limits, Instant now) {
        try (Connection connection = database.getConnection()) {
            lock(connection, key);
            Optional<Exhausted> refusal = exhausted(connection, key, limits, now);
            if (refusal.isEmpty()) {
                note(connection, key, now);
            }
            return refusal;
        } catch (SQLException failure) {
            throw new IllegalStateException("Allowances could not be counted", failure);
        }
    }

    /** The limit that would refuse a use now. */
    @Transactional
    Optional<Exhausted> exhausted(String key, List<Limit> limits, Instant now) {
        try (Connection connection = database.getConnection()) {
            return exhausted(connection, key, limits, now);
        } catch (SQLException failure) {
            throw new IllegalStateException("Allowances could not be counted", failure);
        }
    }

    private static void lock(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, key);
            statement.execute();
        }
    }

    private static Optional<Exhausted> exhausted(
            Connection connection, String key, List<Limit> limits, Instant now)
            throws SQLException {
        for (Limit limit : limits) {
            Optional<Exhausted> refusal = exhausted(connection, key, limit, now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** A limit is used up while there is a use in its window that so many others came after. */
    private static Optional<Exhausted> exhausted(
            Connection connection, String key, Limit limit, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT used_at FROM allowance_use WHERE key = ? AND used_at > ?"
                                + " ORDER BY used_at DESC OFFSET ? LIMIT 1")) {
            statement.setString(1, key);
            statement.setObject(2, now.minus(limit.window()).atOffset(ZoneOffset.UTC));
            statement.setInt(3, limit.most() - 1);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant used = row.getObject(1, OffsetDateTime.class).toInstant();
                return Optional.of(new Exhausted(limit, used.plus(limit.window())));
            }
        }
    }

    private void note(Connection connection, String key, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO allowance_use (id, key, used_at) VALUES (?, ?, ?)")) {
            statement.setObject(1, ids.next());
            statement.setString(2, key);
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Forgets uses before a moment, so many at a time; how many went. */
    @Transactional
    int forget(Instant before, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM allowance_use WHERE id = ANY(ARRAY(SELECT id FROM"
                                        + " allowance_use WHERE used_at < ? LIMIT ?"
                                        + " FOR UPDATE SKIP LOCKED))")) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setInt(2, most);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Allowances could not be forgotten", failure);
        }
    }
}
