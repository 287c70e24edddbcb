package org.almoner.payment;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold between refunds and movements of money at any time: I24. */
@Singleton
class RefundInvariants {

    private final PatientReads data;

    RefundInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant oneMovementEach() {
        return new SqlInvariant(
                "I24",
                "Each refund that is done is one movement of its payment, of the same amount, and"
                        + " what is on its way back is no more than what is left",
                """
                SELECT 'refund/' || r.id FROM refund r
                LEFT JOIN payment_reversal m ON m.provider = r.provider
                 AND m.provider_reference = r.provider_reference AND m.payment_id = r.payment_id
                 AND m.kind = 'REFUND' AND m.amount_minor = r.amount_minor
                WHERE r.state = 'DONE' AND m.id IS NULL
                UNION ALL
                SELECT 'payment/' || p.id FROM payment p
                JOIN (SELECT payment_id, sum(amount_minor) AS reserved FROM refund
                       WHERE state = 'ASKED' GROUP BY payment_id) r ON r.payment_id = p.id
                WHERE p.review_reason IS NULL AND r.reserved > p.amount_minor - p.reversed_minor
                  AND NOT EXISTS (SELECT 1 FROM payment_reversal m
                                   WHERE m.payment_id = p.id AND m.kind = 'RETURN')
                """,
                data);
    }
}
