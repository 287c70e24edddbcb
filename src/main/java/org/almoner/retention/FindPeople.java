package org.almoner.retention;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.sql.Sql;

/** Finds people of whom nothing was heard for long, with what decides about them. */
@Singleton
class FindPeople {

    /** A person is met once, at the record with the lowest id. */
    private static final String SILENT =
            """
            SELECT d.id AS first, d.last_seen_at AS seen, m.account_id
              FROM donor d LEFT JOIN account_donor m ON m.donor_id = d.id
             WHERE d.erased_at IS NULL AND d.last_seen_at < ? AND (d.last_seen_at, d.id) > (?, ?)
               AND NOT EXISTS (SELECT 1 FROM account_donor l
                                WHERE l.account_id = m.account_id AND l.donor_id < d.id)
               AND (?::text[] IS NULL OR d.office_code = ANY (?)
                    OR EXISTS (SELECT 1 FROM account_donor o JOIN donor x ON x.id = o.donor_id
                                WHERE o.account_id = m.account_id AND x.office_code = ANY (?)))
             ORDER BY d.last_seen_at, d.id LIMIT ?
            """;

    private static final String ONE =
            """
            SELECT d.id AS first, d.last_seen_at AS seen, m.account_id
              FROM donor d LEFT JOIN account_donor m ON m.donor_id = d.id
             WHERE d.id = ? AND d.erased_at IS NULL
            """;

    private static final String FACTS =
            """
            WITH people AS (%s),
            whole AS (
                SELECT p.*, CASE WHEN p.account_id IS NULL THEN ARRAY[p.first]
                       ELSE (SELECT array_agg(o.donor_id) FROM account_donor o
                              WHERE o.account_id = p.account_id) END AS records
                  FROM people p)
            SELECT p.first, p.seen, p.account_id, r.donors, r.offices, r.emails,
                   greatest(r.seen, g.pledged, g.settled, c.last, a.last, n.seen, e.said) AS last,
                   g.open, c.live, g.matter OR s.matter AS matter, m.live AS mandate,
                   CASE WHEN t.declared THEN g.unclaimed END AS claimable,
                   (SELECT bool_or(stands_legal_hold(u.id, k.today)) FROM unnest(p.records) u (id))
                       AS hold
              FROM whole p
              CROSS JOIN (SELECT ?::date AS today) k
              CROSS JOIN LATERAL (
                  SELECT array_agg(d.id ORDER BY d.id) AS donors,
                         array_agg(d.office_code::text ORDER BY d.id) AS offices,
                         array_agg(d.email::text ORDER BY d.id) AS emails,
                         max(d.last_seen_at) AS seen
                    FROM donor d WHERE d.id = ANY (p.records)) r
              CROSS JOIN LATERAL (
                  SELECT max(v.pledged_at) AS pledged, max(v.settled_at) AS settled,
                         max(v.settled_at) FILTER (WHERE v.state IN ('SETTLED', 'PARTLY_REFUNDED')
                             AND NOT EXISTS (SELECT 1 FROM gift_aid_claim_gift q
                                              WHERE q.donation_id = v.id AND q.live)) AS unclaimed,
                         coalesce(bool_or(EXISTS (SELECT 1 FROM payment y WHERE y.reference = v.id
                             AND y.state IN ('OPENED', 'PENDING', 'NEEDS_REVIEW'))), false) AS open,
                         coalesce(bool_or(EXISTS (SELECT 1 FROM payment y
                             WHERE y.reference = v.id AND (
                                 EXISTS (SELECT 1 FROM refund f WHERE f.payment_id = y.id
                                            AND f.ended_at IS NULL)
                              OR EXISTS (SELECT 1 FROM payment_dispute f WHERE f.payment_id = y.id
                                            AND NOT f.closed)))), false) AS matter
                    FROM donation v WHERE v.donor_id = ANY (p.records)) g
              CROSS JOIN LATERAL (
                  SELECT coalesce(bool_or(v.state NOT IN
                             ('CANCELLED', 'ENDED', 'ABANDONED', 'LAPSED')), false) AS live,
                         max(coalesce(v.ended_at, v.activated_at, v.created_at)) AS last
                    FROM recurring_gift v WHERE v.donor_id = ANY (p.records)) c
              CROSS JOIN LATERAL (
                  SELECT greatest(max(b.created_at), max(b.seen_at),
                             (SELECT max(w.changed_at) FROM account_contact w
                               WHERE w.account_id = p.account_id),
                             (SELECT max(greatest(w.proved_at, w.ended_at)) FROM account_address w
                               WHERE w.account_id = p.account_id),
                             (SELECT max(w.asked_at) FROM address_change w
                               WHERE w.account_id = p.account_id),
                             (SELECT max(w.used_at) FROM donor_session w
                               WHERE w.account_id = p.account_id)) AS last
                    FROM donor_account b WHERE b.id = p.account_id) a
              CROSS JOIN LATERAL (
                  SELECT max(o.last_seen_at) AS seen
                    FROM (SELECT DISTINCT lower(x.email) AS mailbox
                            FROM (SELECT unnest(r.emails) AS email
                                  UNION ALL SELECT w.email FROM account_address w
                                   WHERE w.account_id = p.account_id AND w.ended_at IS NULL) x) b
                    JOIN donor o ON lower(o.email) = b.mailbox
                   WHERE o.erased_at IS NULL AND o.id <> ALL (p.records)) n
              CROSS JOIN LATERAL (
                  SELECT max(v.occurred_at) AS said FROM consent_event v
                   WHERE v.donor_id = ANY (p.records)) e
              CROSS JOIN LATERAL (
                  SELECT EXISTS (
                      SELECT 1 FROM tax_statement v WHERE v.donor_id = ANY (p.records)
                         AND (EXISTS (SELECT 1 FROM statement_case f
                                       WHERE f.statement_id = v.id AND f.closed_at IS NULL)
                           OR EXISTS (SELECT 1 FROM statement_correction f
                                       WHERE f.statement_id = v.id AND f.decided_at IS NULL
                                         AND f.state = 'WAITING'))) AS matter) s
              CROSS JOIN LATERAL (
                  SELECT EXISTS (
                      SELECT 1 FROM recurring_gift v JOIN saved_method f ON f.owner = v.id
                        JOIN sepa_mandate q ON q.saved_as = f.id
                       WHERE v.donor_id = ANY (p.records)
                         AND q.state IN ('PENDING', 'ACTIVE', 'SUSPENDED')
                         AND coalesce(q.last_collected_on, q.agreed_on) + interval '36 months'
                             >= k.today) AS live) m
              CROSS JOIN LATERAL (
                  SELECT EXISTS (SELECT 1 FROM gift_aid_declaration v
                                  WHERE v.donor_id = ANY (p.records)
                                    AND v.cancelled_at IS NULL) AS declared) t
             ORDER BY p.seen, p.first
            """;

    private static final String PAGE_FACTS = FACTS.formatted(SILENT);
    private static final String ONE_FACTS = FACTS.formatted(ONE);

    private final Sql sql;
    private final ConsentsThatCount consents;

    FindPeople(Sql sql, ConsentsThatCount consents) {
        this.sql = sql;
        this.consents = consents;
    }

    /**
     * A piece of the walk.
     *
     * @param before people whose first record was seen later are not met
     * @param offices only people with a record there; {@code null} for all
     */
    record Piece(Facts.Mark after, Instant before, Collection<String> offices, int most) {}

    /** The people of a piece, those seen longest ago first, with three statements. */
    List<Facts> of(Piece piece, Instant now) {
        Sql.Column offices =
                piece.offices() == null ? null : Sql.Column.texts(List.copyOf(piece.offices()));
        List<Facts> found =
                sql.read(
                        PAGE_FACTS,
                        FindPeople::facts,
                        piece.before(),
                        piece.after().seen(),
                        piece.after().first(),
                        offices,
                        offices,
                        offices,
                        piece.most(),
                        today(now));
        return consents.of(found, now);
    }

    /** The person of one record, as things are now; empty when it was erased. */
    Optional<Facts> one(UUID first, Instant now) {
        List<Facts> found = sql.read(ONE_FACTS, FindPeople::facts, first, today(now));
        return consents.of(found, now).stream().findFirst();
    }

    /** A day is over when it is over everywhere. */
    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.ofHours(-12));
    }

    private static Facts facts(ResultSet row) throws SQLException {
        Set<Reason> bonds = EnumSet.noneOf(Reason.class);
        note(row, "hold", Reason.LEGAL_HOLD, bonds);
        note(row, "live", Reason.RECURRING_GIFT, bonds);
        note(row, "open", Reason.OPEN_PAYMENT, bonds);
        note(row, "matter", Reason.OPEN_MATTER, bonds);
        note(row, "mandate", Reason.LIVE_MANDATE, bonds);
        return new Facts(
                new Facts.Mark(Sql.instant(row, "seen"), Sql.id(row, "first")),
                Sql.id(row, "account_id"),
                rows(row),
                Sql.instant(row, "last"),
                bonds,
                List.of(),
                Sql.instant(row, "claimable"));
    }

    private static void note(ResultSet row, String column, Reason reason, Set<Reason> bonds)
            throws SQLException {
        if (row.getBoolean(column)) {
            bonds.add(reason);
        }
    }

    private static List<Facts.Row> rows(ResultSet row) throws SQLException {
        UUID[] donors = (UUID[]) row.getArray("donors").getArray();
        String[] offices = (String[]) row.getArray("offices").getArray();
        String[] emails = (String[]) row.getArray("emails").getArray();
        List<Facts.Row> rows = new ArrayList<>();
        for (int i = 0; i < donors.length; i++) {
            rows.add(new Facts.Row(donors[i], offices[i], emails[i]));
        }
        return List.copyOf(rows);
    }
}
