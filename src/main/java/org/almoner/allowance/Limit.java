package org.almoner.allowance;

import java.time.Duration;

/**
 * So many times in so much time, however the window is laid.
 *
 * @param most at least 1
 * @param window positive, a day at most
 */
public record Limit(int most, Duration window) {

    static final Duration LONGEST = Duration.ofDays(1);

    public Limit {
        if (most < 1 || window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A limit is at least one in at most a day");
        }
    }
}
