package org.almoner.giftaid;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.almoner.office.OfficeCode;

/** The terms of all offices that claim Gift Aid, kept in memory. */
@Singleton
class TermsOfGiftAid {

    private volatile Map<OfficeCode, NavigableMap<LocalDate, GiftAidTerms>> terms = Map.of();

    /** The terms in force at an office on a day; empty where no Gift Aid is claimed. */
    Optional<GiftAidTerms> on(OfficeCode office, LocalDate day) {
        return Optional.ofNullable(terms.get(office))
                .map(it -> it.floorEntry(day))
                .map(Map.Entry::getValue);
    }

    void publish(Map<OfficeCode, NavigableMap<LocalDate, GiftAidTerms>> found) {
        terms = Map.copyOf(found);
    }
}
