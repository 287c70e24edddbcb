package org.almoner.giving;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NoSuchElementException;
import org.almoner.office.OfficeCode;

/** What each office offers to givers, kept in memory; no call costs a query. */
@Singleton
public class GivingCatalogue {

    private final InstantSource clock;
    private volatile Map<OfficeCode, TermsHistory> histories = Map.of();

    GivingCatalogue(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The terms in force now.
     *
     * @throws NoSuchElementException when there is no such office
     */
    public GivingTerms of(OfficeCode office) {
        return of(office, clock.instant());
    }

    /**
     * The terms in force at a moment.
     *
     * @throws NoSuchElementException when there is no such office
     */
    public GivingTerms of(OfficeCode office, Instant at) {
        TermsHistory history = histories.get(office);
        if (history == null) {
            throw new NoSuchElementException("There are no giving terms of an office " + office);
        }
        return history.at(at);
    }

    void publish(Map<OfficeCode, TermsHistory> known) {
        histories = Map.copyOf(known);
    }
}
