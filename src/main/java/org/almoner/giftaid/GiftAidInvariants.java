package org.almoner.giftaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.almoner.selfcheck.Invariant;
import org.almoner.selfcheck.PatientReads;
import org.almoner.selfcheck.SqlInvariant;

/** What must hold of Gift Aid claims at any time. */
@ApplicationScoped
class GiftAidInvariants {

    private final PatientReads data;

    GiftAidInvariants(PatientReads data) {
        this.data = data;
    }

    @Produces
    @Singleton
    Invariant claimsAddUp() {
        return invariant(
                "I18",
                "A Gift Aid claim's figures are those of its rows, and a row's are those of its gifts",
                """
                SELECT 'gift-aid-claim/' || k.number FROM gift_aid_claim k
                LEFT JOIN (SELECT claim_id, count(*) AS gifts, sum(amount_minor) AS total, min(given_on) AS earliest,
                                  bool_and(live) AS live, bool_or(live) AS any_live
                           FROM gift_aid_claim_gift GROUP BY claim_id) g ON g.claim_id = k.id
                LEFT JOIN (SELECT claim_id, count(*) AS lines, sum(amount_minor) AS total
                           FROM gift_aid_claim_line GROUP BY claim_id) l ON l.claim_id = k.id
                LEFT JOIN (SELECT claim_id, sum(amount_minor) AS total
                           FROM gift_aid_adjustment GROUP BY claim_id) a ON a.claim_id = k.id
                WHERE k.made_at IS NOT NULL
                  AND (k.gifts <> coalesce(g.gifts, 0) OR k.total_minor <> coalesce(g.total, 0)
                    OR k.total_minor <> coalesce(l.total, 0) OR k.lines <> coalesce(l.lines, 0)
                    OR k.earliest_day IS DISTINCT FROM g.earliest OR k.adjustment_minor <> coalesce(a.total, 0)
                    OR (g.claim_id IS NOT NULL AND (g.live <> k.live OR g.any_live <> k.live)))
                UNION
                SELECT 'gift-aid-claim/' || k.number FROM gift_aid_claim k
                JOIN gift_aid_claim_line l ON l.claim_id = k.id
                LEFT JOIN (SELECT claim_id, position, sum(amount_minor) AS total, max(given_on) AS latest
                           FROM gift_aid_claim_gift GROUP BY claim_id, position) g
                  ON g.claim_id = l.claim_id AND g.position = l.position
                WHERE g.total IS DISTINCT FROM l.amount_minor OR g.latest IS DISTINCT FROM l.given_on
                """);
    }

    @Produces
    @Singleton
    Invariant nothingIsGivenBackTwice() {
        return invariant(
                "I19",
                "Of a gift no more is given back to HMRC than was claimed",
                """
                SELECT 'donation/' || c.donation_id FROM gift_aid_claim_gift c
                JOIN gift_aid_claim k ON k.id = c.claim_id AND k.state = 'SUBMITTED'
                JOIN (SELECT donation_id, claimed_in, sum(amount_minor) AS back FROM gift_aid_adjustment
                      WHERE live GROUP BY donation_id, claimed_in) a
                  ON a.donation_id = c.donation_id AND a.claimed_in = c.claim_id
                WHERE a.back > c.amount_minor
                UNION
                SELECT 'donation/' || a.donation_id FROM gift_aid_adjustment a
                JOIN gift_aid_claim k ON k.id = a.claimed_in
                WHERE a.live AND k.state <> 'SUBMITTED'
                """);
    }

    @Produces
    @Singleton
    Invariant claimsRestOnDeclarations() {
        return invariant(
                "I20",
                "Each gift of a live Gift Aid claim was given by the person whose declaration reaches its day",
                """
                SELECT 'gift-aid-claim/' || k.number FROM gift_aid_claim_gift c
                JOIN gift_aid_claim k ON k.id = c.claim_id
                JOIN gift_aid_declaration d ON d.id = c.declaration_id
                JOIN donation n ON n.id = c.donation_id
                WHERE c.live AND (d.covers_from > c.given_on OR d.office <> n.office OR k.office <> n.office
                    OR (d.donation_id IS NOT NULL AND d.donation_id <> c.donation_id)
                    OR c.amount_minor > n.amount_minor)
                GROUP BY k.number
                """);
    }

    private Invariant invariant(String id, String sentence, String sql) {
        return new SqlInvariant(id, sentence, sql, data);
    }
}
