package org.almoner.staff;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

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

    /** A page of what was found, which is one more than fits when there is a next page. */
    static <T> Listing<T> page(List<T> found, int limit, Function<T, TimeAndId> mark) {
        if (found.size() <= limit) {
            return new Listing<>(found, null);
        }
        TimeAndId last = mark.apply(found.get(limit - 1));
        return new Listing<>(
                found.subList(0, limit), PageRequest.cursorFor(last.at() + "/" + last.id()));
    }
}
