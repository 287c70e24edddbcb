package org.almoner.periodic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of agreements of periodic gifts at any time. */
@ApplicationScoped
class PeriodicGiftInvariants {

    private final PatientReads data;

    PeriodicGiftInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant agreementsAreWhatHappenedToThem() {
        return new SqlInvariant(
                "I33",
                "The state of an agreement of a periodic gift is what happened to it last, and a"
                        + " statement names it only for gifts of its years since the donor signed",
                """
                SELECT 'periodic-gift-agreement/' || a.id FROM periodic_gift_agreement a
                LEFT JOIN LATERAL (SELECT e.kind FROM periodic_gift_event e WHERE e.agreement_id = a.id
                    AND e.kind IN ('OFFERED', 'SIGNED', 'COUNTERSIGNED', 'ENDED', 'CANCELLED')
                    ORDER BY e.position DESC LIMIT 1) l ON true
                WHERE l.kind IS DISTINCT FROM CASE a.state WHEN 'ACTIVE' THEN 'COUNTERSIGNED' ELSE a.state END
                UNION
                SELECT 'tax-statement/' || s.number FROM tax_statement_line l
                JOIN tax_statement s ON s.id = l.statement_id
                LEFT JOIN periodic_gift_agreement a ON a.office = s.office AND a.number = l.agreement
                WHERE l.live AND l.agreement IS NOT NULL
                  AND (a.signed_on IS NULL OR l.given_on < a.signed_on
                    OR l.given_on < make_date(a.first_year, 1, 1)
                    OR l.given_on >= make_date(a.first_year + a.years, 1, 1))
                """,
                data);
    }
}
