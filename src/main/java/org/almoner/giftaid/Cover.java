package org.almoner.giftaid;

/**
 * Which declaration covers which gift: one wording in SQL, for one gift as for all of an office.
 * Gifts are called {@code g} (with {@code person}, {@code office}, {@code day}, {@code kind}),
 * declarations {@code d} (with {@code person}).
 */
final class Cover {

    /** A spoken declaration counts once its written record has left. */
    static final String COUNTS = "(NOT d.needs_record OR d.record_sent_on IS NOT NULL)";

    /** By its days and its gift, whether it counts already or not. */
    static final String REACHES =
            """
            d.person = g.person AND d.office = g.office AND g.kind = 'PERSON' AND g.modest
                AND d.covers_from <= g.day AND (d.cancelled_from IS NULL OR g.day < d.cancelled_from)
                AND (d.donation_id IS NULL OR d.donation_id = g.id)""";

    /**
     * Whether what the donor got back, {@code b}, is little enough: a quarter of the first hundred
     * pounds and a twentieth of the rest, 2 500 pounds at most (Income Tax Act 2007 s. 418). Of
     * what is left of the gift, {@code n}; compared by multiplying, so nothing is rounded.
     */
    static final String MODEST =
            """
            (coalesce(b.value_minor, 0) * 100 <= least(least(n.amount_minor - n.reversed_minor, 10000) * 25
                + greatest(n.amount_minor - n.reversed_minor - 10000, 0) * 5, 25000000))""";

    /** What a donor got back for a gift {@code n}. */
    static final String BENEFIT =
            "LEFT JOIN gift_benefit b ON b.donation_id = n.id AND b.live AND b.description IS NOT NULL";

    /** What is told of a gift; needs its office's zone, and is narrowed down by {@code %s}. */
    static final String GIFTS =
            """
            SELECT n.id, n.office, n.donor_id, coalesce(m.account_id, n.donor_id) AS person,
                   (n.settled_at AT TIME ZONE ?)::date AS day,
                   n.amount_minor - n.reversed_minor AS rest, r.kind,
                   r.erased_at IS NOT NULL AS erased, {modest} AS modest
              FROM donation n JOIN donor r ON r.id = n.donor_id
              LEFT JOIN account_donor m ON m.donor_id = n.donor_id
              {benefit}
             WHERE %s"""
                    .replace("{modest}", MODEST)
                    .replace("{benefit}", BENEFIT);

    /** Declarations with the person behind them, narrowed down by {@code %s}. */
    static final String DECLARATIONS =
            """
            SELECT d.*, coalesce(m.account_id, d.donor_id) AS person
              FROM gift_aid_declaration d LEFT JOIN account_donor m ON m.donor_id = d.donor_id
             WHERE %s""";

    private Cover() {}
}
