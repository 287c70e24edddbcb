package org.almoner.recurring;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/**
 * What must hold of recurring gifts at any time (I6): numbers without gaps and none twice, exactly
 * one instalment ahead while a recurring gift lives and nothing open once it is over, nothing
 * overdue without a reason, and each instalment the same as the gift it became.
 */
@Singleton
class RecurringInvariants implements Invariant {

    private static final String OFFENDERS =
            """
            SELECT 'recurring-gift/' || recurring_gift_id AS id FROM instalment
            GROUP BY recurring_gift_id HAVING max(number) <> count(*)
            UNION
            SELECT 'recurring-gift/' || g.id FROM recurring_gift g
            LEFT JOIN instalment i ON i.recurring_gift_id = g.id AND i.state = 'SCHEDULED'
            WHERE g.state IN ('PAUSED', 'ACTIVE', 'FAILING') AND i.id IS NULL
              AND (g.end_on IS NULL OR NOT EXISTS (
                  SELECT 1 FROM instalment o
                  WHERE o.recurring_gift_id = g.id AND o.state IN ('COLLECTING', 'RETRYING')))
            UNION
            SELECT 'recurring-gift/' || g.id FROM recurring_gift g
            JOIN instalment i ON i.recurring_gift_id = g.id
            WHERE g.state IN ('LAPSED', 'CANCELLED', 'ENDED', 'ABANDONED')
              AND i.state = 'SCHEDULED'
            UNION
            SELECT 'recurring-gift/' || g.id FROM recurring_gift g
            JOIN instalment i ON i.recurring_gift_id = g.id
            WHERE g.state IN ('STARTING', 'ACTIVE', 'FAILING') AND i.state = 'SCHEDULED'
              AND i.collect_on < CAST(now() AS date) - 3 AND i.notice IN ('NONE', 'SENT')
            UNION
            SELECT 'instalment/' || i.id FROM instalment i
            LEFT JOIN donation d ON d.id = i.donation_id
            WHERE i.donation_id IS NOT NULL
              AND (d.id IS NULL OR d.recurring_gift_id <> i.recurring_gift_id
                  OR d.instalment <> i.number OR d.amount_minor <> i.amount_minor
                  OR d.currency <> i.currency
                  OR (i.state = 'COLLECTED') <> (d.state IN ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED')))
            UNION
            SELECT 'donation/' || d.id FROM donation d
            LEFT JOIN instalment i
                ON i.recurring_gift_id = d.recurring_gift_id AND i.number = d.instalment
            WHERE d.recurring_gift_id IS NOT NULL
              AND (i.id IS NULL OR d.state <> 'RETURNED' AND i.donation_id <> d.id)
            """;

    private final SqlInvariant found;

    RecurringInvariants(PatientReads data) {
        this.found =
                new SqlInvariant(
                        "I6",
                        "Each recurring gift has its instalments without gap or double, and each"
                                + " instalment is what its gift says",
                        OFFENDERS,
                        data);
    }

    @Override
    public String id() {
        return found.id();
    }

    @Override
    public String sentence() {
        return found.sentence();
    }

    @Override
    public List<String> offenders(int limit) {
        return found.offenders(limit);
    }
}
