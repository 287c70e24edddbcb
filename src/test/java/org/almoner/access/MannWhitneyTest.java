package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The detector of differences in time is shown some, so that its silence means something. */
class MannWhitneyTest {

    @Test
    void agreesWithAnExampleWorkedOutByHand() {
        // Ranks of the first: 1, 2, 3, 4, 5; U = 0, mean 12.5, deviation sqrt(25 * 11 / 12).
        MannWhitney apart = MannWhitney.of(new long[] {1, 2, 3, 4, 5}, new long[] {6, 7, 8, 9, 10});
        assertEquals(0.01219, apart.p(), 0.0001);
        assertEquals(5, apart.medianGap());
        MannWhitney same = MannWhitney.of(new long[] {7, 7, 7}, new long[] {7, 7, 7});
        assertEquals(1, same.p());
        MannWhitney mixed = MannWhitney.of(new long[] {1, 4, 5, 8}, new long[] {2, 3, 6, 7});
        assertTrue(mixed.p() > 0.9, "" + mixed);
    }

    @Test
    void isSilentWhereNothingDiffersAndFiresWhereAnAddressIsLookedUpFirst() {
        long[] unknown = times(1, 0);
        assertTrue(MannWhitney.of(unknown, times(2, 0)).p() > 0.01);
        // Half a millisecond more for what is known, under noise of two.
        MannWhitney planted = MannWhitney.of(unknown, times(3, 500_000));
        assertTrue(planted.p() < 0.01, "" + planted);
    }

    private static long[] times(long seed, long more) {
        Random chance = new Random(seed);
        long[] nanos = new long[2000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 5_000_000 + more + (long) (Math.abs(chance.nextGaussian()) * 2_000_000);
        }
        return nanos;
    }
}
