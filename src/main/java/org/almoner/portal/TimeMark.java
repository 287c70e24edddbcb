package org.almoner.portal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The last of a page that is ordered by time, behind which the next page begins. */
record TimeMark(Instant at, UUID id) {

    /** Reads what {@link #written} wrote; anything else is refused with an exception. */
    static TimeMark read(String text) {
        String[] parts = text.split(":", 2);
        return new TimeMark(
                Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                UUID.fromString(parts[1]));
    }

    String written() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + ":" + id;
    }
}
