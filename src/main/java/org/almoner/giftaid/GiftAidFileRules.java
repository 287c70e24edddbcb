package org.almoner.giftaid;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.almoner.office.Findings;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.RegistrationKind;

/** What must hold in {@code gift-aid.yaml}; every fault is named with office and field. */
final class GiftAidFileRules {

    /** The law's four years, for claims as for looking back. */
    private static final int MOST_YEARS = 4;

    private final Findings findings = new Findings(GiftAidFile.NAME);

    private GiftAidFileRules() {}

    /**
     * @throws IllegalStateException when a rule is broken
     */
    static void check(GiftAidFile file, List<Office> offices) {
        GiftAidFileRules rules = new GiftAidFileRules();
        Set<String> named = new HashSet<>();
        for (GiftAidFile.Entry entry : file.offices()) {
            String place = "office " + entry.office();
            rules.findings.require(named.add(entry.office()), place, "stands there twice");
            rules.office(entry, offices, place);
            entry.versions().forEach(it -> rules.version(it, place));
        }
        rules.findings.conclude();
    }

    private void office(GiftAidFile.Entry entry, List<Office> offices, String place) {
        Office office =
                offices.stream()
                        .filter(it -> it.code().value().equals(entry.office()))
                        .findFirst()
                        .orElse(null);
        findings.require(office != null, place, "there is none");
        findings.require(
                office == null || office.jurisdiction() == Jurisdiction.GB,
                place,
                "only a British office claims Gift Aid");
        findings.require(
                office == null
                        || office.registration(RegistrationKind.GB_HMRC_REFERENCE).isPresent(),
                place,
                "needs a GB_HMRC_REFERENCE in offices.yaml");
        findings.require(
                entry.versions().stream()
                                .map(GiftAidFile.Version::validFrom)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        == entry.versions().size(),
                place,
                "each version needs a validFrom of its own");
    }

    private void version(GiftAidFile.Version version, String office) {
        String place = office + ", version of " + version.validFrom();
        findings.require(
                isDay(version.accountingYearStarts()),
                place + ", accountingYearStarts",
                "must be month and day, such as 04-06, and no 29 February");
        within(version.claimYears(), MOST_YEARS, place + ", claimYears");
        within(version.lookBackYears(), MOST_YEARS, place + ", lookBackYears");
        within(version.warnDays(), 365, place + ", warnDays");
        findings.require(
                version.warn() != null
                        && version.warn()
                                .matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
                place + ", warn",
                "must be an e-mail address");
    }

    private void within(Integer value, int most, String place) {
        findings.require(
                value != null && value >= 1 && value <= most, place, "must be 1 to " + most);
    }

    private static boolean isDay(String text) {
        try {
            return text != null && MonthDay.parse("--" + text).isValidYear(2025);
        } catch (DateTimeException none) {
            return false;
        }
    }
}
