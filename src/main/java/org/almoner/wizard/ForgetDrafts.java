package org.almoner.wizard;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.almoner.idempotency.Idempotency;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets in slices: drafts that expired, with everything in them; personal data of drafts that
 * became gifts (the donor's record has them now); and keys past their retention.
 */
@ApplicationScoped
class ForgetDrafts {

    private static final int SLICE = 500;

    private final EntityManager database;
    private final Idempotency idempotency;
    private final InstantSource clock;
    private final Duration memory;

    ForgetDrafts(
            EntityManager database,
            Idempotency idempotency,
            InstantSource clock,
            @ConfigProperty(name = "almoner.wizard.completed-draft-memory", defaultValue = "30D")
                    Duration memory) {
        this.database = database;
        this.idempotency = idempotency;
        this.clock = clock;
        this.memory = memory;
    }

    @Scheduled(
            every = "{almoner.wizard.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant now = clock.instant();
        repeat(
                """
                DELETE FROM gift_draft WHERE id = ANY(ARRAY(
                    SELECT id FROM gift_draft
                    WHERE expires_at < :before AND donation_id IS NULL AND recurring_gift_id IS NULL
                    LIMIT :slice FOR UPDATE SKIP LOCKED))
                """,
                now);
        repeat(
                """
                UPDATE gift_draft SET donor = NULL, consents = NULL, version = version + 1
                WHERE id = ANY(ARRAY(
                    SELECT id FROM gift_draft
                    WHERE expires_at < :before AND donor IS NOT NULL
                      AND (donation_id IS NOT NULL OR recurring_gift_id IS NOT NULL)
                    LIMIT :slice FOR UPDATE SKIP LOCKED))
                """,
                now);
        repeat(
                """
                DELETE FROM gift_draft WHERE id = ANY(ARRAY(
                    SELECT id FROM gift_draft
                    WHERE expires_at < :before
                      AND (donation_id IS NOT NULL OR recurring_gift_id IS NOT NULL)
                    LIMIT :slice FOR UPDATE SKIP LOCKED))
                """,
                now.minus(memory));
        while (idempotency.forgetOld(SLICE) >= SLICE) {
            continue;
        }
    }

    private void repeat(String sql, Instant before) {
        while (run(sql, before) >= SLICE) {
            continue;
        }
    }

    private int run(String sql, Instant before) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                database.createNativeQuery(sql)
                                        .setParameter("before", before.atOffset(ZoneOffset.UTC))
                                        .setParameter("slice", SLICE)
                                        .executeUpdate());
    }
}
