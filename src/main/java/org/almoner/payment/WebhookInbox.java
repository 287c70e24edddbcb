package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.almoner.id.Ids;

/** Genuine notifications, each kept once and worked off later (EO-13). */
@ApplicationScoped
class WebhookInbox {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LAST_ATTEMPT_AFTER = Duration.ofHours(72);

    private static final String PAYMENT = "PAYMENT";
    private static final String METHOD = "METHOD";

    private final EntityManager database;
    private final InstantSource clock;
    private final Ids ids;

    WebhookInbox(EntityManager database, InstantSource clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** One notification to work off, held by a lease. */
    record Held(UUID id, String provider, NotifiesUs.Matter about, int attempts, int version) {}

    /** Keeps a notification; a second delivery of the same event changes nothing. */
    @Transactional
    void keep(String provider, NotifiesUs.ProviderEvent event, byte[] body) {
        database.createNativeQuery(
                        """
                        INSERT INTO webhook_event (id, provider, event_id, type, about, payment_id,
                            body, received_at, state, attempts, next_attempt_at, version)
                        VALUES (:id, :provider, :event, :type, :about, :matter, :body, :at,
                            'RECEIVED', 0, :at, 1)
                        ON CONFLICT (provider, event_id) DO NOTHING
                        """)
                .setParameter("id", ids.next())
                .setParameter("provider", provider)
                .setParameter("event", event.id())
                .setParameter("type", event.type())
                .setParameter("about", event.about() instanceof PaymentId ? PAYMENT : METHOD)
                .setParameter("matter", event.about().value())
                .setParameter("body", body)
                .setParameter("at", at(clock.instant()))
                .executeUpdate();
    }

    /** Takes due notifications; rows that another node is taking are skipped. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<Held> take(int limit) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                UPDATE webhook_event
                                SET lease_until = now() + make_interval(secs => :lease),
                                    attempts = attempts + 1, version = version + 1
                                WHERE id = ANY(ARRAY(
                                    SELECT id FROM webhook_event
                                    WHERE state = 'RECEIVED' AND next_attempt_at <= :at
                                      AND (lease_until IS NULL OR lease_until < now())
                                    ORDER BY next_attempt_at LIMIT :limit
                                    FOR UPDATE SKIP LOCKED))
                                RETURNING id, provider, about, payment_id, attempts, version
                                """,
                                Tuple.class)
                        .setParameter("lease", (double) LEASE.toSeconds())
                        .setParameter("at", at(clock.instant()))
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(
                        row ->
                                new Held(
                                        row.get("id", UUID.class),
                                        row.get("provider", String.class),
                                        matter(row),
                                        row.get("attempts", Integer.class),
                                        row.get("version", Integer.class)))
                .toList();
    }

    private static NotifiesUs.Matter matter(Tuple row) {
        UUID id = row.get("payment_id", UUID.class);
        return row.get("about", String.class).equals(PAYMENT)
                ? new PaymentId(id)
                : new SavedMethodId(id);
    }

    /** Done with, in the transaction of its effect; {@code false} when the lease was lost. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean done(Held held, boolean ignored) {
        return database.createNativeQuery(
                                """
                                UPDATE webhook_event
                                SET state = :state, done_at = :at, lease_until = NULL,
                                    last_failure = NULL, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .setParameter("state", ignored ? "IGNORED" : "DONE")
                        .setParameter("at", at(clock.instant()))
                        .setParameter("id", held.id())
                        .setParameter("version", held.version())
                        .executeUpdate()
                == 1;
    }

    /** Not done: tried again after growing waits, and after the last one shown to a person. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void failed(Held held, String why) {
        Duration wait = Duration.ofSeconds(Math.min(3600, 2L << Math.min(held.attempts(), 12)));
        database.createNativeQuery(
                        """
                        UPDATE webhook_event
                        SET state = CASE WHEN received_at < :given_up THEN 'DEAD' ELSE state END,
                            next_attempt_at = :next, lease_until = NULL,
                            last_failure = left(:why, 200), version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .setParameter("given_up", at(clock.instant().minus(LAST_ATTEMPT_AFTER)))
                .setParameter("next", at(clock.instant().plus(wait)))
                .setParameter("why", why)
                .setParameter("id", held.id())
                .setParameter("version", held.version())
                .executeUpdate();
    }

    /**
     * Lets go of what old notifications said; that they came is remembered.
     *
     * @return how many bodies were dropped; call again while it equals {@code limit}
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int forgetBodies(Duration age, int limit) {
        return database.createNativeQuery(
                        """
                        UPDATE webhook_event SET body = NULL
                        WHERE id = ANY(ARRAY(
                            SELECT id FROM webhook_event
                            WHERE body IS NOT NULL AND done_at < :before
                            LIMIT :limit FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", at(clock.instant().minus(age)))
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
