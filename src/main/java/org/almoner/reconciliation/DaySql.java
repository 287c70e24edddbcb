package org.almoner.reconciliation;

/** The wording of a day's sums. */
final class DaySql {

    /**
     * Of each provider and currency: what was there before, and the day by kinds. An account
     * without any movement is told too, so that it is seen that nothing was read.
     */
    static final String PROVIDERS =
            """
            WITH w AS NOT MATERIALIZED (SELECT ?::text AS office, ?::timestamptz AS begins, ?::timestamptz AS ends),
            sums AS (
                SELECT m.provider, m.currency,
                       coalesce(sum(m.gross_minor - m.fee_minor) FILTER (WHERE m.recorded_at < w.begins), 0) AS opening,
                       count(*) FILTER (WHERE m.recorded_at >= w.begins) AS movements,
                       coalesce(sum(m.gross_minor) FILTER (WHERE m.recorded_at >= w.begins
                           AND m.kind = 'PAYMENT'), 0) AS paid_in,
                       coalesce(sum(m.gross_minor) FILTER (WHERE m.recorded_at >= w.begins
                           AND m.kind IN ('REFUND', 'REFUND_FAILED')), 0) AS refunded,
                       coalesce(sum(CASE m.kind WHEN 'FEE' THEN m.gross_minor ELSE 0 END - m.fee_minor)
                           FILTER (WHERE m.recorded_at >= w.begins), 0) AS fees,
                       coalesce(sum(m.gross_minor) FILTER (WHERE m.recorded_at >= w.begins
                           AND m.kind IN ('DISPUTE', 'DISPUTE_WON')), 0) AS disputed,
                       coalesce(sum(m.gross_minor) FILTER (WHERE m.recorded_at >= w.begins
                           AND m.kind IN ('PAYOUT', 'PAYOUT_FAILED')), 0) AS paid_out,
                       coalesce(sum(m.gross_minor) FILTER (WHERE m.recorded_at >= w.begins
                           AND m.kind = 'OTHER'), 0) AS other,
                       sum(m.gross_minor - m.fee_minor) AS closing
                  FROM w JOIN provider_movement m ON m.office = w.office AND m.recorded_at < w.ends
                 GROUP BY m.provider, m.currency),
            booked AS (
                SELECT a.provider, l.currency, sum(l.debit_minor - l.credit_minor) AS clearing
                  FROM w JOIN provider_account a ON a.office = w.office
                  JOIN ledger_entry l ON l.office = w.office AND l.booked_at < w.ends
                   AND l.account = 'CLEARING-' || upper(a.provider)
                 GROUP BY a.provider, l.currency)
            SELECT a.provider, a.read_until, coalesce(s.currency, b.currency, o.currency) AS currency,
                   coalesce(s.movements, 0) AS movements, coalesce(s.opening, 0)::bigint AS opening,
                   coalesce(s.paid_in, 0)::bigint AS paid_in, coalesce(s.refunded, 0)::bigint AS refunded,
                   coalesce(s.fees, 0)::bigint AS fees, coalesce(s.disputed, 0)::bigint AS disputed,
                   coalesce(s.paid_out, 0)::bigint AS paid_out, coalesce(s.other, 0)::bigint AS other,
                   coalesce(s.closing, 0)::bigint AS closing, coalesce(b.clearing, 0)::bigint AS clearing
              FROM w JOIN provider_account a ON a.office = w.office
              JOIN office o ON o.code = a.office
              LEFT JOIN (sums s FULL JOIN booked b ON b.provider = s.provider AND b.currency = s.currency)
                ON coalesce(s.provider, b.provider) = a.provider
             ORDER BY 1, 3""";

    /** Of each account and currency: before, and the day. */
    static final String LEDGER =
            """
            WITH w AS NOT MATERIALIZED (SELECT ?::text AS office, ?::timestamptz AS begins, ?::timestamptz AS ends)
            SELECT l.account, l.currency,
                   coalesce(sum(l.debit_minor - l.credit_minor) FILTER (WHERE l.booked_at < w.begins), 0)::bigint
                       AS opening,
                   coalesce(sum(l.debit_minor) FILTER (WHERE l.booked_at >= w.begins), 0)::bigint AS debits,
                   coalesce(sum(l.credit_minor) FILTER (WHERE l.booked_at >= w.begins), 0)::bigint AS credits
              FROM w JOIN ledger_entry l ON l.office = w.office AND l.booked_at < w.ends
             GROUP BY 1, 2 ORDER BY 1, 2""";

    /** Lines of statements by what became of them. */
    static final String BANK =
            """
            SELECT CASE WHEN m.state IN ('NEW', 'WAITING') THEN 'WAITING'
                        WHEN m.payment_id IS NOT NULL THEN 'TRANSFERS'
                        WHEN starts_with(m.belongs_to, 'payout/') THEN 'PAYOUTS'
                        WHEN m.state = 'MATCHED' THEN 'DIRECT_DEBITS'
                        ELSE 'OTHER' END AS kind, m.currency, count(*) AS movements,
                   coalesce(sum(m.amount_minor) FILTER (WHERE m.credit), 0)::bigint AS credits,
                   coalesce(sum(m.amount_minor) FILTER (WHERE NOT m.credit), 0)::bigint AS debits
              FROM bank_movement m
             WHERE m.office = ? AND m.booked_on = ? AND m.state <> 'SPLIT'
             GROUP BY 1, 2 ORDER BY 2, 1""";

    private DaySql() {}
}
