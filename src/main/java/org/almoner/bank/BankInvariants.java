package org.almoner.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of movements on accounts at any time. */
@ApplicationScoped
class BankInvariants {

    private final PatientReads data;

    BankInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant movementsAreBookedOnce() {
        return new SqlInvariant(
                "I21",
                "A movement that was matched or assigned belongs to exactly one payment or batch, of"
                        + " the same amount; the parts of a split one make the whole",
                """
                SELECT 'bank-movement/' || m.id FROM bank_movement m
                LEFT JOIN incoming_transfer t ON t.entry_id = m.key
                LEFT JOIN payment p ON p.id = m.payment_id
                WHERE m.payment_id IS NOT NULL
                  AND (t.payment_id IS DISTINCT FROM m.payment_id OR t.amount_minor <> m.amount_minor
                    OR t.currency <> m.currency OR p.amount_minor <> m.amount_minor OR p.currency <> m.currency
                    OR p.office <> m.office OR p.settled_at IS NULL OR NOT m.credit
                    OR m.donation_id IS DISTINCT FROM p.reference)
                UNION
                SELECT 'bank-movement/' || m.id FROM bank_movement m
                JOIN incoming_transfer t ON t.entry_id = m.key
                WHERE m.payment_id IS NULL
                UNION
                SELECT 'bank-movement/' || m.id FROM bank_movement m
                LEFT JOIN (SELECT parent_id, sum(CASE WHEN credit THEN amount_minor ELSE -amount_minor END) AS total
                           FROM bank_movement WHERE parent_id IS NOT NULL GROUP BY parent_id) c ON c.parent_id = m.id
                WHERE m.state = 'SPLIT'
                  AND c.total IS DISTINCT FROM CASE WHEN m.credit THEN m.amount_minor ELSE -m.amount_minor END
                """,
                data);
    }
}
