package org.almoner.reconciliation;

/**
 * The wording of what does not agree. Each part finds rows of (kind, id, provider, movement,
 * payment, gift, payout, told, booked, currency, booked_currency, at) for the one row of {@code w}:
 * office, begin and end of the day, the day, and how many days a payout may be late.
 */
final class DifferencesSql {

    /** Not materialised: the day must be known when it is planned how its rows are found. */
    private static final String WANTED =
            "WITH w AS NOT MATERIALIZED (SELECT ?::text AS office, ?::timestamptz AS begins, ?::timestamptz AS ends,"
                    + " ?::date AS day, ?::int AS late), found AS (";

    /** Movements that are odd by themselves, or beside the one payment they are about. */
    private static final String MOVEMENTS =
            """
            SELECT k.kind, m.id, m.provider, m.reference AS movement, m.payment_told AS payment, p.reference AS gift,
                   m.payout, m.gross_minor AS told, g.debit_minor AS booked, m.currency,
                   nullif(p.currency, m.currency) AS booked_currency, m.recorded_at AS at
              FROM w JOIN provider_movement m ON m.office = w.office
               AND m.recorded_at >= w.begins AND m.recorded_at < w.ends
              LEFT JOIN payment p ON p.id = m.payment_id
              LEFT JOIN ledger_entry g ON g.cause_type = 'GIFT' AND g.cause_id = p.id AND g.leg = 1
             CROSS JOIN LATERAL (VALUES
                ('UNKNOWN_PAYMENT', m.payment_id IS NULL
                    AND m.kind IN ('PAYMENT', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON')),
                ('NOT_RECEIVED', m.kind = 'PAYMENT' AND p.id IS NOT NULL AND g.cause_id IS NULL),
                ('OTHER_AMOUNT', m.kind = 'PAYMENT' AND g.currency = m.currency AND g.debit_minor <> m.gross_minor),
                ('OTHER_CURRENCY', p.currency <> m.currency),
                ('REFUND_FAILED', m.kind = 'REFUND_FAILED'),
                ('TOLD_OTHERWISE', m.told_otherwise),
                ('OTHER', m.kind = 'OTHER' OR (m.kind = 'PAYOUT' AND m.gross_minor >= 0))) AS k (kind, holds)
             WHERE k.holds
            """;

    /** Gifts of the day of which the provider, read beyond that moment, does not tell. */
    private static final String NOT_TOLD =
            """
            SELECT 'NOT_TOLD', p.id, p.provider, NULL, p.id, p.reference, NULL, NULL::bigint, l.debit_minor,
                   l.currency, NULL, l.booked_at
              FROM w JOIN ledger_entry l ON l.office = w.office AND l.booked_at >= w.begins AND l.booked_at < w.ends
               AND l.cause_type = 'GIFT' AND l.leg = 1
              JOIN payment p ON p.id = l.cause_id
              JOIN provider_account a ON a.provider = p.provider AND a.office = p.office
               AND a.read_until > l.booked_at
             WHERE NOT EXISTS (SELECT 1 FROM provider_movement m WHERE m.payment_id = p.id AND m.kind = 'PAYMENT')
            """;

    /**
     * All that flowed back of the payments of which something was on the day, but for lost
     * disputes: their money was held back before.
     */
    private static final String REFUNDS =
            """
            SELECT 'REFUNDS_DIFFER', p.id, p.provider, NULL, p.id, p.reference, NULL,
                   t.told, -b.booked, p.currency, NULL, coalesce(t.at, b.at)
              FROM w JOIN (
                    SELECT m.payment_id AS payment FROM w JOIN provider_movement m ON m.office = w.office
                       AND m.recorded_at >= w.begins AND m.recorded_at < w.ends
                       AND m.kind IN ('REFUND', 'REFUND_FAILED') AND m.payment_id IS NOT NULL
                    UNION
                    SELECT r.payment_id FROM w JOIN ledger_entry l ON l.office = w.office
                       AND l.booked_at >= w.begins AND l.booked_at < w.ends AND l.cause_type IN ('REFUND', 'RETURN')
                       AND l.leg = 1
                      JOIN payment_reversal r ON r.id = l.cause_id) s ON true
              JOIN payment p ON p.id = s.payment
              JOIN provider_account a ON a.provider = p.provider AND a.office = p.office
              CROSS JOIN LATERAL (SELECT coalesce(sum(gross_minor), 0)::bigint AS told, max(recorded_at) AS at,
                       count(*) FILTER (WHERE currency <> p.currency) AS other FROM provider_movement
                     WHERE payment_id = p.id AND kind IN ('REFUND', 'REFUND_FAILED')) t
              CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_minor), 0)::bigint AS booked, max(r.recorded_at) AS at
                      FROM payment_reversal r WHERE r.payment_id = p.id AND NOT EXISTS (
                           SELECT 1 FROM payment_dispute d WHERE d.provider = r.provider
                              AND d.provider_reference = r.provider_reference AND d.payment_id = p.id)) b
             WHERE t.told <> -b.booked AND t.other = 0 AND (b.at IS NULL OR a.read_until > b.at)
            """;

    /**
     * Payments whose held money moved on the day, is not zero, and which nobody doubts any more.
     */
    private static final String HELD =
            """
            SELECT 'HELD_DIFFERS', p.id, p.provider, NULL, p.id, p.reference, NULL, NULL::bigint, h.held,
                   h.currency, NULL, h.at
              FROM w JOIN (SELECT DISTINCT l.donation_id FROM w JOIN ledger_entry l ON l.office = w.office
                       AND l.booked_at >= w.begins AND l.booked_at < w.ends AND l.account = 'DISPUTES-HELD') s ON true
              JOIN payment p ON p.reference = s.donation_id
               AND p.state IN ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')
              JOIN provider_account a ON a.provider = p.provider AND a.office = p.office
              CROSS JOIN LATERAL (SELECT sum(debit_minor - credit_minor)::bigint AS held, currency, max(booked_at) AS at
                      FROM ledger_entry WHERE donation_id = s.donation_id AND account = 'DISPUTES-HELD'
                     GROUP BY currency) h
             WHERE h.held <> 0 AND a.read_until > h.at AND NOT EXISTS (
                    SELECT 1 FROM payment_dispute d WHERE d.payment_id = p.id AND NOT d.closed)
            """;

    private static final String FAILED =
            "EXISTS (SELECT 1 FROM provider_movement f WHERE f.provider = o.provider"
                    + " AND f.payout = o.payout AND f.kind = 'PAYOUT_FAILED')";

    private static final String PAYOUT =
            "SELECT k.kind, o.id, o.provider, m.reference, NULL::uuid, NULL::uuid, o.payout, -o.amount_minor,"
                    + " NULL::bigint, o.currency, NULL, o.recorded_at"
                    + " FROM w JOIN provider_payout o ON o.office = w.office"
                    + " JOIN provider_movement m ON m.id = o.id CROSS JOIN LATERAL (VALUES"
                    + " ('PAYOUT_MISSING', o.arrives_on + w.late < w.day AND NOT "
                    + FAILED
                    + " AND (o.bank_day IS NULL OR o.bank_day > w.day)),"
                    + " ('PAYOUT_TWICE', o.bank_day = w.day AND "
                    + FAILED
                    + "), ('PAYOUT_PARTS', o.parts = 'DIFFERS' AND o.recorded_at >= w.begins"
                    + " AND o.recorded_at < w.ends)) AS k (kind, holds) WHERE k.holds";

    private static final String UNCLEAR =
            """
            SELECT 'PAYOUT_UNCLEAR', m.id, NULL, NULL, NULL::uuid, NULL::uuid, NULL, m.amount_minor, NULL::bigint,
                   m.currency, NULL, NULL::timestamptz
              FROM w JOIN bank_movement m ON m.office = w.office AND m.state = 'WAITING' AND m.booked_on = w.day
             WHERE m.reason IN ('payout_possible', 'payout_ambiguous')
            """;

    private static final String FOUND =
            WANTED
                    + String.join(
                            " UNION ALL ", MOVEMENTS, NOT_TOLD, REFUNDS, HELD, PAYOUT, UNCLEAR)
                    + ") ";

    /** How many of each kind. */
    static final String COUNTS =
            FOUND
                    + "SELECT kind, count(*) AS many FROM found GROUP BY kind ORDER BY kind COLLATE \"C\"";

    /** One page, in the order of kind and id, behind those named. */
    static final String PAGE =
            FOUND
                    + "SELECT * FROM found WHERE (?::text IS NULL OR kind = ?)"
                    + " AND (?::text IS NULL OR (kind COLLATE \"C\", id) > (?::text COLLATE \"C\", ?::uuid))"
                    + " ORDER BY kind COLLATE \"C\", id LIMIT ?";

    private DifferencesSql() {}
}
