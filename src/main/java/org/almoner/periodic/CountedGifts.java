package org.almoner.periodic;

/**
 * The one wording, in SQL, of which gifts are given under which agreement: those of its regular
 * gift and those that staff assigned, from the day the donor signed until its end, in the years
 * that were agreed. A gift before the signature was promised to nobody, and one for which something
 * was given in return is none (art. 6.33).
 */
final class CountedGifts {

    private static final String TEXT =
            """
            SELECT a.id AS agreement, a.number, g.id AS gift, g.settled_at,
                   g.amount_minor - g.reversed_minor AS rest
              FROM %s a
              JOIN LATERAL (
                  SELECT d.* FROM donation d
                   WHERE d.recurring_gift_id = a.recurring_gift_id
                     AND NOT EXISTS (SELECT 1 FROM periodic_gift_assignment o WHERE o.donation_id = d.id)
                  UNION ALL
                  SELECT d.* FROM periodic_gift_assignment o JOIN donation d ON d.id = o.donation_id
                   WHERE o.agreement_id = a.id) g ON g.settled_at IS NOT NULL AND g.office = a.office
              JOIN LATERAL (SELECT (g.settled_at AT TIME ZONE ?)::date AS day) t
                ON t.day >= a.signed_on AND t.day <= coalesce(a.ended_on, t.day)
               AND t.day >= make_date(a.first_year, 1, 1)
               AND (a.years IS NULL OR t.day < make_date(a.first_year + a.years, 1, 1))
             WHERE a.state IN ('ACTIVE', 'ENDED')
               AND NOT EXISTS (SELECT 1 FROM gift_benefit b
                                WHERE b.donation_id = g.id AND b.live AND b.description IS NOT NULL)
               AND %s""";

    private CountedGifts() {}

    /**
     * The gifts {@code g} of agreements {@code a}, with what is left of each; its one parameter of
     * its own is the zone of the office.
     *
     * @param agreements the table, or what stands for it
     * @param narrowed a condition on {@code a} and {@code g}
     */
    static String of(String agreements, String narrowed) {
        return TEXT.formatted(agreements, narrowed);
    }
}
