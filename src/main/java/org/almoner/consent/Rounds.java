package org.almoner.consent;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/**
 * Looks at all donors a slice at a time and begins anew at the end, and remembers of whom a look
 * found something. The next look at the same donors forgets what is no more.
 */
final class Rounds {

    /** Before every donor. */
    static final UUID START = new UUID(0, 0);

    private static final int MOST_FOUND = 1_000;

    /** A self-check reads so many slices at most, and goes on there the next time. */
    static final int SLICES_PER_CHECK = 10;

    /** Ids as text, which sorts as the database sorts them. */
    private final ConcurrentSkipListSet<String> found = new ConcurrentSkipListSet<>();

    private final Function<UUID, UUID> slice;
    private UUID cursor = START;

    /**
     * Rounds of one kind of look.
     *
     * @param slice looks at the donors behind one, {@link #note notes} them and gives the last;
     *     {@code null} when none comes after it
     */
    Rounds(Function<UUID, UUID> slice) {
        this.slice = slice;
    }

    /** Looks at the next slice; whether the round ended with it. */
    synchronized boolean goOn() {
        UUID last = slice.apply(cursor);
        cursor = last == null ? START : last;
        return last == null;
    }

    /** Some of whom something was found, after a look at some slices more. */
    List<String> offenders(int limit) {
        boolean isRoundComplete = false;
        for (int i = 0; i < SLICES_PER_CHECK && !isRoundComplete; i++) {
            isRoundComplete = goOn();
        }
        return found.stream().limit(limit).toList();
    }

    /**
     * Remembers what a look found.
     *
     * @param after behind whom the look began
     * @param last whom it ended with; {@code null} when none comes after
     * @param seen of whom something was found
     * @return those of whom it was not known; empty when more are known than anybody will read
     */
    List<UUID> note(UUID after, UUID last, Collection<UUID> seen) {
        var before =
                last == null
                        ? found.tailSet(after.toString(), false)
                        : found.subSet(after.toString(), false, last.toString(), true);
        before.removeIf(id -> !seen.contains(UUID.fromString(id)));
        List<UUID> news = seen.stream().filter(id -> !found.contains(id.toString())).toList();
        if (found.size() >= MOST_FOUND) {
            return List.of();
        }
        news.forEach(id -> found.add(id.toString()));
        return news;
    }

    /** Of how many something was found. */
    int size() {
        return found.size();
    }
}
