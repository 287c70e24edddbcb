package org.almoner.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: twice as long each time, up to six hours, and none at
 * all once three days have passed (EO-17). Up to a fifth more by chance, so that the debts of an
 * outage do not all come back in the same second.
 *
 * @param first the wait after the first failure
 */
record BackOff(Duration first) {

    static final Duration LONGEST = Duration.ofHours(6);
    static final Duration PATIENCE = Duration.ofHours(72);

    BackOff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("almoner.outbox.first-retry must be above zero");
        }
    }

    /**
     * The wait after a failed attempt; empty when it is time to give up. The last attempt is made
     * when patience ends, not before.
     *
     * @param attempt which attempt failed, from 1
     * @param age for how long it has been tried
     * @param chance from 0 to below 1
     */
    Optional<Duration> after(int attempt, Duration age, double chance) {
        Duration left = PATIENCE.minus(age);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Duration wait = grown(attempt);
        Duration jittered = wait.plusMillis((long) (wait.toMillis() * chance / 5));
        return Optional.of(jittered.compareTo(left) > 0 ? left : jittered);
    }

    private Duration grown(int attempt) {
        int doublings = Math.min(Math.max(0, attempt - 1), 30);
        long millis = first.toMillis() << Math.min(doublings, 20);
        return millis > LONGEST.toMillis() ? LONGEST : Duration.ofMillis(millis);
    }
}
