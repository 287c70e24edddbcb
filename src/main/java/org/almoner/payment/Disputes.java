package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of disputes. Each one only ever goes from open to closed, so reports may come late,
 * twice and in any order and still end in the same (EO-14).
 */
@ApplicationScoped
class Disputes {

    private final EntityManager database;

    Disputes(EntityManager database) {
        this.database = database;
    }

    /**
     * Takes over what a report says of a payment that is locked by the caller.
     *
     * @return whether any dispute about it is open, as far as is known now
     */
    boolean join(Payment payment, List<ProviderReport.Dispute> told, Instant now) {
        if (told.isEmpty()) {
            return payment.isDisputed();
        }
        Map<Boolean, List<String>> closed =
                told.stream()
                        .collect(
                                Collectors.toMap(
                                        ProviderReport.Dispute::reference,
                                        ProviderReport.Dispute::closed,
                                        Boolean::logicalOr))
                        .entrySet()
                        .stream()
                        .collect(
                                Collectors.partitioningBy(
                                        Map.Entry::getValue,
                                        Collectors.mapping(
                                                Map.Entry::getKey, Collectors.toList())));
        database.createNativeQuery(
                        """
                        INSERT INTO payment_dispute AS known
                            (provider, provider_reference, payment_id, closed, recorded_at)
                        SELECT :provider, told.reference, :payment, told.closed, :at
                        FROM (SELECT unnest(:open) AS reference, false AS closed
                              UNION ALL SELECT unnest(:closed), true) told
                        ON CONFLICT (provider, provider_reference) DO UPDATE
                        SET closed = true, recorded_at = excluded.recorded_at
                        WHERE known.payment_id = excluded.payment_id
                          AND excluded.closed AND NOT known.closed
                        """)
                .setParameter("provider", payment.provider())
                .setParameter("payment", payment.id().value())
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("open", closed.get(false).toArray(new String[0]))
                .setParameter("closed", closed.get(true).toArray(new String[0]))
                .executeUpdate();
        return isAnyOpen(payment);
    }

    private boolean isAnyOpen(Payment payment) {
        return !database.createNativeQuery(
                        "SELECT 1 FROM payment_dispute WHERE payment_id = :payment AND NOT closed"
                                + " LIMIT 1")
                .setParameter("payment", payment.id().value())
                .getResultList()
                .isEmpty();
    }
}
