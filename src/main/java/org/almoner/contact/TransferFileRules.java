package org.almoner.contact;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.almoner.office.Findings;
import org.almoner.office.Office;

/** What must hold in {@code transfer-rules.yaml}; every fault is named with rule and field. */
final class TransferFileRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Findings findings = new Findings(TransferFile.NAME);
    private final Set<String> ids = new HashSet<>();

    private TransferFileRules() {}

    /**
     * @throws IllegalStateException when a rule is broken
     */
    static void check(TransferFile file, Collection<Office> offices) {
        TransferFileRules rules = new TransferFileRules();
        file.rules().forEach(rules::entry);
        Set<String> codes = new HashSet<>();
        offices.forEach(it -> codes.add(it.code().value()));
        file.agreements().forEach(it -> rules.paper(it, codes));
        rules.findings.conclude();
    }

    private void entry(TransferFile.Entry entry) {
        String place = "rule " + entry.id();
        id(entry.id(), place);
        countries(entry.from(), place + ", from");
        countries(entry.to(), place + ", to");
        findings.require(
                entry.instrument() != null && entry.instrument() != TransferInstrument.SAME_OFFICE,
                place + ", instrument",
                "must be an instrument of the law");
        days(entry.versions(), TransferFile.Version::validFrom, place);
        for (TransferFile.Version version : entry.versions()) {
            String at = place + ", version of " + version.validFrom();
            ContactFileRules.words(findings, version.law(), at + ", law");
            ContactFileRules.words(findings, version.source(), at + ", source");
            findings.require(
                    version.until() == null
                            || version.validFrom() == null
                            || !version.until().isBefore(version.validFrom()),
                    at + ", until",
                    "must not be before validFrom");
        }
    }

    private void paper(TransferFile.Paper paper, Set<String> offices) {
        String place = "agreement " + paper.id();
        id(paper.id(), place);
        findings.require(offices.contains(paper.from()), place + ", from", "is no office");
        findings.require(
                offices.contains(paper.to()) && !paper.to().equals(paper.from()),
                place + ", to",
                "is no other office");
        findings.require(
                paper.instrument() != null && paper.instrument().isSigned(),
                place + ", instrument",
                "must be one that is signed");
        days(paper.versions(), TransferFile.PaperVersion::validFrom, place);
        for (TransferFile.PaperVersion version : paper.versions()) {
            String at = place + ", version of " + version.validFrom();
            findings.require(version.inForce() != null, at + ", inForce", "must be given");
            findings.requireText(version.document(), at + ", document");
        }
    }

    private void id(String id, String place) {
        findings.require(
                id != null && id.matches(ContactFileRules.ID),
                place,
                "an id has up to 40 small letters, digits and hyphens");
        findings.require(ids.add(id), place, "stands there twice");
    }

    private void countries(List<String> countries, String place) {
        findings.require(
                !countries.isEmpty() && COUNTRIES.containsAll(countries),
                place,
                "must be countries of ISO 3166-1 alpha-2");
    }

    private <T> void days(List<T> versions, Function<T, LocalDate> validFrom, String place) {
        findings.require(!versions.isEmpty(), place + ", versions", "must not be empty");
        Set<LocalDate> days = new HashSet<>();
        for (T version : versions) {
            LocalDate day = validFrom.apply(version);
            findings.require(
                    day != null && days.add(day),
                    place + ", version of " + day,
                    "needs a validFrom of its own");
        }
    }
}
