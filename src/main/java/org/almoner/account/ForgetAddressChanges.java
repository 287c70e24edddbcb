package org.almoner.account;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Forgets changes of addresses with their letters: an address that nobody confirmed is nobody's
 * business after 30 days, and neither is what can no longer be taken back. Safe on many nodes.
 */
@Singleton
class ForgetAddressChanges {

    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int SLICE = 1_000;

    private static final String FORGET =
            """
            WITH past AS (
                SELECT id FROM address_change
                WHERE expires_at < ? AND (undo_until IS NULL OR undo_until < ?)
                LIMIT ? FOR UPDATE SKIP LOCKED),
            letters AS (DELETE FROM account_letter WHERE change_id IN (SELECT id FROM past))
            DELETE FROM address_change WHERE id IN (SELECT id FROM past)
            """;

    private final DataSource database;
    private final InstantSource clock;

    ForgetAddressChanges(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets at most a slice; what is left goes next time. */
    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        var before = clock.instant().minus(MEMORY).atOffset(ZoneOffset.UTC);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, before);
            statement.setObject(2, before);
            statement.setInt(3, SLICE);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Old changes of addresses could not be deleted", failure);
        }
    }
}
