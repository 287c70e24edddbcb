package org.almoner.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold between gifts, payments and books at any time: I1 to I5. */
@ApplicationScoped
class LedgerInvariants {

    private final PatientReads data;

    LedgerInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant balanced() {
        return invariant(
                "I1",
                "Debits equal credits in every booking, per currency",
                """
                SELECT cause_type || '/' || cause_id FROM ledger_entry
                GROUP BY cause_type, cause_id
                HAVING sum(debit_minor) <> sum(credit_minor) OR count(DISTINCT currency) <> 1
                """);
    }

    @Produces
    @Singleton
    Invariant bookedOnce() {
        return invariant(
                "I2",
                "Each settled gift has exactly one booking, and no other gift has any",
                """
                SELECT 'donation/' || d.id FROM donation d
                LEFT JOIN ledger_entry l
                    ON l.donation_id = d.id AND l.cause_type = 'GIFT' AND l.leg = 1
                GROUP BY d.id, d.state
                HAVING count(l.cause_id) <> CASE WHEN d.state = 'PLEDGED' THEN 0 ELSE 1 END
                """);
    }

    @Produces
    @Singleton
    Invariant amountsAgree() {
        return invariant(
                "I3",
                "What a gift, its payment and the books say of its amount is the same",
                """
                SELECT 'donation/' || d.id FROM donation d
                JOIN payment p ON p.id = d.payment_id
                LEFT JOIN (
                    SELECT donation_id,
                           sum(debit_minor) FILTER (WHERE cause_type = 'GIFT') AS booked,
                           coalesce(sum(debit_minor) FILTER (WHERE cause_type IN ('REFUND', 'RETURN')), 0) AS back
                    FROM ledger_entry GROUP BY donation_id) l ON l.donation_id = d.id
                WHERE d.amount_minor <> p.amount_minor OR d.currency <> p.currency
                   OR d.reversed_minor <> p.reversed_minor
                   OR (d.state <> 'PLEDGED'
                       AND (l.booked IS DISTINCT FROM d.amount_minor OR l.back <> d.reversed_minor))
                """);
    }

    @Produces
    @Singleton
    Invariant neverTwice() {
        return invariant(
                "I4",
                "No two gifts share a draft, and no gift was paid by two payments",
                """
                SELECT 'draft/' || draft_id FROM donation WHERE draft_id IS NOT NULL
                GROUP BY draft_id HAVING count(*) > 1
                UNION ALL
                SELECT 'donation/' || reference FROM payment
                WHERE state IN ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')
                GROUP BY reference HAVING count(*) > 1
                UNION ALL
                SELECT 'payment/' || provider || '/' || provider_reference FROM payment
                WHERE provider_reference IS NOT NULL
                GROUP BY provider, provider_reference HAVING count(*) > 1
                """);
    }

    @Produces
    @Singleton
    Invariant notMoreBackThanPaid() {
        return invariant(
                "I5",
                "What flowed back of a payment is the sum of its movements and at most what was paid",
                """
                SELECT 'payment/' || p.id FROM payment p
                LEFT JOIN (SELECT payment_id, sum(amount_minor) AS back
                           FROM payment_reversal GROUP BY payment_id) r ON r.payment_id = p.id
                WHERE p.reversed_minor <> coalesce(r.back, 0) OR p.reversed_minor > p.amount_minor
                """);
    }

    private Invariant invariant(String id, String sentence, String sql) {
        return new SqlInvariant(id, sentence, sql, data);
    }
}
