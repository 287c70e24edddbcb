package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Ends, in slices, mandates that nobody used for 36 months; the bank would refuse them. */
@ApplicationScoped
class ExpireMandates {

    private static final Logger LOG = Logger.getLogger(ExpireMandates.class);
    private static final int SLICE = 500;
    private static final String EXPIRE =
            """
            UPDATE sepa_mandate SET state = 'EXPIRED', state_reason = 'Not used for 36 months',
                changed_at = :now, version = version + 1
            WHERE id = ANY(ARRAY(
                SELECT id FROM sepa_mandate
                WHERE state IN ('PENDING', 'ACTIVE', 'SUSPENDED')
                    AND coalesce(last_collected_on, agreed_on) < :unusedSince
                LIMIT :slice FOR UPDATE SKIP LOCKED))
            """;

    private final EntityManager database;
    private final InstantSource clock;

    ExpireMandates(EntityManager database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.sepa.expire-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        Instant now = clock.instant();
        int expired = 0;
        int slice;
        do {
            slice = QuarkusTransaction.requiringNew().call(() -> expireSlice(now));
            expired += slice;
        } while (slice == SLICE);
        if (expired > 0) {
            LOG.infof("%d mandates expired", expired);
        }
    }

    private int expireSlice(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return database.createNativeQuery(EXPIRE)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("unusedSince", today.minusMonths(Mandate.MONTHS_UNUSED))
                .setParameter("slice", SLICE)
                .executeUpdate();
    }
}
