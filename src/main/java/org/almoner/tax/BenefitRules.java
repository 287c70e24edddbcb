package org.almoner.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.almoner.sql.Sql;

/**
 * The rules for benefits of one office by the day of the gift. Before the first of them, and where
 * there is none, no gift with a benefit is stated: that is never too much.
 */
final class BenefitRules {

    private static final BenefitRule CAUTIOUS = new BenefitRule.NoSplitting();
    private static final Instant BEFORE_ALL = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");

    private final NavigableMap<LocalDate, BenefitRule> rules;

    BenefitRules(Map<LocalDate, BenefitRule> rules) {
        this.rules = new TreeMap<>(rules);
    }

    /** The rules that terms make, by the day they begin. */
    static BenefitRules of(Map<LocalDate, BenefitTerms> terms) {
        Map<LocalDate, BenefitRule> rules = new TreeMap<>();
        terms.forEach((day, it) -> rules.put(day, it.toRule()));
        return new BenefitRules(rules);
    }

    /** The rule for gifts of a day. */
    BenefitRule on(LocalDate day) {
        Map.Entry<LocalDate, BenefitRule> found = rules.floorEntry(day);
        return found == null ? CAUTIOUS : found.getValue();
    }

    /** A rule and the time whose gifts it is for. */
    private record Span(Instant since, Instant until, BenefitRule.Limits limits) {}

    /** The values of {@link BenefitSql#RULES}. */
    List<Object> values(ZoneId zone) {
        List<Span> spans = new ArrayList<>();
        Instant since = BEFORE_ALL;
        BenefitRule rule = CAUTIOUS;
        for (Map.Entry<LocalDate, BenefitRule> next : rules.entrySet()) {
            Instant begins = next.getKey().atStartOfDay(zone).toInstant();
            spans.add(new Span(since, begins, rule.limits()));
            since = begins;
            rule = next.getValue();
        }
        spans.add(new Span(since, AFTER_ALL, rule.limits()));
        return List.of(
                column("timestamptz", spans, Span::since),
                column("timestamptz", spans, Span::until),
                column("text", spans, it -> it.limits().otherwise().name()),
                column("int8", spans, it -> it.limits().ignoredPercent()),
                column("int8", spans, it -> it.limits().ignoredUpTo()),
                column("bool", spans, it -> it.limits().cashCounts()),
                column("int8", spans, it -> it.limits().leftOutAbovePercent()),
                column("int8", spans, it -> it.limits().disclosedAbove()));
    }

    private static Sql.Column column(String type, List<Span> spans, Function<Span, ?> value) {
        List<Object> values = new ArrayList<>();
        spans.forEach(it -> values.add(value.apply(it)));
        return new Sql.Column(type, values);
    }
}
