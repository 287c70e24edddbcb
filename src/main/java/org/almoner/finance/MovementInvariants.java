package org.almoner.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold between providers' movements, gifts and books at any time: I25 to I29. */
@ApplicationScoped
class MovementInvariants {

    private final PatientReads data;

    MovementInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant bookedAsTold() {
        return invariant(
                "I25",
                "Each movement at a provider has exactly the bookings that follow from it",
                """
                SELECT DISTINCT coalesce('provider-movement/' || e.movement, 'booking/' || l.cause_type || '/' || l.cause_id)
                FROM (SELECT m.id AS movement, b.cause, b.cause_id, b.leg, p.reference AS gift, m.office, b.account,
                             m.currency, b.debit, b.credit, m.recorded_at
                """
                        + BookMovements.CHANGES
                        + """
                ) e
                FULL JOIN (SELECT * FROM ledger_entry WHERE cause_type IN
                    ('PROVIDER_FEE', 'DISPUTE', 'DISPUTE_WON', 'PAYOUT', 'PAYOUT_FAILED')) l
                  ON l.cause_type = e.cause AND l.cause_id = e.cause_id AND l.leg = e.leg
                WHERE (l.donation_id, l.office, l.account, l.currency, l.debit_minor, l.credit_minor, l.booked_at)
                   IS DISTINCT FROM (e.gift, e.office, e.account, e.currency, e.debit, e.credit, e.recorded_at)
                """);
    }

    /** A provider may take some days between its last word and the money. */
    @Produces
    @Singleton
    Invariant nothingIsHeldForNothing() {
        return invariant(
                "I26",
                "Three days after its last dispute was over nothing is held back of a payment",
                """
                SELECT 'payment/' || p.id FROM (
                    SELECT donation_id, currency FROM ledger_entry
                    WHERE account = 'DISPUTES-HELD' GROUP BY donation_id, currency
                    HAVING sum(debit_minor) <> sum(credit_minor)) h
                JOIN payment p ON p.reference = h.donation_id AND p.settled_at IS NOT NULL
                JOIN provider_account a ON a.provider = p.provider AND a.office = p.office
                JOIN (SELECT payment_id, bool_and(closed) AS over, max(coalesce(closed_at, recorded_at)) AS at
                      FROM payment_dispute GROUP BY payment_id) d ON d.payment_id = p.id
                WHERE d.over AND d.at < a.read_until - interval '3 days' AND p.review_reason IS NULL
                  AND NOT EXISTS (SELECT 1 FROM provider_movement m
                                   WHERE m.payment_id = p.id AND m.currency <> p.currency)
                """);
    }

    @Produces
    @Singleton
    Invariant payoutsArriveOnce() {
        return invariant(
                "I27",
                "Each payout that stands on a statement is booked at the bank once, by the amount of both,"
                        + " and no other is",
                """
                SELECT 'payout/' || o.id FROM provider_payout o
                LEFT JOIN ledger_entry l
                    ON l.cause_type = 'PAYOUT_ARRIVED' AND l.cause_id = o.arrival_id AND l.account = 'BANK'
                LEFT JOIN bank_movement b ON b.key = o.bank_key
                WHERE CASE WHEN o.bank_key IS NULL THEN l.cause_id IS NOT NULL
                    ELSE (l.debit_minor, l.currency, l.office) IS DISTINCT FROM (o.amount_minor, o.currency, o.office)
                      OR (b.amount_minor, b.currency, b.office, b.credit, b.belongs_to)
                         IS DISTINCT FROM (o.amount_minor, o.currency, o.office, true, 'payout/' || o.id) END
                UNION
                SELECT 'booking/PAYOUT_ARRIVED/' || l.cause_id FROM ledger_entry l
                WHERE l.cause_type = 'PAYOUT_ARRIVED'
                  AND NOT EXISTS (SELECT 1 FROM provider_payout o WHERE o.arrival_id = l.cause_id)
                """);
    }

    /** Which of refund and return came last is not in the books; that there was one is. */
    @Produces
    @Singleton
    Invariant giftsAreWhatTheBooksSay() {
        return invariant(
                "I28",
                "The state of each gift is what its bookings say",
                """
                SELECT 'donation/' || d.id FROM donation d
                LEFT JOIN (
                    SELECT donation_id, sum(debit_minor) FILTER (WHERE cause_type = 'GIFT') AS came,
                           coalesce(sum(debit_minor) FILTER (WHERE cause_type = 'REFUND'), 0) AS refunded,
                           coalesce(sum(debit_minor) FILTER (WHERE cause_type = 'RETURN'), 0) AS returned
                    FROM ledger_entry WHERE cause_type IN ('GIFT', 'REFUND', 'RETURN') GROUP BY donation_id) l
                  ON l.donation_id = d.id
                WHERE NOT CASE
                    WHEN l.came IS NULL THEN d.state = 'PLEDGED'
                    WHEN l.refunded + l.returned = 0 THEN d.state = 'SETTLED'
                    WHEN l.refunded + l.returned < l.came THEN d.state = 'PARTLY_REFUNDED'
                    ELSE d.state = 'REFUNDED' AND l.refunded > 0 OR d.state = 'RETURNED' AND l.returned > 0 END
                """);
    }

    @Produces
    @Singleton
    Invariant notMoreBackThanCame() {
        return invariant(
                "I29",
                "By the books no more flowed back of a gift than came, in no currency",
                """
                SELECT 'donation/' || donation_id FROM ledger_entry
                WHERE cause_type IN ('GIFT', 'REFUND', 'RETURN')
                GROUP BY donation_id, currency
                HAVING coalesce(sum(debit_minor) FILTER (WHERE cause_type <> 'GIFT'), 0)
                     > coalesce(sum(debit_minor) FILTER (WHERE cause_type = 'GIFT'), 0)
                """);
    }

    private Invariant invariant(String id, String sentence, String sql) {
        return new SqlInvariant(id, sentence, sql, data);
    }
}
