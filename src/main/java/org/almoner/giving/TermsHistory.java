package org.almoner.giving;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The terms of one office through time: each is in force from its day, at the office. */
final class TermsHistory {

    private final ZoneId zone;
    private final NavigableMap<LocalDate, GivingTerms> versions;

    TermsHistory(ZoneId zone, Map<LocalDate, GivingTerms> versions) {
        this.zone = zone;
        this.versions = new TreeMap<>(versions);
    }

    /** The terms in force; before the first day of all, the first ones. */
    GivingTerms at(Instant instant) {
        Map.Entry<LocalDate, GivingTerms> found =
                versions.floorEntry(instant.atZone(zone).toLocalDate());
        return found == null ? versions.firstEntry().getValue() : found.getValue();
    }
}
