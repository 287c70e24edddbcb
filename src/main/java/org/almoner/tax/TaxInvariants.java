package org.almoner.tax;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of tax statements at any time: I11 and what belongs to it. */
@ApplicationScoped
class TaxInvariants {

    private final PatientReads data;

    TaxInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant booksAgree() {
        return invariant(
                "I11",
                "What live statements say of a gift is what the books say, unless a case is open",
                """
                SELECT 'tax-statement/' || s.number FROM tax_statement s
                JOIN tax_statement_line l ON l.statement_id = s.id
                JOIN donation d ON d.id = l.donation_id
                LEFT JOIN (
                    SELECT donation_id, office,
                           coalesce(sum(debit_minor) FILTER (WHERE cause_type = 'GIFT'), 0)
                           - coalesce(sum(debit_minor)
                               FILTER (WHERE cause_type IN ('REFUND', 'RETURN')), 0) AS rest
                    FROM ledger_entry GROUP BY donation_id, office) b ON b.donation_id = l.donation_id
                WHERE s.live AND (b.rest IS DISTINCT FROM l.amount_minor OR b.office <> s.office
                    OR d.office <> s.office)
                  AND NOT EXISTS (SELECT 1 FROM statement_case c WHERE c.statement_id = s.id
                      AND c.donation_id = l.donation_id AND c.closed_at IS NULL)
                GROUP BY s.number
                """);
    }

    @Produces
    @Singleton
    Invariant numbersHaveNoGaps() {
        return invariant(
                "I13",
                "The numbers of statements have no gaps, and none was given out that is not there",
                """
                SELECT 'statement-series/' || coalesce(r.office, s.office) || '-' || coalesce(r.tax_year, s.tax_year)
                FROM statement_series r
                FULL JOIN (SELECT office, tax_year, count(*) AS many, max(seq) AS highest
                           FROM tax_statement GROUP BY office, tax_year) s
                  ON s.office = r.office AND s.tax_year = r.tax_year
                WHERE r.last IS DISTINCT FROM s.many OR r.last IS DISTINCT FROM s.highest
                """);
    }

    @Produces
    @Singleton
    Invariant totalsAreSums() {
        return invariant(
                "I14",
                "A statement's total is what may be claimed of its gifts, its count is theirs, and a live"
                        + " one's gifts are live",
                """
                SELECT 'tax-statement/' || s.number FROM tax_statement s
                LEFT JOIN (SELECT statement_id, count(*) AS gifts, bool_and(live) AS live, bool_or(live) AS any_live,
                                  coalesce(sum(greatest(amount_minor - coalesce(benefit_minor, 0), 0))
                                      FILTER (WHERE counts), 0) AS total
                           FROM tax_statement_line GROUP BY statement_id) l ON l.statement_id = s.id
                WHERE l.gifts IS DISTINCT FROM s.gifts OR l.total IS DISTINCT FROM s.total_minor
                   OR l.live IS DISTINCT FROM s.live OR l.any_live IS DISTINCT FROM s.live
                """);
    }

    @Produces
    @Singleton
    Invariant documentsAreThere() {
        return invariant(
                "I15",
                "Each numbered statement has its document, within an hour",
                """
                SELECT 'tax-statement/' || s.number FROM tax_statement s
                LEFT JOIN tax_statement_pdf p ON p.statement_id = s.id
                WHERE p.statement_id IS NULL
                  AND (s.state <> 'NUMBERED' OR s.numbered_at < now() - interval '1 hour')
                """);
    }

    private Invariant invariant(String id, String sentence, String sql) {
        return new SqlInvariant(id, sentence, sql, data);
    }
}
