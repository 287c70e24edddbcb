package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import org.almoner.id.Ids;

/** What people have decided about payments; append-only. */
@ApplicationScoped
class Resolutions {

    private final EntityManager database;
    private final Ids ids;

    Resolutions(EntityManager database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Keeps a decision beside what the person had found. */
    void keep(Payment payment, PaymentResolution how, Instant now) {
        database.createNativeQuery(
                        """
                        INSERT INTO payment_resolution (id, payment_id, outcome, evidence, found,
                            reason, actor, resolved_at)
                        SELECT :id, p.id, :outcome, cast(:evidence AS varchar), p.review_reason,
                            :reason, :actor, :at
                        FROM payment p WHERE p.id = :payment
                        """)
                .setParameter("id", ids.next())
                .setParameter("payment", payment.id().value())
                .setParameter("outcome", how.outcome().name())
                .setParameter("evidence", how.evidence())
                .setParameter("reason", how.reason())
                .setParameter("actor", how.actor())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /**
     * Whether a person has decided about this very contradiction already: the provider repeats
     * itself, and a decision must not have to be made again every hour.
     */
    boolean isDecided(Payment payment, String reason) {
        return !database.createNativeQuery(
                        """
                        SELECT 1 FROM payment_resolution
                        WHERE payment_id = :payment AND found = :reason LIMIT 1
                        """)
                .setParameter("payment", payment.id().value())
                .setParameter("reason", reason)
                .getResultList()
                .isEmpty();
    }
}
