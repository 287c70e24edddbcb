package org.almoner.portal;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.http.QueryValue;
import org.almoner.problem.DomainProblem;

/**
 * Which gifts are wanted.
 *
 * @param from made on this day or later, as it was at the gift's office
 * @param to made on this day or earlier
 * @param campaign only what was given for it; {@code null} for all
 */
record GiftWish(LocalDate from, LocalDate to, CampaignId campaign) {

    /** Reads the query parameters; {@code null} leaves that open. */
    static GiftWish read(String from, String to, String campaign, Campaigns campaigns) {
        LocalDate first = requireNonNullElse(QueryValue.day("from", from), QueryValue.FIRST);
        LocalDate last = requireNonNullElse(QueryValue.day("to", to), QueryValue.LAST);
        if (last.isBefore(first)) {
            throw DomainProblem.invalid(
                    "query:to", "before_from", "The last day must not lie before the first one.");
        }
        return new GiftWish(first, last, campaign(campaign, campaigns));
    }

    /** Whether days matter at all. */
    boolean namesDays() {
        return !from.equals(QueryValue.FIRST) || !to.equals(QueryValue.LAST);
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
}
