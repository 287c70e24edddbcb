package org.almoner.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a page begins in a list that is ordered by time, the latest first.
 *
 * @param at of the last one shown; {@code null} at the beginning
 */
record TimeAndId(Instant at, UUID id) {

    static final TimeAndId NONE = new TimeAndId(null, null);

    static TimeAndId read(String text) {
        String[] parts = text.split("/", 2);
        return new TimeAndId(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    }

    String written() {
        return at + "/" + id;
    }
}
