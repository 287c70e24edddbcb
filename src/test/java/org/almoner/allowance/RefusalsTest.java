package org.almoner.allowance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.almoner.allowance.AllowanceTable.Exhausted;
import org.junit.jupiter.api.Test;

/** What a node remembers of refusals is bounded, whoever attacks it with whatever. */
class RefusalsTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final Limit TEN = new Limit(10, Duration.ofMinutes(10));

    private final Refusals refusals = new Refusals();

    private void refuse(int network) {
        refusals.remember("network " + network, new Exhausted(TEN, NOW.plusSeconds(600)), NOW);
    }

    private boolean isRefused(int network) {
        return refusals.hold("network " + network, List.of(TEN), NOW);
    }

    @Test
    void aHundredThousandNetworksTakeNoMoreRoomThanTenThousand() {
        for (int network = 0; network < 100_000; network++) {
            refuse(network);
            assertTrue(isRefused(network));
        }
        assertEquals(Refusals.MOST, refusals.size());
        assertFalse(isRefused(100_000 - Refusals.MOST - 1), "learned longest ago");
        assertTrue(isRefused(100_000 - Refusals.MOST));
    }

    @Test
    void theOneLearnedAnewIsYoungAgain() {
        for (int network = 0; network < Refusals.MOST; network++) {
            refuse(network);
        }
        refuse(0);
        assertEquals(Refusals.MOST, refusals.size(), "nobody is there twice");
        refuse(Refusals.MOST);
        assertTrue(isRefused(0));
        assertFalse(isRefused(1));
    }

    @Test
    void askingRemembersNothing() {
        for (int network = 0; network < 1000; network++) {
            assertFalse(isRefused(network));
        }
        assertEquals(0, refusals.size());
    }
}
