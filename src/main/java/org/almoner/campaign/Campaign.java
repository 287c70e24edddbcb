package org.almoner.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/** A campaign as it is stored, with the totals read at the same time. */
record Campaign(
        CampaignId id,
        String slug,
        Map<String, String> names,
        Optional<OfficeCode> office,
        Optional<Money> goal,
        Instant openFrom,
        Optional<Instant> openUntil,
        List<Money> raised,
        long gifts) {

    boolean isOpenAt(Instant instant) {
        return !instant.isBefore(openFrom)
                && openUntil.map(end -> instant.isBefore(end)).orElse(true);
    }

    CampaignView view() {
        return new CampaignView(id, slug, names, office, goal, raised, gifts);
    }
}
