package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MakeCarriersTest {

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5));

    private static Settings with(Duration lease, List<Duration> waits) {
        return new Settings(Optional.empty(), false, lease, waits);
    }

    @Test
    void aLeaseThatMayEndDuringACallEndsTheStart() {
        // Three times the five seconds that a receiver may take.
        assertThrows(
                IllegalStateException.class,
                () -> MakeCarriers.refuse(with(Duration.ofSeconds(15), WAITS)));
        assertDoesNotThrow(() -> MakeCarriers.refuse(with(Duration.ofMillis(15_001), WAITS)));
    }

    @Test
    void waitsThatAreNoneEndTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> MakeCarriers.refuse(with(Duration.ofMinutes(1), List.of())));
    }
}
