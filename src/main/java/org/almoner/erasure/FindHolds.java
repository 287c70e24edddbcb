package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Holds that stand for people, and what an erasure has to leave with them. */
@Singleton
class FindHolds {

    /** A day is over when it is over everywhere. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    /** The longest counts, one without an end before all others. */
    private static final String STANDING =
            """
            SELECT u.id, h.category, CAST(h.until_day AS varchar) AS until
              FROM unnest(CAST(:donors AS uuid[])) AS u (id)
              JOIN LATERAL (
                  SELECT l.category, l.until_day FROM legal_hold l
                   WHERE l.ended_at IS NULL
                     AND (l.until_day IS NULL OR l.until_day >= CAST(:today AS date))
                     AND (l.donor_id = u.id OR l.donor_id IN (
                         SELECT o.donor_id FROM account_donor m
                           JOIN account_donor o ON o.account_id = m.account_id
                          WHERE m.donor_id = u.id))
                   ORDER BY l.until_day DESC NULLS FIRST, l.id LIMIT 1) h ON true
            """;

    private static final String KEEP =
            """
            UPDATE legal_hold SET kept = jsonb_build_object(
                'contact', (SELECT to_jsonb(c) FROM account_contact c WHERE c.account_id = :account),
                'addresses', (SELECT jsonb_agg(a.email) FROM account_address a
                               WHERE a.account_id = :account),
                'records', (SELECT jsonb_agg(jsonb_build_object(
                                'id', d.id, 'email', d.email, 'phone', d.phone))
                              FROM donor d WHERE d.id = ANY(:donors)),
                'mailboxes', to_jsonb(CAST(:mailboxes AS text[])))
             WHERE ended_at IS NULL AND (until_day IS NULL OR until_day >= CAST(:today AS date))
               AND donor_id = ANY(:donors)
            """;

    private final ErasureSql sql;

    FindHolds(ErasureSql sql) {
        this.sql = sql;
    }

    /**
     * A hold that stands.
     *
     * @param until its last day; a year from now when it has none, for then it is asked about again
     */
    record Standing(HoldCategory category, LocalDate until) {

        String law() {
            return "Art. 17(3)(e) GDPR: " + category;
        }
    }

    /** The day by which holds are over. */
    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, LAST_ZONE);
    }

    /** By record, for those whose person is under a hold. */
    Map<UUID, Standing> of(Collection<UUID> donors, Instant now) {
        LocalDate today = today(now);
        Map<UUID, Standing> standing = new HashMap<>();
        sql.read(STANDING, Map.of("donors", ErasureSql.ids(donors), "today", today.toString()))
                .forEach(row -> standing.put(row.get("id", UUID.class), standing(row, today)));
        return standing;
    }

    private static Standing standing(Tuple row, LocalDate today) {
        String until = row.get("until", String.class);
        return new Standing(
                HoldCategory.valueOf(row.get("category", String.class)),
                until == null ? today.plusYears(1) : LocalDate.parse(until));
    }

    /**
     * Puts away with the hold what the erasure must take out of use. To be called before anything
     * is wiped.
     *
     * @return whether a hold stands
     */
    boolean keep(Map<String, Object> erasure) {
        Map<String, Object> values = new HashMap<>(erasure);
        values.put("today", today((Instant) erasure.get("now")).toString());
        return sql.run(KEEP, values) > 0;
    }
}
