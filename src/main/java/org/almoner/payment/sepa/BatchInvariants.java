package org.almoner.payment.sepa;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold between batches, collections and payments at any time: I10 and I23. */
@Singleton
class BatchInvariants {

    private final PatientReads data;

    BatchInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant addUp() {
        return new SqlInvariant(
                "I10",
                "A batch is the sum of its blocks, a block the sum of its collections, and what the"
                        + " bank booked for it the sum of what it did not reject",
                """
                SELECT 'direct-debit-batch/' || k.id FROM sepa_batch k
                LEFT JOIN (SELECT batch_id, sum(collections) AS many, sum(total_minor) AS total
                             FROM sepa_block GROUP BY batch_id) b ON b.batch_id = k.id
                WHERE k.state IN ('MADE', 'SENT')
                  AND (b.many IS DISTINCT FROM k.collections
                       OR b.total IS DISTINCT FROM k.total_minor)
                UNION ALL
                SELECT 'direct-debit-block/' || b.id FROM sepa_block b
                JOIN sepa_batch k ON k.id = b.batch_id AND k.state IN ('MADE', 'SENT')
                JOIN (SELECT block, count(*) AS many, sum(amount_minor) AS total,
                             sum(amount_minor) FILTER (WHERE state <> 'REJECTED') AS made
                        FROM sepa_collection WHERE block IS NOT NULL GROUP BY block) c
                  ON c.block = b.id
                WHERE c.many > b.collections OR c.total > b.total_minor
                   OR (b.booked_minor IS NOT NULL AND b.booked_minor <> c.made)
                """,
                data);
    }

    @Produces
    @Singleton
    Invariant paymentsFollow() {
        return new SqlInvariant(
                "I23",
                "A payment by direct debit is what the bank's files say of its collection",
                """
                SELECT 'payment/' || p.id FROM sepa_collection c JOIN payment p ON p.id = c.payment_id
                WHERE p.provider = 'sepa' AND p.review_reason IS NULL AND NOT EXISTS (
                        SELECT 1 FROM webhook_event e WHERE e.payment_id = p.id
                           AND e.provider = 'sepa' AND e.state <> 'DONE')
                  AND ((c.state IN ('OPEN', 'BATCHED') AND p.state NOT IN ('OPENED', 'PENDING'))
                    OR (c.state = 'SETTLED' AND p.state NOT IN
                            ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED'))
                    OR (c.state = 'RETURNED' AND p.state <>
                            CASE WHEN c.settled_on IS NULL THEN 'DECLINED' ELSE 'RETURNED' END)
                    OR (c.state IN ('REJECTED', 'WITHDRAWN') AND p.state <> 'DECLINED'))
                """,
                data);
    }
}
