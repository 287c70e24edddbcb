package org.almoner.export;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.almoner.office.Findings;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;

/**
 * The shape of {@code datev.yaml} and what must hold in it; faults are named by office and field.
 */
record DatevFile(List<Entry> offices) {

    static final String NAME = "datev.yaml";

    private static final Set<String> NEEDED = Set.of("DONATIONS", "DONATIONS-GIVEN-BACK");

    /** Needed only by offices whose ledger has them: a batch that lacks one fails by its name. */
    private static final Set<String> OTHERS =
            Set.of("BANK-FEES", "PROVIDER-FEES", "DISPUTES-HELD", "PAYOUTS-UNDERWAY", "BANK");

    DatevFile {
        offices = offices == null ? List.of() : List.copyOf(offices);
    }

    record Entry(String office, List<DatevTerms> versions) {

        Entry {
            versions = versions == null ? List.of() : List.copyOf(versions);
        }
    }

    /**
     * @param campaigns the slugs there are
     * @throws IllegalStateException when a rule is broken, naming all that are
     */
    void check(List<Office> known, Set<String> campaigns) {
        Findings findings = new Findings(NAME);
        Set<String> named = new HashSet<>();
        for (Entry entry : offices) {
            String place = "office " + entry.office();
            findings.require(named.add(entry.office()), place, "stands there twice");
            office(findings, entry, known);
            findings.require(!entry.versions().isEmpty(), place + ", versions", "must be given");
            findings.require(
                    entry.versions().stream()
                                    .map(DatevTerms::validFrom)
                                    .filter(Objects::nonNull)
                                    .distinct()
                                    .count()
                            == entry.versions().size(),
                    place,
                    "each version needs a validFrom of its own");
            entry.versions().forEach(it -> new Check(findings, place, it).version(campaigns));
        }
        findings.conclude();
    }

    private static void office(Findings findings, Entry entry, List<Office> known) {
        String place = "office " + entry.office();
        Office office =
                known.stream()
                        .filter(it -> it.code().value().equals(entry.office()))
                        .findFirst()
                        .orElse(null);
        findings.require(office != null, place, "there is none");
        findings.require(
                office == null || office.jurisdiction() == Jurisdiction.DE,
                place,
                "is not under German law; DATEV batches are for those");
        findings.require(
                office == null || office.currency().getDefaultFractionDigits() == 2,
                place,
                "has a currency without hundredths; the format's amounts have two digits");
    }

    /** The rules of one version. */
    private record Check(Findings findings, String office, DatevTerms terms) {

        private String place(String field) {
            return office + ", version of " + terms.validFrom() + ", " + field;
        }

        private void require(boolean kept, String field, String rule) {
            findings.require(kept, place(field), rule);
        }

        private void version(Set<String> campaigns) {
            require(within(terms.consultant(), 1_001, 9_999_999), "consultant", "1001 to 9999999");
            require(within(terms.client(), 1, 99_999), "client", "1 to 99999");
            require(within(terms.accountLength(), 4, 8), "accountLength", "4 to 8");
            require(
                    terms.chart() == null || terms.chart().matches("\\d{2}"),
                    "chart",
                    "two digits, such as \"49\"");
            require(
                    terms.fiscalYearBegins() != null
                            && terms.fiscalYearBegins().matches("(0[1-9]|1[0-2])-01"),
                    "fiscalYearBegins",
                    "must be the first of a month, such as 01-01");
            require(
                    terms.initials() == null || terms.initials().matches("[A-Z]{2}"),
                    "initials",
                    "two capital letters");
            accounts();
            terms.costCentres()
                    .forEach(
                            (slug, centre) -> {
                                String field = "costCentres." + slug;
                                require(
                                        campaigns.contains(slug),
                                        field,
                                        "there is no such campaign");
                                require(isCostCentre(centre), field, "letters, digits, blanks, 36");
                            });
            require(
                    terms.costCentreOtherwise() == null
                            || isCostCentre(terms.costCentreOtherwise()),
                    "costCentreOtherwise",
                    "letters, digits, blanks, 36");
        }

        private void accounts() {
            for (String needed : NEEDED) {
                require(
                        terms.accounts().containsKey(needed),
                        "accounts." + needed,
                        "must be given");
            }
            require(
                    terms.accounts().keySet().stream().anyMatch(it -> it.startsWith("CLEARING-")),
                    "accounts",
                    "need a CLEARING-… for each provider of payments");
            for (Map.Entry<String, String> account : terms.accounts().entrySet()) {
                String field = "accounts." + account.getKey();
                require(
                        NEEDED.contains(account.getKey())
                                || OTHERS.contains(account.getKey())
                                || account.getKey().matches("CLEARING-[A-Z0-9_-]{1,30}"),
                        field,
                        "the ledger has no such account");
                require(isAccount(account.getValue()), field, rule());
            }
        }

        /** DATEV reads a shorter number as another account. */
        private boolean isAccount(String number) {
            int digits = Math.max(terms.accountLength(), 1);
            return number.matches("\\d{" + digits + "," + (digits + 1) + "}")
                    && !number.matches("0+");
        }

        private String rule() {
            return terms.accountLength() + " digits, or one more for a person's account";
        }

        private static boolean within(int value, int least, int most) {
            return value >= least && value <= most;
        }

        private static boolean isCostCentre(String centre) {
            return centre.matches("[A-Za-z0-9_ ]{1,36}") && !centre.isBlank();
        }
    }

    /** What is in force on a day; {@code null} when nothing is. */
    DatevTerms on(String office, LocalDate day) {
        return offices.stream()
                .filter(it -> it.office().equals(office))
                .flatMap(it -> it.versions().stream())
                .filter(it -> !it.validFrom().isAfter(day))
                .max(Comparator.comparing(DatevTerms::validFrom))
                .orElse(null);
    }
}
