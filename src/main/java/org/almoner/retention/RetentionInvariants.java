package org.almoner.retention;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of people who were erased, whoever wanted it: I32. */
@Singleton
class RetentionInvariants {

    private final PatientReads data;

    RetentionInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant goneIsGone() {
        return new SqlInvariant(
                "I32",
                "Of somebody who was erased nothing personal is there but what a law or a hold holds"
                        + " until its day",
                """
                WITH gone AS (
                    SELECT e.account_id, m.donor_id, e.erased_at
                      FROM erasure e JOIN account_donor m ON m.account_id = e.account_id
                     WHERE NOT EXISTS (
                        SELECT 1 FROM account_donor q JOIN legal_hold h ON h.donor_id = q.donor_id
                         WHERE q.account_id = e.account_id AND h.kept IS NOT NULL))
                SELECT 'donor/' || d.id FROM gone g JOIN donor d ON d.id = g.donor_id
                 WHERE d.erased_at IS NULL
                UNION SELECT 'account/' || c.account_id FROM gone g
                  JOIN account_contact c ON c.account_id = g.account_id
                UNION SELECT 'account/' || a.account_id FROM gone g
                  JOIN account_address a ON a.account_id = g.account_id
                 WHERE a.email <> 'erased@erased.invalid'
                UNION SELECT 'consent-proof/' || e.proof_id FROM gone g
                  JOIN consent_event e ON e.donor_id = g.donor_id
                  JOIN consent_proof p ON p.id = e.proof_id
                UNION SELECT 'sign-up/' || s.id FROM gone g
                  JOIN sign_up s ON s.donor_id = g.donor_id AND s.asked_at <= g.erased_at
                UNION SELECT 'receipt/' || r.id FROM gone g
                  JOIN donation v ON v.donor_id = g.donor_id
                  JOIN receipt r ON r.donation_id = v.id
                 WHERE r.snapshot #>> '{donor,email}' <> 'erased@erased.invalid'
                UNION SELECT 'gift-draft/' || f.id FROM gone g
                  JOIN donation v ON v.donor_id = g.donor_id
                  JOIN gift_draft f ON f.id = v.draft_id
                 WHERE f.donor IS NOT NULL
                UNION SELECT 'tax-statement/' || s.id FROM gone g
                  JOIN tax_statement s ON s.donor_id = g.donor_id
                 WHERE s.personal_until IS NULL AND s.sort_name <> '-'
                   AND s.numbered_at <= g.erased_at
                UNION SELECT 'gift-aid-declaration/' || s.id FROM gone g
                  JOIN gift_aid_declaration s ON s.donor_id = g.donor_id
                 WHERE s.personal_until IS NULL AND s.declarant <> '{}'::jsonb
                   AND s.recorded_at <= g.erased_at
                UNION SELECT 'periodic-gift-agreement/' || s.id FROM gone g
                  JOIN periodic_gift_agreement s ON s.donor_id = g.donor_id
                 WHERE s.personal_until IS NULL AND s.giver <> '{}'::jsonb
                   AND s.offered_at <= g.erased_at
                """,
                data);
    }
}
