package org.almoner.giftaid;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * Which gifts may be claimed and why the others may not: one wording of the rules in SQL, for the
 * preview as for the claim itself.
 */
@Singleton
class ClaimableGifts {

    /** Gifts that are in no live claim, of an office, from an instant to an instant. */
    private static final String UNCLAIMED =
            """
            n.office = ? AND n.currency = 'GBP' AND n.settled_at >= ? AND n.settled_at < ?
                AND NOT EXISTS (SELECT FROM gift_aid_claim_gift c WHERE c.donation_id = n.id AND c.live)""";

    /**
     * Each gift once, with the declaration it rests on (the first that counts) or the reason why it
     * is left out, and the accounting period it came in.
     */
    static final String DECIDED =
            """
            WITH gift AS (%s), declaration AS (%s),
            decided AS (
                SELECT DISTINCT ON (g.id) g.id, g.donor_id, g.person, g.day, g.rest,
                       d.id AS declaration,
                       extract(year FROM g.day)::integer
                           - CASE WHEN (extract(month FROM g.day), extract(day FROM g.day)) < (?, ?)
                             THEN 1 ELSE 0 END AS period,
                       CASE WHEN g.rest <= 0 THEN 'NOTHING_LEFT'
                            WHEN g.erased THEN 'ERASED'
                            WHEN g.kind <> 'PERSON' THEN 'NOT_A_PERSON'
                            WHEN NOT g.modest THEN 'BENEFIT_TOO_HIGH'
                            WHEN d.id IS NULL THEN 'NO_DECLARATION'
                            WHEN NOT %s THEN 'RECORD_NOT_SENT'
                       END AS reason
                  FROM gift g LEFT JOIN declaration d ON %s
                 ORDER BY g.id, %s DESC NULLS LAST, d.declared_on, d.id)
            """
                    .formatted(
                            Cover.GIFTS.formatted(UNCLAIMED),
                            Cover.DECLARATIONS.formatted("d.office = ?"),
                            Cover.COUNTS,
                            Cover.REACHES,
                            Cover.COUNTS);

    private static final String SUMS =
            DECIDED
                    + "SELECT reason, count(*) AS gifts, count(DISTINCT person) AS persons,"
                    + " count(DISTINCT (person, period)) AS lines, sum(rest)::bigint AS total,"
                    + " min(day) AS earliest FROM decided GROUP BY reason ORDER BY reason";

    private static final String LEFT_OUT =
            DECIDED
                    + "SELECT id, donor_id, day, rest, reason FROM decided WHERE reason IS NOT NULL"
                    + " AND (?::text IS NULL OR reason = ?) AND (?::uuid IS NULL OR id > ?)"
                    + " ORDER BY id LIMIT ?";

    /**
     * What was claimed too much: the gift came back in part or whole, no declaration covers it any
     * more, or the donor got too much in return. Only what was submitted can be given back.
     */
    static final String OVERCLAIMED =
            """
            SELECT c.claim_id, c.donation_id,
                   CASE WHEN {modest} AND (d.cancelled_from IS NULL OR c.given_on < d.cancelled_from
                            OR EXISTS (SELECT FROM (%s) g, (%s) d WHERE %s AND %s))
                        THEN greatest(c.amount_minor - (n.amount_minor - n.reversed_minor), 0)
                        ELSE c.amount_minor END
                   - coalesce(a.given_back, 0) AS too_much
              FROM gift_aid_claim_gift c
              JOIN gift_aid_claim k ON k.id = c.claim_id AND k.state = 'SUBMITTED' AND k.office = ?
              JOIN donation n ON n.id = c.donation_id
              JOIN gift_aid_declaration d ON d.id = c.declaration_id
              LEFT JOIN (SELECT donation_id, sum(amount_minor)::bigint AS given_back
                           FROM gift_aid_adjustment WHERE live GROUP BY donation_id) a
                ON a.donation_id = c.donation_id
              {benefit}
             WHERE c.live AND (n.reversed_minor > 0 OR d.cancelled_from <= c.given_on OR NOT {modest})"""
                    .replace("{modest}", Cover.MODEST)
                    .replace("{benefit}", Cover.BENEFIT)
                    .formatted(
                            Cover.GIFTS.formatted("n.id = c.donation_id"),
                            Cover.DECLARATIONS.formatted(
                                    "d.donor_id = n.donor_id OR d.donor_id IN (SELECT o.donor_id"
                                            + " FROM account_donor m JOIN account_donor o"
                                            + " ON o.account_id = m.account_id"
                                            + " WHERE m.donor_id = n.donor_id)"),
                            Cover.REACHES,
                            Cover.COUNTS);

    private static final String OVERCLAIM =
            "SELECT coalesce(sum(too_much), 0)::bigint AS total, count(*) AS gifts FROM ("
                    + OVERCLAIMED
                    + ") o WHERE too_much > 0";

    private final Sql patient;

    ClaimableGifts(@Patient Sql patient) {
        this.patient = patient;
    }

    /**
     * Gifts of an office that are looked at.
     *
     * @param oldest first day whose gifts may still be claimed
     * @param until last day
     */
    record Span(Office office, GiftAidTerms terms, LocalDate oldest, LocalDate until) {

        static Span of(Office office, GiftAidTerms terms, LocalDate today, LocalDate until) {
            return new Span(office, terms, terms.oldestOn(today), until);
        }

        private Instant start(LocalDate day) {
            return day.atStartOfDay(office.zone()).toInstant();
        }

        /** The values of {@link #DECIDED}. */
        List<Object> values() {
            return List.of(
                    office.zone().getId(),
                    office.code().value(),
                    start(oldest),
                    start(until.plusDays(1)),
                    office.code().value(),
                    terms.accountingYearStarts().getMonthValue(),
                    terms.accountingYearStarts().getDayOfMonth());
        }
    }

    /**
     * Gifts of one outcome; a {@code null} reason: they can be claimed.
     *
     * @param earliest day of the first of them
     */
    record Sum(
            ClaimLeftOut reason,
            long gifts,
            long persons,
            long lines,
            long totalMinor,
            LocalDate earliest) {}

    /** A gift that is not claimed. */
    record Gift(UUID id, UUID donor, LocalDate day, long restMinor, ClaimLeftOut reason) {}

    /** How much was claimed too much, as given. */
    record Overclaim(long totalMinor, long gifts) {}

    List<Sum> sums(Span span) {
        return patient.read(SUMS, ClaimableGifts::sum, span.values().toArray());
    }

    List<Gift> leftOut(Span span, ClaimLeftOut reason, UUID after, int limit) {
        String only = reason == null ? null : reason.name();
        List<Object> values = new ArrayList<>(span.values());
        values.addAll(Arrays.asList(only, only, after, after, limit));
        return patient.read(LEFT_OUT, ClaimableGifts::gift, values.toArray());
    }

    Overclaim overclaim(Office office) {
        return patient.one(
                        OVERCLAIM,
                        row -> new Overclaim(row.getLong("total"), row.getLong("gifts")),
                        office.zone().getId(),
                        office.code().value())
                .orElseThrow();
    }

    private static Sum sum(ResultSet row) throws SQLException {
        return new Sum(
                reason(row),
                row.getLong("gifts"),
                row.getLong("persons"),
                row.getLong("lines"),
                row.getLong("total"),
                Sql.day(row, "earliest"));
    }

    private static Gift gift(ResultSet row) throws SQLException {
        return new Gift(
                Sql.id(row, "id"),
                Sql.id(row, "donor_id"),
                Sql.day(row, "day"),
                row.getLong("rest"),
                reason(row));
    }

    private static ClaimLeftOut reason(ResultSet row) throws SQLException {
        String name = row.getString("reason");
        return name == null ? null : ClaimLeftOut.valueOf(name);
    }
}
