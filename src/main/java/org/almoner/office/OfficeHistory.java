package org.almoner.office;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One office through time: each version is in force from its day, at the office, to the next. */
final class OfficeHistory {

    private final ZoneId zone;
    private final NavigableMap<LocalDate, Office> versions;

    OfficeHistory(ZoneId zone, Map<LocalDate, Office> versions) {
        this.zone = zone;
        this.versions = new TreeMap<>(versions);
    }

    /** The version in force; before the first day of all, the first one. */
    Office at(Instant instant) {
        Map.Entry<LocalDate, Office> found =
                versions.floorEntry(instant.atZone(zone).toLocalDate());
        return found == null ? versions.firstEntry().getValue() : found.getValue();
    }
}
