package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofMinutes(5);

    private final RetrySchedule schedule = new RetrySchedule(List.of(FIRST, SECOND));

    private Optional<Duration> after(int attempt, String wish) {
        return schedule.after(attempt, wish, NOW, 0);
    }

    @Test
    void waitsAsLongAsItsAttemptSaysAndThenGivesUp() {
        assertEquals(Optional.of(FIRST), after(1, null));
        assertEquals(Optional.of(SECOND), after(2, null));
        assertEquals(Optional.empty(), after(3, null));
    }

    @Test
    void waitsUpToAFifthLongerByChance() {
        assertEquals(Optional.of(Duration.ofMinutes(5)), schedule.after(2, null, NOW, 0));
        assertEquals(
                Optional.of(Duration.ofMinutes(5).plusSeconds(30)),
                schedule.after(2, null, NOW, 0.5));
    }

    @Test
    void aReceiverMayAskForLongerButNotForSooner() {
        assertEquals(Optional.of(Duration.ofSeconds(6)), after(1, "6"));
        assertEquals(Optional.of(FIRST), after(1, "4"));
        assertEquals(Optional.of(FIRST), after(1, "0"));
    }

    @Test
    void aWishIsHeardUpToADay() {
        assertEquals(Optional.of(Duration.ofSeconds(86_399)), after(1, "86399"));
        assertEquals(Optional.of(Duration.ofDays(1)), after(1, "86400"));
        assertEquals(Optional.of(Duration.ofDays(1)), after(1, "86401"));
        assertEquals(Optional.of(Duration.ofDays(1)), after(1, "999999999"));
    }

    @Test
    void aWishMayBeAMomentAsHttpWritesThem() {
        assertEquals(Optional.of(Duration.ofMinutes(2)), after(1, "Thu, 26 Nov 2026 10:02:00 GMT"));
        assertEquals(Optional.of(FIRST), after(1, "Thu, 26 Nov 2026 09:00:00 GMT"));
        assertEquals(Optional.of(Duration.ofDays(1)), after(1, "Thu, 26 Nov 2099 10:00:00 GMT"));
    }

    @Test
    void whatCannotBeReadAsksForNothing() {
        for (String wish : List.of("", "soon", "-5", "1e9", "5 minutes", "9".repeat(41))) {
            assertEquals(Optional.of(FIRST), after(1, wish), wish);
        }
    }

    @Test
    void needsWaitsAboveZero() {
        assertThrows(IllegalStateException.class, () -> new RetrySchedule(List.of()));
        assertThrows(IllegalStateException.class, () -> new RetrySchedule(List.of(Duration.ZERO)));
    }
}
