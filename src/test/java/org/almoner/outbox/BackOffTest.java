package org.almoner.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofMinutes(1));

    @Test
    void waits_double_from_one_minute_to_six_hours() {
        assertEquals(Optional.of(Duration.ofMinutes(1)), backOff.after(1, Duration.ZERO, 0));
        assertEquals(Optional.of(Duration.ofMinutes(2)), backOff.after(2, Duration.ZERO, 0));
        assertEquals(Optional.of(Duration.ofMinutes(256)), backOff.after(9, Duration.ZERO, 0));
        assertEquals(Optional.of(Duration.ofHours(6)), backOff.after(10, Duration.ZERO, 0));
        assertEquals(
                Optional.of(Duration.ofHours(6)),
                backOff.after(Integer.MAX_VALUE, Duration.ZERO, 0));
    }

    @Test
    void chance_adds_at_most_a_fifth() {
        Duration most = backOff.after(1, Duration.ZERO, 0.999_999).orElseThrow();
        assertTrue(most.compareTo(Duration.ofSeconds(60)) > 0);
        assertTrue(most.compareTo(Duration.ofSeconds(72)) <= 0);
    }

    @Test
    void the_last_attempt_comes_after_exactly_three_days_and_then_patience_ends() {
        Duration age = Duration.ZERO;
        int attempts = 0;
        for (Optional<Duration> wait = Optional.of(Duration.ZERO); wait.isPresent(); ) {
            age = age.plus(wait.get());
            attempts++;
            wait = backOff.after(attempts, age, 0.5);
        }
        assertEquals(BackOff.PATIENCE, age);
        assertTrue(attempts > 15 && attempts < 30, "attempts: " + attempts);
    }
}
