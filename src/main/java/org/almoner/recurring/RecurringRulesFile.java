package org.almoner.recurring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.office.Findings;

/** The shape of {@code recurring-giving.yaml} and what must hold in it. */
record RecurringRulesFile(
        @JsonProperty(required = true) int failingAfterTries,
        @JsonProperty(required = true) int lapsedAfterInstalments,
        @JsonProperty(required = true) List<Announcement> announcements,
        @JsonProperty(required = true) Map<PaymentMethod, Failures> failures) {

    static final String NAME = "recurring-giving.yaml";

    private static final int MOST_TRIES = 9;

    /** The first line that fits a method, country of the office and cadence counts. */
    record Announcement(
            @JsonProperty(required = true) PaymentMethod method,
            Set<String> countries,
            Set<Cadence> cadences,
            @JsonProperty(required = true) NoticeRule.Mode mode,
            @JsonProperty(required = true) int leadDays) {

        Announcement {
            countries = Objects.requireNonNullElse(countries, Set.of());
            cadences = Objects.requireNonNullElse(cadences, Set.of());
        }

        boolean fits(PaymentMethod by, String country, Cadence cadence) {
            return method == by
                    && (countries.isEmpty() || countries.contains(country))
                    && (cadences.isEmpty() || cadences.contains(cadence));
        }
    }

    record Failures(
            @JsonProperty(required = true) Rule otherwise,
            @JsonProperty(required = true) Map<String, Rule> reasons) {}

    record Rule(
            @JsonProperty(required = true) FailureRule.Action action,
            List<Integer> afterDays,
            @JsonProperty(required = true) FailureRule.Tell tell) {

        Rule {
            afterDays = Objects.requireNonNullElse(afterDays, List.of());
        }
    }

    /**
     * @throws IllegalStateException naming every broken rule
     */
    void check() {
        Findings findings = new Findings(NAME);
        findings.require(
                failingAfterTries >= 1 && lapsedAfterInstalments >= 1,
                "failingAfterTries, lapsedAfterInstalments",
                "must be at least 1");
        for (PaymentMethod method : PaymentMethod.values()) {
            findings.require(
                    announcements.stream()
                            .anyMatch(
                                    it ->
                                            it.method() == method
                                                    && it.countries().isEmpty()
                                                    && it.cadences().isEmpty()),
                    "announcements of " + method,
                    "need a line for all countries and cadences");
            findings.require(
                    failures.containsKey(method), "failures of " + method, "must be given");
        }
        announcements.forEach(
                it ->
                        findings.require(
                                it.leadDays() >= 0 && it.leadDays() <= 60,
                                "announcements of " + it.method(),
                                "lead by 0 to 60 days"));
        failures.forEach(
                (method, all) -> {
                    check(all.otherwise(), "failures of " + method + ", otherwise", findings);
                    all.reasons()
                            .forEach(
                                    (code, rule) ->
                                            check(
                                                    rule,
                                                    "failures of " + method + ", " + code,
                                                    findings));
                });
        findings.conclude();
    }

    private static void check(Rule rule, String place, Findings findings) {
        boolean retries = rule.action() == FailureRule.Action.RETRY;
        findings.require(
                retries == !rule.afterDays().isEmpty() && rule.afterDays().size() < MOST_TRIES,
                place + ", afterDays",
                "must be given for RETRY and for nothing else, eight at most");
        findings.require(
                !retries
                        || rule.tell() == FailureRule.Tell.TRY_AGAIN
                        || rule.tell() == FailureRule.Tell.NOTHING,
                place + ", tell",
                "must be TRY_AGAIN or NOTHING when there is another try");
        findings.require(
                rule.afterDays().stream().allMatch(days -> days >= 1 && days <= 27),
                place + ", afterDays",
                "must be 1 to 27");
    }
}
