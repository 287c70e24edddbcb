package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private String published = "{\"keys\":[]}";
    private int loads;
    private boolean down;

    private final TrustedKeys keys =
            new TrustedKeys(
                    () -> {
                        loads++;
                        if (down) {
                            throw new IOException("down");
                        }
                        return published;
                    },
                    () -> now);

    private static PublicJsonWebKey key(String id) throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    private void publish(JsonWebKey... set) {
        published = new JsonWebKeySet(List.of(set)).toJson(OutputControlLevel.INCLUDE_SYMMETRIC);
    }

    private String refusalOf(String keyId) {
        return assertThrows(TokenRefused.class, () -> keys.find(keyId, "ES256")).getMessage();
    }

    @Nested
    class Loading {

        @Test
        void aThousandInventedKeyIdsCauseAtMostTwoLoads() throws Exception {
            publish(key("a"));
            keys.find("a", "ES256");
            for (int i = 0; i < 1_000; i++) {
                assertEquals("unknown-key", refusalOf("invented-" + i));
                now = now.plusMillis(9);
            }
            assertTrue(loads <= 2, "loads: " + loads);
        }

        /** A change of keys calls for the next set while requests are looking for theirs. */
        @Test
        void nobodyIsRefusedWhileTheSetIsCalledForAnew() throws Exception {
            publish(key("a"));
            AtomicBoolean isOver = new AtomicBoolean();
            Thread changes =
                    new Thread(
                            () -> {
                                while (!isOver.get()) {
                                    keys.forget();
                                }
                            });
            changes.start();
            try {
                for (int i = 0; i < 60_000; i++) {
                    keys.find("a", "ES256");
                }
            } finally {
                isOver.set(true);
                changes.join();
            }
        }

        @Test
        void aKeyIsNotReadAgainWhileItIsFresh() throws Exception {
            publish(key("a"));
            for (int i = 0; i < 29; i++) {
                keys.find("a", "ES256");
                now = now.plusSeconds(1);
            }
            assertEquals(1, loads);
        }

        @Test
        void aNewKeyIsFoundWithoutRestart() throws Exception {
            publish(key("a"));
            keys.find("a", "ES256");
            publish(key("b"));
            now = now.plus(TrustedKeys.PAUSE);
            assertNotNull(keys.find("b", "ES256"));
        }

        @Test
        void aWithdrawnKeyIsRefusedAfterThirtySeconds() throws Exception {
            publish(key("a"));
            keys.find("a", "ES256");
            publish(key("b"));
            now = now.plus(TrustedKeys.FRESH);
            assertEquals("unknown-key", refusalOf("a"));
        }

        @Test
        void anIssuerThatIsDownForAMomentLocksNobodyOut() throws Exception {
            publish(key("a"));
            keys.find("a", "ES256");
            down = true;
            now = now.plus(Duration.ofMinutes(4));
            assertNotNull(keys.find("a", "ES256"));
            now = now.plus(Duration.ofMinutes(2));
            assertEquals("keys-unreachable", refusalOf("a"));
            down = false;
            now = now.plus(TrustedKeys.PAUSE);
            assertNotNull(keys.find("a", "ES256"));
        }

        @Test
        void aClockSetBackDoesNotKeepOldKeysForEver() throws Exception {
            publish(key("a"));
            keys.find("a", "ES256");
            publish(key("b"));
            now = now.minus(Duration.ofHours(1));
            assertEquals("unknown-key", refusalOf("a"));
        }
    }

    @Nested
    class KeysThatAreNotForThis {

        @Test
        void aSymmetricKeyIsNeverUsed() throws Exception {
            OctetSequenceJsonWebKey secret = OctJwkGenerator.generateJwk(256);
            secret.setKeyId("s");
            publish(secret);
            assertEquals("key-not-for-this", refusalOf("s"));
        }

        @Test
        void aKeyForEncryptionIsNeverUsed() throws Exception {
            PublicJsonWebKey encryption = key("e");
            encryption.setUse("enc");
            publish(encryption);
            assertEquals("unknown-key", refusalOf("e"));
        }

        @Test
        void aKeyOfAnotherCurveOrForAnotherAlgorithmIsNeverUsed() throws Exception {
            PublicJsonWebKey large = EcJwkGenerator.generateJwk(EllipticCurves.P384);
            large.setKeyId("p384");
            PublicJsonWebKey other = key("other");
            other.setAlgorithm("ES384");
            publish(large, other);
            assertEquals("key-not-for-this", refusalOf("p384"));
            assertEquals("key-not-for-this", refusalOf("other"));
        }

        @Test
        void aShortRsaKeyIsNeverUsed() throws Exception {
            PublicJsonWebKey small = RsaJwkGenerator.generateJwk(1024);
            small.setKeyId("rsa");
            publish(small);
            assertThrows(TokenRefused.class, () -> keys.find("rsa", "RS256"));
        }
    }
}
