package org.almoner.tax;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.office.Findings;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.statement.Signature;

/** What must hold in {@code statements.yaml}; every fault is named with office and field. */
final class StatementsFileRules {

    private static final int LONGEST_RETURN = 420;

    /** Languages that law leaves free; where it doesn't, one is left. */
    private static final Map<Jurisdiction, Set<String>> LANGUAGES =
            Map.of(
                    Jurisdiction.DE, Set.of("de"),
                    Jurisdiction.CA, Set.of("en", "fr"),
                    Jurisdiction.GB, Set.of("en", "de", "nl", "fr"),
                    Jurisdiction.NL, Set.of("en", "de", "nl", "fr"),
                    Jurisdiction.AU, Set.of("en", "de", "nl", "fr"),
                    Jurisdiction.US, Set.of("en", "de", "nl", "fr"));

    private final Findings findings = new Findings(StatementsFile.NAME);

    private StatementsFileRules() {}

    /**
     * @throws IllegalStateException when a rule is broken
     */
    static void check(StatementsFile file, List<Office> offices) {
        StatementsFileRules rules = new StatementsFileRules();
        Set<String> named = new HashSet<>();
        for (StatementsFile.Entry entry : file.offices()) {
            String place = "office " + entry.office();
            rules.findings.require(named.add(entry.office()), place, "stands there twice");
            Office office =
                    offices.stream()
                            .filter(it -> it.code().value().equals(entry.office()))
                            .findFirst()
                            .orElse(null);
            rules.findings.require(office != null, place, "there is none");
            rules.findings.require(
                    entry.versions().stream()
                                    .map(StatementsFile.Version::validFrom)
                                    .filter(java.util.Objects::nonNull)
                                    .distinct()
                                    .count()
                            == entry.versions().size(),
                    place,
                    "each version needs a validFrom of its own");
            if (office != null) {
                entry.versions().forEach(it -> rules.version(it, office.jurisdiction(), place));
                rules.benefits(entry, office.jurisdiction(), place);
            }
        }
        rules.findings.conclude();
    }

    private void benefits(StatementsFile.Entry entry, Jurisdiction law, String office) {
        findings.require(
                !entry.benefits().isEmpty(), office + ", benefits", "needs one rule at least");
        Set<Object> days = new HashSet<>();
        for (StatementsFile.BenefitVersion version : entry.benefits()) {
            String place = office + ", benefits, rule of " + version.validFrom();
            findings.require(
                    version.validFrom() != null && days.add(version.validFrom()),
                    place,
                    "needs a validFrom of its own");
            findings.require(version.rule() != null, place, "needs a rule");
            if (version.rule() != null) {
                boolean isComplete = version.terms().hasItsLimits();
                findings.require(
                        isComplete, place, "needs exactly the limits of its rule, in their bounds");
                findings.require(
                        !isComplete || version.terms().toRule().isOf(law),
                        place,
                        version.rule() + " is not a rule of the office's law");
            }
        }
    }

    private void version(StatementsFile.Version version, Jurisdiction law, String office) {
        String place = office + ", version of " + version.validFrom();
        findings.require(
                !version.languages().isEmpty()
                        && LANGUAGES.get(law).containsAll(version.languages()),
                place + ", languages",
                "must be some of "
                        + String.join(", ", new java.util.TreeSet<>(LANGUAGES.get(law))));
        findings.require(
                version.returnDays().values().stream()
                        .allMatch(it -> it > 0 && it <= LONGEST_RETURN),
                place + ", returnDays",
                "must be 1 to " + LONGEST_RETURN + " days");
        findings.require(
                version.smallestThatCounts() >= 0,
                place + ", smallestThatCounts",
                "must not be negative");
        findings.require(
                version.warnDays() >= 1 && version.warnDays() <= 365,
                place + ", warnDays",
                "must be 1 to 365");
        findings.require(
                version.warn() != null
                        && version.warn()
                                .matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
                place + ", warn",
                "must be an e-mail address");
        findings.require(version.signature() != null, place + ", signature", "must be given");
        if (version.signature() != null) {
            signature(version.signature(), law, place + ", signature");
        }
    }

    /** A facsimile is refused in Germany until the tax office was told (R 10b.1(4) EStR). */
    private void signature(StatementsFile.Signing by, Jurisdiction law, String place) {
        findings.requireText(by.name(), place + ".name");
        findings.requireText(by.role(), place + ".role");
        findings.require(by.mode() != null, place + ".mode", "must be HAND or FACSIMILE");
        boolean isFacsimile = by.mode() == Signature.Mode.FACSIMILE;
        findings.require(
                isFacsimile == (by.facsimile() != null),
                place + ".facsimile",
                "must be given for FACSIMILE and not for HAND");
        findings.require(
                by.facsimile() == null || by.facsimile().matches("[a-z0-9-]{1,40}\\.png"),
                place + ".facsimile",
                "must be the name of a PNG file of the catalogue, such as signature-de.png");
        boolean mustBeNotified = isFacsimile && law == Jurisdiction.DE;
        findings.require(
                mustBeNotified == (by.notifiedOn() != null)
                        && mustBeNotified == (by.notifiedOffice() != null),
                place + ".notifiedOn and .notifiedOffice",
                "must be given for a facsimile in Germany, and only there (R 10b.1(4) EStR)");
    }
}
