package org.almoner.tax;

/**
 * {@link BenefitRule} over many gifts at once: pieces of SQL for whoever decides about gifts, so
 * that there is one wording. A percentage is compared by multiplying, so nothing is rounded.
 */
final class BenefitSql {

    /** A common table of the rules by the time of the gift; values by {@link BenefitRules}. */
    static final String RULES =
            """
            benefit_rule AS (
                SELECT * FROM unnest(?::timestamptz[], ?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[],
                    ?::boolean[], ?::bigint[], ?::bigint[])
                AS t (since, until, otherwise, ignored_percent, ignored_up_to, cash_counts, left_out_above,
                    disclosed_above))
            """;

    /**
     * For each {@code donation g}: {@code w.rest}, what is left of it; {@code e.effect}, {@code
     * null} when nothing was given in return; {@code o.eligible}, what may be claimed; and {@code
     * o.benefit_minor}, {@code o.benefit_text}, {@code o.benefit_disclosed}, what a statement names
     * of it, {@code null} when it names nothing.
     */
    static final String JOINS =
            """
            LEFT JOIN gift_benefit b ON b.donation_id = g.id AND b.live AND b.description IS NOT NULL
            LEFT JOIN benefit_rule u ON b.id IS NOT NULL AND g.settled_at >= u.since AND g.settled_at < u.until
            CROSS JOIN LATERAL (SELECT g.amount_minor - g.reversed_minor AS rest) w
            CROSS JOIN LATERAL (SELECT CASE
                WHEN b.id IS NULL THEN NULL
                WHEN u.otherwise IS NULL THEN 'LEAVES_OUT'
                WHEN u.otherwise <> 'REDUCES' THEN u.otherwise
                WHEN NOT b.intangible AND NOT (b.cash_like AND u.cash_counts)
                    AND b.value_minor * 100 <= w.rest * u.ignored_percent
                    AND b.value_minor <= u.ignored_up_to THEN 'IGNORED'
                WHEN b.value_minor * 100 > w.rest * u.left_out_above THEN 'LEAVES_OUT'
                ELSE 'REDUCES' END AS effect) e
            CROSS JOIN LATERAL (SELECT
                CASE e.effect WHEN 'LEAVES_OUT' THEN 0 WHEN 'REDUCES' THEN greatest(w.rest - b.value_minor, 0)
                    ELSE w.rest END AS eligible,
                CASE e.effect WHEN 'REDUCES' THEN b.value_minor END AS benefit_minor,
                CASE e.effect WHEN 'REDUCES' THEN b.description END AS benefit_text,
                CASE e.effect WHEN 'REDUCES'
                    THEN NOT b.intangible AND coalesce(w.rest > u.disclosed_above, false) END
                    AS benefit_disclosed) o
            """;

    /** Whether a line {@code l} of a statement tells otherwise of it than one would today. */
    static final String DIFFERS =
            "(coalesce(e.effect = 'LEAVES_OUT', false)"
                    + " OR l.benefit_minor IS DISTINCT FROM o.benefit_minor"
                    + " OR l.benefit_text IS DISTINCT FROM o.benefit_text)";

    private BenefitSql() {}
}
