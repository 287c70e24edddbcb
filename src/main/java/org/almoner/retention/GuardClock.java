package org.almoner.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Refuses to delete by a clock that cannot be right: what a wrong one deletes is gone.
 *
 * @param newest the newest event the database knows; {@code null} when it is empty
 * @param last when a run or a release was last made; {@code null} when none ever was, and then
 *     nothing is deleted anyway
 */
record GuardClock(Instant newest, Instant last) {

    static final Duration BEHIND = Duration.ofDays(1);
    static final Duration JUMP = Duration.ofDays(366);

    /** Why a run is refused. */
    enum Refusal {
        /** The database knows of things that have not happened yet. */
        CLOCK_BEHIND,
        /** More than a year has passed since anybody ran or released anything. */
        CLOCK_JUMPED
    }

    Optional<Refusal> refusal(Instant now) {
        if (isFarAfter(newest, now) || isFarAfter(last, now)) {
            return Optional.of(Refusal.CLOCK_BEHIND);
        }
        return last != null && now.isAfter(last.plus(JUMP))
                ? Optional.of(Refusal.CLOCK_JUMPED)
                : Optional.empty();
    }

    private static boolean isFarAfter(Instant event, Instant now) {
        return event != null && event.isAfter(now.plus(BEHIND));
    }
}
