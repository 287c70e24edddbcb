package org.almoner.giving;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.office.Findings;

/** What must hold in {@code giving.yaml}; every fault is named with office and field. */
final class GivingFileRules {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "nl", "fr");
    private static final Set<String> KINDS = Set.of("PERSON", "ORGANISATION");

    private final Findings findings = new Findings(GivingFile.NAME);
    private final GivingFile file;

    private GivingFileRules(GivingFile file) {
        this.file = file;
    }

    /**
     * @param offices codes of all offices; each needs terms
     * @throws IllegalStateException when a rule is broken
     */
    static void check(GivingFile file, Set<String> offices) {
        GivingFileRules rules = new GivingFileRules(file);
        rules.reasons();
        Set<String> named = new HashSet<>();
        for (GivingFile.Entry entry : file.offices()) {
            String place = "office " + entry.office();
            rules.findings.require(named.add(entry.office()), place, "stands there twice");
            rules.findings.require(offices.contains(entry.office()), place, "there is none");
            rules.findings.require(!entry.versions().isEmpty(), place, "needs a version");
            rules.findings.require(
                    entry.versions().stream()
                                    .map(GivingFile.Version::validFrom)
                                    .filter(java.util.Objects::nonNull)
                                    .distinct()
                                    .count()
                            == entry.versions().size(),
                    place,
                    "each version needs a validFrom of its own");
            for (GivingFile.Version version : entry.versions()) {
                rules.version(version, place + ", version of " + version.validFrom());
            }
        }
        for (String office : offices) {
            rules.findings.require(named.contains(office), "office " + office, "has no terms");
        }
        rules.findings.conclude();
    }

    private void reasons() {
        for (Map.Entry<String, Map<String, String>> reason : file.reasons().entrySet()) {
            findings.require(
                    reason.getValue().keySet().equals(LANGUAGES)
                            && reason.getValue().values().stream().noneMatch(String::isBlank),
                    "reason " + reason.getKey(),
                    "must be given in de, en, nl and fr");
        }
    }

    private void version(GivingFile.Version version, String place) {
        findings.require(
                distinct(version.cadences()),
                place + ", cadences",
                "must not be empty or name one twice");
        limits(version.smallest(), version.largest(), place);
        for (Cadence cadence : Cadence.values()) {
            suggestions(version, cadence, place + ", suggested " + cadence);
        }
        findings.require(
                distinct(version.methods().stream().map(GivingFile.Method::method).toList()),
                place + ", methods",
                "must not be empty or name one twice");
        for (GivingFile.Method method : version.methods()) {
            limits(
                    TermsRow.or(method.smallest(), version.smallest()),
                    TermsRow.or(method.largest(), version.largest()),
                    place + ", method " + method.method());
        }
        fields(version, place);
    }

    private void limits(long smallest, long largest, String place) {
        findings.require(
                0 < smallest && smallest <= largest,
                place,
                "smallest must be more than nothing and at most largest");
    }

    private void suggestions(GivingFile.Version version, Cadence cadence, String place) {
        List<Long> amounts = version.suggested().getOrDefault(cadence, List.of());
        findings.require(
                !amounts.isEmpty() || !version.cadences().contains(cadence),
                place,
                "must be given, because the cadence is offered");
        findings.require(
                amounts.equals(amounts.stream().sorted().distinct().toList()),
                place,
                "must ascend");
        findings.require(
                amounts.stream()
                        .allMatch(it -> version.smallest() <= it && it <= version.largest()),
                place,
                "must be within smallest and largest");
    }

    private void fields(GivingFile.Version version, String place) {
        findings.require(
                distinct(version.fields()),
                place + ", fields",
                "must not be empty or name one twice");
        findings.require(
                version.required().keySet().equals(KINDS),
                place + ", required",
                "must be given for PERSON and ORGANISATION");
        version.required()
                .forEach(
                        (kind, needed) ->
                                findings.require(
                                        version.fields().containsAll(needed)
                                                && needed.contains(DonorField.EMAIL),
                                        place + ", required " + kind,
                                        "must be among the fields and hold EMAIL, where the receipt"
                                                + " goes"));
        version.why()
                .forEach(
                        (field, reason) ->
                                findings.require(
                                        file.reasons().containsKey(reason),
                                        place + ", why " + field,
                                        "names a reason that is not there"));
    }

    private static boolean distinct(List<?> values) {
        return !values.isEmpty()
                && values.stream().noneMatch(java.util.Objects::isNull)
                && new HashSet<>(values).size() == values.size();
    }
}
