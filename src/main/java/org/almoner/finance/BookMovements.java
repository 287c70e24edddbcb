package org.almoner.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.almoner.reconciliation.MovementsKept;
import org.almoner.reconciliation.PayoutsArrived;
import org.almoner.sql.Sql;

/**
 * Books what providers keep, hold back and pay out, in the transaction in which it is first told,
 * with one statement for as many movements as there are. What comes in and what is given back is
 * booked with its gift and not here ({@link BookGifts}).
 *
 * <p>What providers keep has an account apart from the bank's fees: it never stands on a bank
 * statement, comes with an invoice of the provider and is taxed by other rules. Who wants both on
 * one account of the chart maps both to it.
 *
 * <p>What is held back is booked only where it is about a payment of ours and in that payment's
 * currency: otherwise nobody could say which gift it will be settled with. It is shown by the day's
 * reconciliation instead, as is whatever a provider calls by no name we know.
 */
@ApplicationScoped
class BookMovements {

    /**
     * By how much each movement changes what the provider holds, and what stands against it. The
     * change itself says which side is which, so that a movement and its opposite undo each other.
     */
    static final String CHANGES =
            """
            FROM provider_movement m
            LEFT JOIN payment p ON p.id = m.payment_id
            CROSS JOIN LATERAL (
                SELECT c.cause, c.cause_id, l.leg,
                       CASE WHEN (l.leg = 1) = (c.change < 0) THEN c.against
                            ELSE 'CLEARING-' || upper(m.provider) END AS account,
                       CASE l.leg WHEN 1 THEN abs(c.change) ELSE 0 END AS debit,
                       CASE l.leg WHEN 2 THEN abs(c.change) ELSE 0 END AS credit
                  FROM (VALUES
                        ('PROVIDER_FEE', m.fee_id, 'PROVIDER-FEES',
                         CASE m.kind WHEN 'FEE' THEN m.gross_minor ELSE 0 END - m.fee_minor),
                        (m.kind::text, m.id, 'DISPUTES-HELD',
                         CASE WHEN m.kind IN ('DISPUTE', 'DISPUTE_WON') AND p.currency = m.currency
                              THEN m.gross_minor ELSE 0 END),
                        (m.kind::text, m.id, 'PAYOUTS-UNDERWAY',
                         CASE WHEN m.kind IN ('PAYOUT', 'PAYOUT_FAILED') THEN m.gross_minor ELSE 0 END))
                       AS c (cause, cause_id, against, change)
                 CROSS JOIN (VALUES (1::smallint), (2::smallint)) AS l (leg)
                 WHERE c.change <> 0) b
            """;

    private static final String BOOK =
            """
            INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,
                currency, debit_minor, credit_minor, booked_at)
            SELECT b.cause, b.cause_id, b.leg, p.reference, m.office, b.account, m.currency, b.debit,
                   b.credit, m.recorded_at
            """
                    + CHANGES
                    + " WHERE m.id = ANY (?)";

    private static final String ARRIVED =
            """
            INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,
                currency, debit_minor, credit_minor, booked_at)
            SELECT 'PAYOUT_ARRIVED', o.arrival_id, l.leg, NULL::uuid, o.office, l.account, o.currency,
                   CASE l.leg WHEN 1 THEN o.amount_minor ELSE 0 END,
                   CASE l.leg WHEN 2 THEN o.amount_minor ELSE 0 END, o.arrived_at
              FROM provider_payout o
             CROSS JOIN (VALUES (1::smallint, 'BANK'), (2::smallint, 'PAYOUTS-UNDERWAY')) AS l (leg, account)
             WHERE o.id = ANY (?)""";

    private final Sql sql;

    BookMovements(Sql sql) {
        this.sql = sql;
    }

    void onKept(@Observes MovementsKept kept) {
        sql.write(BOOK, Sql.Column.ids(kept.movements()));
    }

    void onArrived(@Observes PayoutsArrived arrived) {
        sql.write(ARRIVED, Sql.Column.ids(arrived.payouts()));
    }
}
