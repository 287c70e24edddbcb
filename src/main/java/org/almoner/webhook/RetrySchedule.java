package org.almoner.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long to wait after a failed attempt, and when to give up. Up to a fifth more by chance, so
 * that the messages of an outage do not all come back in the same second. A receiver that says when
 * to come back ({@code Retry-After}, RFC 9110, section 10.2.3) is not asked sooner, within a day.
 *
 * @param waits the wait after each attempt but the last
 */
record RetrySchedule(List<Duration> waits) {

    static final Duration LONGEST_WISH = Duration.ofDays(1);

    RetrySchedule {
        if (waits.isEmpty() || waits.stream().anyMatch(it -> it.isNegative() || it.isZero())) {
            throw new IllegalStateException(
                    "almoner.webhooks.retry-after must be waits above zero");
        }
        waits = List.copyOf(waits);
    }

    /**
     * The wait; empty when it is time to give up.
     *
     * @param attempt which attempt failed, from 1
     * @param wish the receiver's {@code Retry-After}, or {@code null}
     * @param chance from 0 to below 1
     */
    Optional<Duration> after(int attempt, String wish, Instant now, double chance) {
        if (attempt > waits.size()) {
            return Optional.empty();
        }
        Duration planned = waits.get(Math.max(0, attempt - 1));
        Duration jittered = planned.plusMillis((long) (planned.toMillis() * chance / 5));
        Duration wished = read(wish, now);
        return Optional.of(wished.compareTo(jittered) > 0 ? wished : jittered);
    }

    /** What the header asks for, from nothing to a day; what cannot be read asks for nothing. */
    static Duration read(String wish, Instant now) {
        if (wish == null || wish.length() > 40) {
            return Duration.ZERO;
        }
        Duration asked = wish.strip().matches("[0-9]{1,9}") ? seconds(wish) : until(wish, now);
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : asked;
    }

    private static Duration seconds(String wish) {
        return Duration.ofSeconds(Long.parseLong(wish.strip()));
    }

    private static Duration until(String wish, Instant now) {
        try {
            return Duration.between(
                    now,
                    DateTimeFormatter.RFC_1123_DATE_TIME
                            .withLocale(Locale.ROOT)
                            .parse(wish.strip(), Instant::from));
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
