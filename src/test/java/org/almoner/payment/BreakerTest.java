package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When providers are left alone, at both sides of each limit. */
class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final Breaker breaker = new Breaker();

    private void calls(int answered, int failed, Instant at) {
        for (int i = 0; i < answered; i++) {
            breaker.note(false, at);
        }
        for (int i = 0; i < failed; i++) {
            breaker.note(true, at);
        }
    }

    @Test
    void nine_failures_do_not_open_it_and_the_tenth_does() {
        calls(0, 9, NOW);
        assertFalse(breaker.isOpen(NOW));
        assertTrue(breaker.note(true, NOW));
        assertTrue(breaker.isOpen(NOW));
        assertFalse(breaker.admits(NOW));
    }

    @Test
    void less_than_half_of_the_calls_do_not_open_it_and_half_do() {
        calls(6, 5, NOW);
        assertFalse(breaker.isOpen(NOW));
        breaker.note(true, NOW);
        assertTrue(breaker.isOpen(NOW));
    }

    @Test
    void answers_never_open_it_however_many() {
        calls(1000, 0, NOW);
        assertFalse(breaker.isOpen(NOW));
        assertTrue(breaker.admits(NOW));
    }

    @Test
    void failures_of_thirty_seconds_ago_are_forgotten() {
        calls(0, 9, NOW);
        assertFalse(breaker.note(true, NOW.plus(Breaker.WINDOW)));
        calls(0, 8, NOW.plus(Breaker.WINDOW));
        assertFalse(breaker.isOpen(NOW.plus(Breaker.WINDOW)));
    }

    @Test
    void failures_just_within_thirty_seconds_count() {
        calls(0, 9, NOW);
        assertTrue(breaker.note(true, NOW.plus(Breaker.WINDOW).minusNanos(1)));
    }

    @Test
    void open_it_lets_one_call_through_at_a_time_and_closes_when_that_is_answered() {
        calls(0, 10, NOW);
        Instant after = NOW.plus(Breaker.PAUSE);
        assertFalse(breaker.admits(after.minusNanos(1)));
        assertTrue(breaker.admits(after));
        assertFalse(breaker.admits(after), "the probe is under way");
        breaker.note(true, after);
        assertTrue(breaker.isOpen(after));
        assertFalse(breaker.admits(after.plus(Duration.ofSeconds(9))));
        assertTrue(breaker.admits(after.plus(Breaker.PAUSE)));
        breaker.note(false, after.plus(Breaker.PAUSE));
        assertFalse(breaker.isOpen(after.plus(Breaker.PAUSE)));
        calls(0, 9, after.plus(Breaker.PAUSE));
        assertEquals(false, breaker.isOpen(after.plus(Breaker.PAUSE)), "it begins anew");
    }

    /** Whoever asks first before calling must be able to be the probe. */
    @Test
    void when_the_pause_is_over_donors_are_sent_again_until_the_next_failure() {
        calls(0, 10, NOW);
        Instant after = NOW.plus(Breaker.PAUSE);
        assertTrue(breaker.isOpen(after.minusNanos(1)));
        assertFalse(breaker.isOpen(after));
        assertTrue(breaker.admits(after));
        assertTrue(breaker.isOpen(after), "one at a time");
    }
}
