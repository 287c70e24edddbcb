package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.giving.GivingCatalogue;
import org.almoner.giving.GivingTerms;
import org.almoner.giving.MethodLimit;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** The rules of step 1. */
@ApplicationScoped
class WishRules {

    static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(countries()));

    private final Offices offices;
    private final GivingCatalogue giving;
    private final Campaigns campaigns;
    private final MethodRules offered;
    private final InstantSource clock;

    WishRules(
            Offices offices,
            GivingCatalogue giving,
            Campaigns campaigns,
            MethodRules offered,
            InstantSource clock) {
        this.offices = offices;
        this.giving = giving;
        this.campaigns = campaigns;
        this.offered = offered;
        this.clock = clock;
    }

    private static String[] countries() {
        return java.util.Locale.getISOCountries();
    }

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /**
     * Checks step 1 whole.
     *
     * @throws DomainProblem naming every broken rule
     */
    Wish check(Requests.Amount asked) {
        List<Violation> wrong = new ArrayList<>();
        if (!isCountry(asked.country())) {
            wrong.add(
                    new Violation(
                            "/country", "unknown_country", "Use an ISO 3166-1 alpha-2 code."));
        }
        if (!LOCALES.contains(asked.locale())) {
            wrong.add(new Violation("/locale", "unknown_locale", "Use de, en, nl or fr."));
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        Office office = offices.forCountry(asked.country());
        GivingTerms terms = giving.of(office.code());
        checkAmount(asked.amount(), office, terms, wrong);
        if (!offered.cadences(office.code()).contains(asked.cadence())) {
            wrong.add(
                    new Violation(
                            "/cadence",
                            "cadence_not_offered",
                            "This office does not offer that cadence; see the giving options."));
        }
        RecurringWishRules.check(
                asked.cadence(), asked.recurring(), office.dayOf(clock.instant()), wrong);
        CampaignId campaign = campaign(asked.campaign(), office, wrong);
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        return new Wish(
                asked.country(),
                asked.locale(),
                office.code(),
                asked.amount(),
                asked.cadence(),
                recurring(asked),
                campaign);
    }

    private static RecurringWish recurring(Requests.Amount asked) {
        if (!asked.cadence().isRecurring()) {
            return null;
        }
        return asked.recurring() == null ? RecurringWish.NOTHING_SAID : asked.recurring();
    }

    private static void checkAmount(
            Money amount, Office office, GivingTerms terms, List<Violation> wrong) {
        if (!amount.currency().equals(office.currency())) {
            wrong.add(
                    new Violation(
                            "/amount/currency",
                            "wrong_currency",
                            "The office of this country takes " + office.currency() + "."));
            return;
        }
        MethodLimit widest = terms.widest();
        if (widest.smallest().isMoreThan(amount)) {
            wrong.add(
                    new Violation(
                            "/amount/minor",
                            "too_small",
                            "The smallest gift is " + widest.smallest() + "."));
        } else if (amount.isMoreThan(widest.largest())) {
            wrong.add(
                    new Violation(
                            "/amount/minor",
                            "too_large",
                            "The largest gift taken online is " + widest.largest() + "."));
        }
    }

    private CampaignId campaign(String slug, Office office, List<Violation> wrong) {
        if (slug == null) {
            return null;
        }
        Instant now = clock.instant();
        Optional<CampaignView> found =
                campaigns
                        .find(slug, now)
                        .filter(
                                view ->
                                        view.office().isEmpty()
                                                || view.office().get().equals(office.code()));
        if (found.isEmpty()) {
            wrong.add(
                    new Violation(
                            "/campaign", "unknown_campaign", "There is no such open campaign."));
            return null;
        }
        return found.get().id();
    }
}
