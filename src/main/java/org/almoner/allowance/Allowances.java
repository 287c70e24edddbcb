package org.almoner.allowance;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.almoner.id.Ids;

/**
 * Counts uses and refuses the one too many. Every use is a row, so that no window of a limit's
 * length ever holds more than the limit, also over the border of an hour. Refused ones are not
 * counted: who asks too often does not shut himself out for longer.
 */
@Singleton
public class Allowances {

    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;

    Allowances(DataSource database, InstantSource clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Uses an allowance once, in the caller's transaction or one of its own. Two at once on two
     * nodes wait for each other.
     *
     * @param kind what is done, such as {@code sign-in-mail}
     * @param subject whom it is counted for; stored as a hash only
     * @param limits all of which must hold
     * @return whether it may be done
     */
    @Transactional
    public boolean use(String kind, String subject, List<Limit> limits) {
        String key = hash(kind + "|" + subject);
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            lock(connection, key);
            for (Limit limit : limits) {
                if (uses(connection, key, now.minus(limit.window())) >= limit.most()) {
                    return false;
                }
            }
            note(connection, key, now);
            return true;
        } catch (SQLException failure) {
            throw new IllegalStateException("Allowances could not be counted", failure);
        }
    }

    /**
     * Whether a use would be allowed now; nothing is counted by asking.
     *
     * @param kind what would be done
     * @param subject whom it would be counted for
     * @param limits all of which must hold
     */
    @Transactional
    public boolean allows(String kind, String subject, List<Limit> limits) {
        String key = hash(kind + "|" + subject);
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            for (Limit limit : limits) {
                if (uses(connection, key, now.minus(limit.window())) >= limit.most()) {
                    return false;
                }
            }
            return true;
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

    private static int uses(Connection connection, String key, Instant since) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT count(*) FROM allowance_use WHERE key = ? AND used_at > ?")) {
            statement.setString(1, key);
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
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

    /**
     * Forgets uses older than the longest window, so many at a time.
     *
     * @return how many went
     */
    @Transactional
    public int forget(int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM allowance_use WHERE id = ANY(ARRAY(SELECT id FROM"
                                        + " allowance_use WHERE used_at < ? LIMIT ?"
                                        + " FOR UPDATE SKIP LOCKED))")) {
            statement.setObject(1, clock.instant().minus(Limit.LONGEST).atOffset(ZoneOffset.UTC));
            statement.setInt(2, most);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Allowances could not be forgotten", failure);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
