package org.almoner.erasure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.almoner.office.Findings;
import org.almoner.office.Offices;

/** The shape of {@code retention.yaml} and what must hold in it. */
record RetentionFile(@JsonProperty(required = true) List<Line> rules) {

    static final String NAME = "retention.yaml";

    private static final int LONGEST_YEARS = 100;
    private static final int LONGEST_LAW = 200;
    private static final int SHORTEST_RELATIONSHIP_MONTHS = 24;

    /**
     * One rule.
     *
     * @param source where it was read; for people
     * @param confirm whether counsel is still to confirm it; for people
     */
    record Line(
            @JsonProperty(required = true) DataClass data,
            Set<String> countries,
            Integer years,
            Integer months,
            @JsonProperty(required = true) RetentionRule.CountedFrom countedFrom,
            @JsonProperty(required = true) String law,
            @JsonProperty(required = true) String source,
            Boolean confirm) {

        Line {
            countries = Objects.requireNonNullElse(countries, Set.of());
            years = Objects.requireNonNullElse(years, 0);
            months = Objects.requireNonNullElse(months, 0);
            confirm = Objects.requireNonNullElse(confirm, false);
        }

        RetentionRule rule() {
            return new RetentionRule(years, months, countedFrom, law);
        }

        private String place() {
            return data + (countries.isEmpty() ? " of all others" : " of " + countries);
        }
    }

    /** What counts for a class of data in a country. */
    Optional<RetentionRule> rule(DataClass data, String country) {
        return rules.stream()
                .filter(it -> it.data() == data && it.countries().contains(country))
                .findFirst()
                .or(
                        () ->
                                rules.stream()
                                        .filter(it -> it.data() == data && it.countries().isEmpty())
                                        .findFirst())
                .map(Line::rule);
    }

    /**
     * @param countries in which there are offices
     * @throws IllegalStateException naming every broken rule
     */
    void check(Collection<String> countries) {
        Findings findings = new Findings(NAME);
        Set<String> seen = new HashSet<>();
        rules.forEach(line -> check(line, seen, findings));
        for (DataClass data : DataClass.values()) {
            if (data.isScheduled()) {
                for (String country : countries) {
                    findings.require(
                            rule(data, country).isPresent(),
                            data + " of " + country,
                            "needs a line, for there is an office");
                }
            }
        }
        findings.conclude();
    }

    private static void check(Line line, Set<String> seen, Findings findings) {
        String place = line.place();
        findings.require(line.data().isScheduled(), place, "is deleted at once and takes no line");
        findings.require(
                line.years() >= 0
                        && line.years() <= LONGEST_YEARS
                        && line.months() >= 0
                        && line.months() <= LONGEST_YEARS,
                place,
                "years and months must be 0 to " + LONGEST_YEARS);
        findings.require(
                line.years() + line.months() > 0 || line.data().mayBeForEver(),
                place,
                "needs years or months; only SUPPRESSION and LIVE_CONSENT are kept for ever");
        findings.require(
                line.data() != DataClass.RELATIONSHIP
                        || line.years() * 12 + line.months() >= SHORTEST_RELATIONSHIP_MONTHS,
                place,
                "needs two years: the statements of the last gift's year come first");
        if (findings.requireText(line.law(), place + ", law")) {
            findings.require(
                    line.law().length() <= LONGEST_LAW,
                    place + ", law",
                    "must have at most " + LONGEST_LAW + " characters");
        }
        findings.requireText(line.source(), place + ", source");
        if (line.countries().isEmpty()) {
            findings.require(seen.add(line.data() + "*"), place, "is given twice");
        }
        for (String country : line.countries()) {
            findings.require(
                    seen.add(line.data() + country), place, "is given twice for " + country);
            findings.require(Offices.isCountry(country), place, country + " is no country");
        }
    }
}
