package org.almoner.contact;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The law on transfers between countries, and what offices have signed, through time.
 *
 * @param rules by their names; each by the first day of its version
 * @param agreements by their names; each by the first day of its version
 */
record TransferBook(
        Map<String, NavigableMap<LocalDate, TransferRule>> rules,
        Map<String, NavigableMap<LocalDate, Agreement>> agreements) {

    TransferBook {
        rules = Map.copyOf(rules);
        agreements = Map.copyOf(agreements);
    }

    /**
     * What stands in one of the two on a day.
     *
     * @param since first day of this version
     */
    record Found<T>(T what, LocalDate since) {}

    /** The instruments between two countries on a day; a consent to the risks comes last. */
    List<Found<TransferRule>> rules(String from, String to, LocalDate day) {
        return on(rules, day)
                .filter(it -> it.what().isBetween(from, to))
                .sorted(
                        Comparator.<Found<TransferRule>, TransferInstrument>comparing(
                                        it -> it.what().instrument())
                                .thenComparing(it -> it.what().id()))
                .toList();
    }

    /** An agreement that is in force on a day. */
    Optional<Found<Agreement>> agreement(LocalDate day, Predicate<Agreement> wanted) {
        return on(agreements, day)
                .filter(it -> wanted.test(it.what()))
                .min(Comparator.comparing(it -> it.what().id()));
    }

    private static <T> Stream<Found<T>> on(
            Map<String, NavigableMap<LocalDate, T>> all, LocalDate day) {
        return all.values().stream()
                .map(versions -> versions.floorEntry(day))
                .filter(Objects::nonNull)
                .map(version -> new Found<>(version.getValue(), version.getKey()));
    }
}
