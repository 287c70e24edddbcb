package org.almoner.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * A campaign and what settled gifts have brought it.
 *
 * @param id our id
 * @param slug its name in addresses
 * @param names its name by language
 * @param office the only office that takes part; empty: all of them
 * @param goal what it hopes for; empty when it has no goal
 * @param raised what it has, one entry per currency in the order of their codes
 * @param gifts how many settled gifts that is, gifts paid back whole not counted
 */
public record CampaignView(
        CampaignId id,
        String slug,
        Map<String, String> names,
        Optional<OfficeCode> office,
        Optional<Money> goal,
        List<Money> raised,
        long gifts) {

    /** The name in the given language, or in English, which every campaign has. */
    public String name(Locale locale) {
        String name = names.get(locale.getLanguage());
        return name != null ? name : names.get(Locale.ENGLISH.getLanguage());
    }
}
