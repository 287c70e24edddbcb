package org.almoner.portal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.problem.DomainProblem;

/**
 * Which gifts are wanted.
 *
 * @param from made on this day or later, as it was at the gift's office
 * @param to made on this day or earlier
 * @param campaign only what was given for it; {@code null} for all
 */
record GiftWish(LocalDate from, LocalDate to, CampaignId campaign) {

    static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST = LocalDate.of(9998, 12, 31);

    /** Reads the query parameters; {@code null} leaves that open. */
    static GiftWish read(String from, String to, String campaign, Campaigns campaigns) {
        LocalDate first = day("query:from", from, FIRST);
        LocalDate last = day("query:to", to, LAST);
        if (last.isBefore(first)) {
            throw DomainProblem.invalid(
                    "query:to", "before_from", "The last day must not lie before the first one.");
        }
        return new GiftWish(first, last, campaign(campaign, campaigns));
    }

    /** Whether days matter at all. */
    boolean namesDays() {
        return !from.equals(FIRST) || !to.equals(LAST);
    }

    private static CampaignId campaign(String slug, Campaigns campaigns) {
        if (slug == null) {
            return null;
        }
        return campaigns
                .bySlug(slug)
                .map(CampaignView::id)
                .orElseThrow(
                        () ->
                                DomainProblem.invalid(
                                        "query:campaign",
                                        "unknown_campaign",
                                        "The slug of a campaign, as gifts name it."));
    }

    private static LocalDate day(String pointer, String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // Told below, like days far out of reach.
        }
        throw DomainProblem.invalid(
                pointer, "not_a_day", "A calendar day from 1970 on, such as 2026-11-24.");
    }
}
