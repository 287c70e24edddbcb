package org.almoner.contact;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.office.Findings;

/** What must hold in {@code contact-rules.yaml}; every fault is named with rule and field. */
final class ContactFileRules {

    static final String ID = "[a-z][a-z0-9-]{1,39}";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_YEARS = 10;
    private static final int MOST_WORDS = 200;

    private final Findings findings = new Findings(ContactFile.NAME);

    private ContactFileRules() {}

    /**
     * @param offices countries of the offices
     * @throws IllegalStateException when a rule is broken
     */
    static void check(ContactFile file, Collection<String> offices) {
        ContactFileRules rules = new ContactFileRules();
        Set<String> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (ContactFile.Entry entry : file.rules()) {
            String place = "rule " + entry.id();
            rules.findings.require(
                    entry.id() != null && entry.id().matches(ID),
                    place,
                    "an id has up to 40 small letters, digits and hyphens");
            rules.findings.require(ids.add(entry.id()), place, "stands there twice");
            rules.entry(entry, place);
            rules.onlyOnce(entry, places, place);
        }
        Set<String> countries =
                file.rules().stream().map(ContactFile.Entry::country).collect(Collectors.toSet());
        rules.findings.require(
                countries.contains(Rulebook.ANY),
                "country " + Rulebook.ANY,
                "there must be rules for all other countries");
        offices.forEach(
                country ->
                        rules.findings.require(
                                countries.contains(country),
                                "country " + country,
                                "an office is there, so it needs rules of its own"));
        rules.findings.conclude();
    }

    private void entry(ContactFile.Entry entry, String place) {
        findings.require(
                Rulebook.ANY.equals(entry.country())
                        || entry.country() != null && COUNTRIES.contains(entry.country()),
                place + ", country",
                "must be a country of ISO 3166-1 alpha-2, or \"*\"");
        findings.require(!entry.channels().isEmpty(), place + ", channels", "must not be empty");
        findings.require(!entry.purposes().isEmpty(), place + ", purposes", "must not be empty");
        findings.require(!entry.versions().isEmpty(), place + ", versions", "must not be empty");
        Set<LocalDate> days = new HashSet<>();
        for (ContactFile.Version version : entry.versions()) {
            String at = place + ", version of " + version.validFrom();
            findings.require(
                    version.validFrom() != null && days.add(version.validFrom()),
                    at,
                    "needs a validFrom of its own");
            words(findings, version.law(), at + ", law");
            words(findings, version.source(), at + ", source");
            findings.require(!version.grounds().isEmpty(), at + ", grounds", "must not be empty");
            version.grounds().forEach(it -> ground(it, entry.purposes(), at));
        }
    }

    /** A sentence or two that answers show. */
    static void words(Findings findings, String text, String place) {
        if (findings.requireText(text, place)) {
            findings.require(
                    text.length() <= MOST_WORDS, place, "must have 200 characters at most");
        }
    }

    private void ground(ContactRule.Ground one, List<ContactPurpose> purposes, String version) {
        ContactGround ground = one.ground();
        String place = version + ", ground " + ground;
        findings.require(ground != null, place, "must be named");
        findings.require(
                (ground == ContactGround.SOFT_OPT_IN_CHARITABLE) == (one.collectedFrom() != null),
                place + ", collectedFrom",
                "belongs to SOFT_OPT_IN_CHARITABLE, which needs it");
        findings.require(
                one.years() == null
                        || ground == ContactGround.DONOR_RELATION
                                && one.years() >= 1
                                && one.years() <= MOST_YEARS,
                place + ", years",
                "belongs to DONOR_RELATION, 1 to 10");
        findings.require(
                one.offered() == null || ground == ContactGround.DONOR_RELATION,
                place + ", offered",
                "belongs to DONOR_RELATION");
        findings.require(
                (ground == ContactGround.OWN_GIFT) == purposes.contains(ContactPurpose.SERVICE)
                        && (ground != ContactGround.OWN_GIFT || purposes.size() == 1),
                place,
                "OWN_GIFT is for SERVICE alone, and SERVICE for nothing else");
        findings.require(
                purposes.contains(ContactPurpose.TRADE)
                        ? ground != ContactGround.SOFT_OPT_IN_CHARITABLE
                        : ground != ContactGround.SOFT_OPT_IN_COMMERCIAL,
                place,
                "the charitable soft opt-in is never for TRADE, the commercial one for nothing else");
    }

    /** Two rules for one question would leave the answer to chance. */
    private void onlyOnce(ContactFile.Entry entry, Set<String> places, String place) {
        for (ContactChannel channel : entry.channels()) {
            for (ContactPurpose purpose : entry.purposes()) {
                String one = entry.country() + " " + channel + " " + purpose;
                findings.require(places.add(one), place, "another rule is for " + one + " already");
            }
        }
    }
}
