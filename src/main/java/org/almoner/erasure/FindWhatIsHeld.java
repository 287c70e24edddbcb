package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Asks the schedule about donors' rows, receipts, tax statements, Gift Aid, agreements and
 * mandates, each by the rule of its own office. A payment nobody has decided about yet counts like
 * one that settles today.
 */
@Singleton
class FindWhatIsHeld {

    private static final String UNDECIDED = "('OPENED', 'PENDING', 'NEEDS_REVIEW')";

    private static final String DONORS =
            """
            SELECT d.id, d.id AS donor, d.office_code AS office, max(g.settled_at) AS last,
                   coalesce(bool_or(EXISTS (SELECT 1 FROM payment p WHERE p.reference = g.id
                       AND p.state IN %s)), false) AS undecided
              FROM donor d LEFT JOIN donation g ON g.donor_id = d.id
             WHERE d.id = ANY(:donors) GROUP BY d.id, d.office_code
            """
                    .formatted(UNDECIDED);

    private static final String RECEIPTS =
            """
            SELECT r.id, g.donor_id AS donor, r.office, g.settled_at AS last, false AS undecided
              FROM receipt r JOIN donation g ON g.id = r.donation_id
             WHERE g.donor_id = ANY(:donors)
            """;

    private static final String STATEMENTS =
            """
            SELECT s.id, s.donor_id AS donor, s.office, s.numbered_at AS last, false AS undecided
              FROM tax_statement s WHERE s.donor_id = ANY(:donors)
            """;

    /** Never collected: nothing to prove, and nothing is held. */
    private static final String MANDATES =
            """
            SELECT m.id, k.donor, m.office,
                   CASE WHEN EXISTS (SELECT 1 FROM sepa_collection c WHERE c.mandate_id = m.id)
                        THEN greatest(CAST(coalesce(m.last_collected_on, m.agreed_on) AS timestamptz),
                            (SELECT max(c.asked_at) FROM sepa_collection c WHERE c.mandate_id = m.id))
                   END AS last, false AS undecided
              FROM sepa_mandate m
              JOIN (SELECT id, CAST(min(CAST(donor AS text)) AS uuid) AS donor FROM (
                       SELECT k.id, r.donor_id AS donor FROM recurring_gift r
                         JOIN saved_method s ON s.owner = r.id
                         JOIN sepa_mandate k ON k.saved_as = s.id
                        WHERE r.donor_id = ANY(:donors)
                       UNION ALL
                       SELECT c.mandate_id, g.donor_id FROM donation g
                         JOIN payment p ON p.reference = g.id
                         JOIN sepa_collection c ON c.payment_id = p.id
                        WHERE g.donor_id = ANY(:donors)) a
                     GROUP BY id) k ON k.id = m.id
            """;

    /** Without a claim that rests on it, a declaration proves nothing any more. */
    private static final String DECLARATIONS =
            """
            SELECT d.id, d.donor_id AS donor, d.office, (SELECT max(CAST(c.given_on AS timestamptz))
                   FROM gift_aid_claim_gift c WHERE c.declaration_id = d.id AND c.live) AS last,
                   false AS undecided
              FROM gift_aid_declaration d WHERE d.donor_id = ANY(:donors)
            """;

    private static final String CLAIM_LINES =
            """
            SELECT l.id, l.donor_id AS donor, k.office,
                   CASE WHEN k.live THEN coalesce(k.submitted_at, k.asked_at) END AS last,
                   false AS undecided
              FROM gift_aid_claim_line l JOIN gift_aid_claim k ON k.id = l.claim_id
             WHERE l.donor_id = ANY(:donors)
            """;

    /**
     * To the end of the term, and for as long as one runs; an offer that never came into force
     * proves nothing.
     */
    private static final String AGREEMENTS =
            """
            SELECT a.id, a.donor_id AS donor, a.office, CAST(a.ended_on AS timestamptz) AS last,
                   a.state = 'ACTIVE' AS undecided
              FROM periodic_gift_agreement a WHERE a.donor_id = ANY(:donors)
            """;

    private final ErasureSql sql;
    private final RetentionSchedule schedule;
    private final Offices offices;
    private final FindHolds holds;

    FindWhatIsHeld(ErasureSql sql, RetentionSchedule schedule, Offices offices, FindHolds holds) {
        this.sql = sql;
        this.schedule = schedule;
        this.offices = offices;
        this.holds = holds;
    }

    /** The donors' rows. */
    List<Held> donors(Collection<UUID> donors, Instant now) {
        return held(DONORS, donors, now, DataClass.GIFT);
    }

    /** The receipts of these donors. */
    List<Held> receipts(Collection<UUID> donors, Instant now) {
        return held(RECEIPTS, donors, now, DataClass.GIFT);
    }

    /** The tax statements of these donors. */
    List<Held> statements(Collection<UUID> donors, Instant now) {
        return held(STATEMENTS, donors, now, DataClass.TAX_STATEMENT);
    }

    /** The mandates of these donors. */
    List<Held> mandates(Collection<UUID> donors, Instant now) {
        return held(MANDATES, donors, now, DataClass.MANDATE);
    }

    /** The Gift Aid declarations of these donors. */
    List<Held> declarations(Collection<UUID> donors, Instant now) {
        return held(DECLARATIONS, donors, now, DataClass.GIFT_AID);
    }

    /** The rows of Gift Aid claims that name these donors. */
    List<Held> claimLines(Collection<UUID> donors, Instant now) {
        return held(CLAIM_LINES, donors, now, DataClass.GIFT_AID);
    }

    /** The agreements of periodic gifts of these donors. */
    List<Held> agreements(Collection<UUID> donors, Instant now) {
        return held(AGREEMENTS, donors, now, DataClass.PERIODIC_GIFT);
    }

    private List<Held> held(
            String statement, Collection<UUID> donors, Instant now, DataClass data) {
        Map<UUID, FindHolds.Standing> standing = holds.of(donors, now);
        return sql.read(statement, Map.of("donors", ErasureSql.ids(donors))).stream()
                .map(row -> held(row, now, data))
                .map(it -> it.heldAtLeast(standing.get(it.donor())))
                .toList();
    }

    private Held held(Tuple row, Instant now, DataClass data) {
        String code = row.get("office", String.class);
        Instant last = row.get("last", Instant.class);
        Instant event = row.get("undecided", Boolean.class) ? now : last;
        LocalDate until = null;
        String law = null;
        if (event != null) {
            Office office = offices.byCode(new OfficeCode(code));
            RetentionRule rule = schedule.rule(data, office);
            LocalDate day = rule.until(event, office);
            if (!day.isBefore(office.dayOf(now))) {
                until = day;
                law = rule.law();
            }
        }
        return new Held(row.get("id", UUID.class), row.get("donor", UUID.class), code, until, law);
    }
}
