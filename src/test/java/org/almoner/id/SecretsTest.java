package org.almoner.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** AU-1: what nobody may guess has 256 random bits. */
class SecretsTest {

    private static final int MANY = 10_000;

    @Test
    void tenThousandAreAllDifferentAndHoldAsMuchChanceAsTheirLength() {
        Ids ids = new Ids(InstantSource.system());
        Set<String> seen = new HashSet<>();
        byte[] all = new byte[MANY * 32];
        for (int i = 0; i < MANY; i++) {
            String secret = ids.secret();
            byte[] bytes = Base64.getUrlDecoder().decode(secret);
            assertEquals(32, bytes.length);
            assertTrue(seen.add(secret), "the same one twice");
            System.arraycopy(bytes, 0, all, i * 32, 32);
        }
        assertTrue(bitsPerByte(all) >= 7.99, "" + bitsPerByte(all));
    }

    @Test
    void theDetectorFires() {
        byte[] lame = new byte[MANY * 32];
        new Random(1).nextBytes(lame);
        assertTrue(bitsPerByte(lame) >= 7.99, "even chance is taken for chance");
        for (int i = 0; i < lame.length; i += 32) {
            lame[i] = 1; // one byte of each is always the same
        }
        assertTrue(bitsPerByte(lame) < 7.99, "" + bitsPerByte(lame));
    }

    private static double bitsPerByte(byte[] bytes) {
        int[] counts = new int[256];
        for (byte one : bytes) {
            counts[one & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / bytes.length;
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
