package org.almoner.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of all countries through time. */
final class Rulebook {

    /** Countries without rules of their own; the strictest of all. */
    static final String ANY = "*";

    private final Map<String, List<NavigableMap<LocalDate, ContactRule>>> byCountry;

    /**
     * @param rules by their names; each by the first day of its version
     */
    Rulebook(Map<String, NavigableMap<LocalDate, ContactRule>> rules) {
        byCountry =
                rules.values().stream()
                        .collect(Collectors.groupingBy(it -> it.firstEntry().getValue().country()));
    }

    /**
     * A rule with the first day of its version.
     *
     * @param since from which day on it has stood there
     */
    record Found(ContactRule rule, LocalDate since) {}

    /** What is to be asked; empty when nothing allows such a message in that country. */
    Optional<Found> rule(
            String country, LocalDate day, ContactChannel channel, ContactPurpose purpose) {
        return byCountry.getOrDefault(country, byCountry.getOrDefault(ANY, List.of())).stream()
                .map(versions -> versions.floorEntry(day))
                .filter(version -> version != null && version.getValue().isAbout(channel, purpose))
                .findFirst()
                .map(version -> new Found(version.getValue(), version.getKey()));
    }

    /** Countries with rules of their own, and {@link #ANY}. */
    Set<String> countries() {
        return byCountry.keySet();
    }
}
