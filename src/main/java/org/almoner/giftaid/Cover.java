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
            d.person = g.person AND d.office = g.office AND g.kind = 'PERSON'
                AND d.covers_from <= g.day AND (d.cancelled_from IS NULL OR g.day < d.cancelled_from)
                AND (d.donation_id IS NULL OR d.donation_id = g.id)""";

    /** What is told of a gift; needs its office's zone, and is narrowed down by {@code %s}. */
    static final String GIFTS =
            """
            SELECT g.id, g.office, g.donor_id, coalesce(m.account_id, g.donor_id) AS person,
                   (g.settled_at AT TIME ZONE ?)::date AS day,
                   g.amount_minor - g.reversed_minor AS rest, r.kind, r.erased_at IS NOT NULL AS erased
              FROM donation g JOIN donor r ON r.id = g.donor_id
              LEFT JOIN account_donor m ON m.donor_id = g.donor_id
             WHERE %s""";

    /** Declarations with the person behind them, narrowed down by {@code %s}. */
    static final String DECLARATIONS =
            """
            SELECT d.*, coalesce(m.account_id, d.donor_id) AS person
              FROM gift_aid_declaration d LEFT JOIN account_donor m ON m.donor_id = d.donor_id
             WHERE %s""";

    private Cover() {}
}
