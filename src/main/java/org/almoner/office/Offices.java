package org.almoner.office;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The advancement offices, kept in memory; no call costs a query. What another node changes is seen
 * after {@code almoner.office.refresh-every}.
 */
@Singleton
public class Offices {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final InstantSource clock;
    private final OfficeCode headquarters;
    private volatile Map<OfficeCode, OfficeHistory> histories = Map.of();

    /**
     * @param headquarters code of the office that serves countries without an office of their own
     */
    Offices(
            InstantSource clock,
            @ConfigProperty(name = "almoner.office.headquarters", defaultValue = "US")
                    String headquarters) {
        this.clock = clock;
        this.headquarters = new OfficeCode(headquarters);
    }

    /** Whether this is a country of ISO 3166-1 alpha-2, in capitals. */
    public static boolean isCountry(String country) {
        return country != null && COUNTRIES.contains(country);
    }

    /**
     * The office that serves donors of a country now: the country's own if it takes gifts,
     * otherwise the headquarters.
     *
     * @throws IllegalArgumentException when there is no such country, see {@link #isCountry}
     */
    public Office forCountry(String country) {
        return forCountry(country, clock.instant());
    }

    /** As {@link #forCountry(String)}, at another moment. */
    public Office forCountry(String country, Instant at) {
        if (!isCountry(country)) {
            throw new IllegalArgumentException("A country is two capital letters of ISO 3166-1");
        }
        return histories.values().stream()
                .map(it -> it.at(at))
                .filter(it -> it.takesGifts() && it.country().equals(country))
                .findFirst()
                .orElseGet(() -> byCode(headquarters, at));
    }

    /** The office as it is now; empty when there is none of that code. */
    public Optional<Office> find(OfficeCode code) {
        return find(code, clock.instant());
    }

    /** The office as it was at a moment; empty when there is none of that code. */
    public Optional<Office> find(OfficeCode code, Instant at) {
        return Optional.ofNullable(histories.get(code)).map(it -> it.at(at));
    }

    /**
     * The office as it is now.
     *
     * @throws NoSuchElementException when there is none of that code
     */
    public Office byCode(OfficeCode code) {
        return byCode(code, clock.instant());
    }

    /**
     * The office as it was at a moment.
     *
     * @throws NoSuchElementException when there is none of that code
     */
    public Office byCode(OfficeCode code, Instant at) {
        return find(code, at)
                .orElseThrow(() -> new NoSuchElementException("There is no office " + code));
    }

    /**
     * The present day at the office.
     *
     * @throws NoSuchElementException when there is none of that code
     */
    public LocalDate today(OfficeCode code) {
        Instant now = clock.instant();
        return byCode(code, now).dayOf(now);
    }

    /** All offices as they are now, in the order of their codes. */
    public List<Office> all() {
        Instant now = clock.instant();
        return histories.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(OfficeCode::value)))
                .map(it -> it.getValue().at(now))
                .toList();
    }

    /** Replaces what is known; refused when the headquarters is not among the offices. */
    void publish(Map<OfficeCode, OfficeHistory> known) {
        if (!known.containsKey(headquarters)) {
            throw new IllegalStateException(
                    "almoner.office.headquarters names "
                            + headquarters
                            + ", but the catalogue has no such office");
        }
        histories = Map.copyOf(known);
    }
}
