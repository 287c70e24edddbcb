package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.id.Ids;

/**
 * Genuine notifications, each kept once and worked off later (EO-13). Every verb is one statement,
 * so that it needs no transaction of its own.
 */
@ApplicationScoped
class WebhookInbox {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LAST_ATTEMPT_AFTER = Duration.ofHours(72);

    private static final String PAYMENT = "PAYMENT";
    private static final String METHOD = "METHOD";
    private static final String REFERENCE = "REFERENCE";
    private static final String NOTHING = "NOTHING";

    private static final String KEEP =
            """
            INSERT INTO webhook_event (id, provider, event_id, type, about, payment_id,
                reference, body, received_at, state, attempts, next_attempt_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECEIVED', 0, ?, 1)
            ON CONFLICT (provider, event_id) DO NOTHING
            """;

    private static final String TAKE =
            """
            UPDATE webhook_event
            SET lease_until = now() + make_interval(secs => ?), attempts = attempts + 1,
                version = version + 1
            WHERE id = ANY(ARRAY(
                SELECT id FROM webhook_event
                WHERE state = 'RECEIVED' AND next_attempt_at <= ?
                  AND (lease_until IS NULL OR lease_until < now())
                ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING id, provider, about, payment_id, reference, attempts, version
            """;

    private static final String DONE =
            """
            UPDATE webhook_event
            SET state = ?, done_at = ?, lease_until = NULL, last_failure = NULL,
                version = version + 1
            WHERE id = ? AND version = ?
            """;

    private static final String FAILED =
            """
            UPDATE webhook_event
            SET state = CASE WHEN received_at < ? THEN 'DEAD' ELSE state END,
                next_attempt_at = ?, lease_until = NULL, last_failure = left(?, 200),
                version = version + 1
            WHERE id = ? AND version = ?
            """;

    private static final String FORGET =
            """
            UPDATE webhook_event SET body = NULL
            WHERE id = ANY(ARRAY(
                SELECT id FROM webhook_event WHERE body IS NOT NULL AND done_at < ?
                LIMIT ? FOR UPDATE SKIP LOCKED) || ARRAY(
                SELECT id FROM webhook_event
                WHERE body IS NOT NULL AND state = 'DEAD' AND received_at < ?
                LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;

    WebhookInbox(DataSource database, InstantSource clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** One notification to work off, held by a lease. */
    record Held(UUID id, String provider, NotifiesUs.Matter about, int attempts, int version) {}

    /** Keeps a notification; a second delivery of the same event changes nothing. */
    void keep(String provider, NotifiesUs.ProviderEvent event, byte[] body) {
        OffsetDateTime now = at(clock.instant());
        Kept about = kept(event.about());
        update(
                KEEP,
                ids.next(),
                provider,
                event.id(),
                event.type(),
                about.kind(),
                about.id(),
                about.reference(),
                body,
                now,
                now);
    }

    /** How a row says what it is about. */
    private record Kept(String kind, UUID id, String reference) {}

    private static Kept kept(NotifiesUs.Matter about) {
        if (about instanceof PaymentId payment) {
            return new Kept(PAYMENT, payment.value(), null);
        }
        if (about instanceof SavedMethodId method) {
            return new Kept(METHOD, method.value(), null);
        }
        return about instanceof NotifiesUs.ByReference named
                ? new Kept(REFERENCE, null, named.reference())
                : new Kept(NOTHING, null, null);
    }

    private static NotifiesUs.Matter about(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        return switch (row.getString("about")) {
            case PAYMENT -> new PaymentId(id);
            case METHOD -> new SavedMethodId(id);
            case REFERENCE -> new NotifiesUs.ByReference(row.getString("reference"));
            default -> new NotifiesUs.NothingOfOurs();
        };
    }

    /** Takes due notifications; rows that another node is taking are skipped. */
    List<Held> take(int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement take =
                        prepared(
                                connection,
                                TAKE,
                                (double) LEASE.toSeconds(),
                                at(clock.instant()),
                                limit);
                ResultSet rows = take.executeQuery()) {
            List<Held> held = new ArrayList<>();
            while (rows.next()) {
                held.add(held(rows));
            }
            return held;
        } catch (SQLException failure) {
            throw new IllegalStateException("Notifications could not be taken", failure);
        }
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getString("provider"),
                about(row),
                row.getInt("attempts"),
                row.getInt("version"));
    }

    /** Done with, in the transaction of its effect; {@code false} when the lease was lost. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean done(Held held, boolean ignored) {
        String state = ignored ? "IGNORED" : "DONE";
        return 1 == update(DONE, state, at(clock.instant()), held.id(), held.version());
    }

    /** Not done: tried again after growing waits, and after the last one shown to a person. */
    void failed(Held held, String why) {
        Duration wait = Duration.ofSeconds(Math.min(3600, 2L << Math.min(held.attempts(), 12)));
        Instant now = clock.instant();
        update(
                FAILED,
                at(now.minus(LAST_ATTEMPT_AFTER)),
                at(now.plus(wait)),
                why,
                held.id(),
                held.version());
    }

    /**
     * Lets go of what old notifications said; that they came is remembered.
     *
     * @return how many bodies were dropped; call again while it equals {@code limit}
     */
    int forgetBodies(Duration age, int limit) {
        OffsetDateTime before = at(clock.instant().minus(age));
        return update(FORGET, before, limit, before, limit);
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Notifications could not be written", failure);
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

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
