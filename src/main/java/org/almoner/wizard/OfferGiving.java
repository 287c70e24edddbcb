package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.almoner.campaign.Campaigns;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.donor.DonorRules;
import org.almoner.giving.Cadence;
import org.almoner.giving.FieldRule;
import org.almoner.giving.GivingCatalogue;
import org.almoner.giving.GivingTerms;
import org.almoner.giving.MethodLimit;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** Puts the giving options of a country and language together, from memory alone. */
@ApplicationScoped
class OfferGiving {

    private static final List<String> ADDRESS_BY_COUNTRY =
            List.of("/address/region", "/address/extra");
    private static final List<String> KINDS = List.of("PERSON", "ORGANISATION");

    private final Offices offices;
    private final GivingCatalogue giving;
    private final ConsentTexts texts;
    private final Campaigns campaigns;
    private final MethodRules methods;
    private final MandateRules mandates;
    private final InstantSource clock;

    OfferGiving(
            Offices offices,
            GivingCatalogue giving,
            ConsentTexts texts,
            Campaigns campaigns,
            MethodRules methods,
            MandateRules mandates,
            InstantSource clock) {
        this.offices = offices;
        this.giving = giving;
        this.texts = texts;
        this.campaigns = campaigns;
        this.methods = methods;
        this.mandates = mandates;
        this.clock = clock;
    }

    /**
     * The options.
     *
     * @param country ISO 3166-1 alpha-2
     * @param locale {@code de}, {@code en}, {@code nl} or {@code fr}
     * @param campaign slug, or {@code null}
     * @throws DomainProblem naming every unknown parameter
     */
    GivingOptions to(String country, String locale, String campaign) {
        Instant now = clock.instant();
        List<Violation> wrong = new ArrayList<>();
        if (country == null || !WishRules.isCountry(country)) {
            wrong.add(
                    new Violation(
                            "query:country", "unknown_country", "Use an ISO 3166-1 alpha-2 code."));
        }
        if (locale == null || !WishRules.LOCALES.contains(locale)) {
            wrong.add(new Violation("query:locale", "unknown_locale", "Use de, en, nl or fr."));
        }
        GivingOptions.CampaignName named = campaign(campaign, locale, now, wrong);
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        Office office = offices.forCountry(country);
        GivingTerms terms = giving.of(office.code());
        Locale language = Locale.forLanguageTag(locale);
        return new GivingOptions(
                new GivingOptions.OfficeName(office.code(), office.legalName()),
                country,
                locale,
                office.currency().getCurrencyCode(),
                methods.cadences(office.code()),
                suggested(terms, methods.cadences(office.code())),
                methods.offered(office.code()).stream()
                        .map(limit -> method(limit, office, locale))
                        .toList(),
                fields(terms, country, language),
                texts.shownTo(country, locale, office.code(), now).stream()
                        .map(OfferGiving::text)
                        .toList(),
                named);
    }

    private GivingOptions.CampaignName campaign(
            String slug, String locale, Instant now, List<Violation> wrong) {
        if (slug == null) {
            return null;
        }
        return campaigns
                .find(slug, now)
                .map(
                        found ->
                                new GivingOptions.CampaignName(
                                        found.slug(),
                                        found.name(
                                                Locale.forLanguageTag(
                                                        locale == null ? "en" : locale))))
                .orElseGet(
                        () -> {
                            wrong.add(
                                    new Violation(
                                            "query:campaign",
                                            "unknown_campaign",
                                            "There is no such open campaign."));
                            return null;
                        });
    }

    private static Map<Cadence, List<Money>> suggested(GivingTerms terms, List<Cadence> cadences) {
        Map<Cadence, List<Money>> offered = new LinkedHashMap<>();
        for (Cadence cadence : cadences) {
            offered.put(cadence, terms.suggested().getOrDefault(cadence, List.of()));
        }
        return offered;
    }

    private GivingOptions.OfferedMethod method(MethodLimit limit, Office office, String locale) {
        return new GivingOptions.OfferedMethod(
                limit.method(),
                methods.isKept(limit.method(), office.code()),
                new GivingOptions.Limits(limit.smallest(), limit.largest()),
                fieldsOf(limit.method()),
                limit.method() == PaymentMethod.SEPA_DIRECT_DEBIT
                        ? mandates.words(office.code().value(), locale).orElse(null)
                        : null);
    }

    private static List<GivingOptions.AskedField> fieldsOf(PaymentMethod method) {
        return switch (method) {
            case SANDBOX -> List.of(new GivingOptions.AskedField("scenario", true, null, null));
            case SEPA_DIRECT_DEBIT ->
                    Stream.of("iban", "accountHolder", "mandate")
                            .map(name -> new GivingOptions.AskedField(name, true, null, null))
                            .toList();
            case BANK_TRANSFER, CARD, PAYPAL -> List.of();
        };
    }

    /** What a donor is asked: the office's fields, the address as the donor's country needs it. */
    private static List<GivingOptions.AskedField> fields(
            GivingTerms terms, String country, Locale language) {
        Set<String> needed = DonorRules.requiredAddressParts(country);
        List<GivingOptions.AskedField> asked = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (FieldRule rule : terms.fields()) {
            String pointer = rule.field().pointer();
            named.add(pointer);
            asked.add(
                    pointer.startsWith("/address/")
                            ? new GivingOptions.AskedField(
                                    pointer.substring(1),
                                    needed.contains(pointer),
                                    null,
                                    rule.why(language))
                            : field(rule, language));
        }
        for (String pointer : ADDRESS_BY_COUNTRY) {
            if (!named.contains(pointer)) {
                asked.add(
                        new GivingOptions.AskedField(
                                pointer.substring(1), needed.contains(pointer), null, null));
            }
        }
        return List.copyOf(asked);
    }

    private static GivingOptions.AskedField field(FieldRule rule, Locale language) {
        List<String> kinds = KINDS.stream().filter(rule::isRequiredOf).toList();
        return new GivingOptions.AskedField(
                rule.field().pointer().substring(1),
                !kinds.isEmpty(),
                kinds.isEmpty() || kinds.size() == KINDS.size() ? null : kinds,
                rule.why(language));
    }

    private static GivingOptions.Text text(ConsentText text) {
        return new GivingOptions.Text(
                text.id(),
                text.purpose(),
                text.channel(),
                text.version(),
                text.text(),
                text.control(),
                text.meaning(),
                text.required(),
                text.legalBasis(),
                text.controller(),
                text.recipient(),
                text.locale());
    }
}
