package org.almoner.access;

import java.io.IOException;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The issuer's keys, remembered for a short while: a withdrawn key stops working within that time,
 * and strangers who invent key ids cause no more than one reload per pause.
 */
final class TrustedKeys {

    /** After this the set is read again before it is used. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** The shortest time between two loads, whatever is asked for. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** How long the last good set serves while the issuer does not answer. */
    static final Duration LONGEST_WITHOUT_NEWS = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(TrustedKeys.class);
    private static final int SMALLEST_RSA_BITS = 2048;

    private final KeySource source;
    private final InstantSource clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Snapshot known = new Snapshot(Map.of(), Instant.EPOCH);
    private volatile Instant lastTry = Instant.EPOCH;

    TrustedKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    private record Snapshot(Map<String, JsonWebKey> keys, Instant loadedAt) {}

    /** The public key of that id, if it is meant for signatures of that algorithm. */
    Key find(String keyId, String algorithm) throws TokenRefused {
        Instant now = clock.instant();
        // One set from here on: another thread may call for the next one at any moment.
        Snapshot current = known;
        if (!younger(current.loadedAt(), FRESH, now) || !current.keys().containsKey(keyId)) {
            current = reload(now);
        }
        if (!younger(current.loadedAt(), LONGEST_WITHOUT_NEWS, now)) {
            throw new TokenRefused("keys-unreachable");
        }
        JsonWebKey key = current.keys().get(keyId);
        if (key == null) {
            throw new TokenRefused("unknown-key");
        }
        if (!fits(key, algorithm)) {
            throw new TokenRefused("key-not-for-this");
        }
        return key.getKey();
    }

    /** Reads the set again before it is used the next time: it is known to have changed. */
    void forget() {
        loading.lock();
        try {
            lastTry = Instant.EPOCH;
            known = new Snapshot(known.keys(), Instant.EPOCH);
        } finally {
            loading.unlock();
        }
    }

    /** The set as it is now, read anew unless that was tried a moment ago. */
    private Snapshot reload(Instant now) {
        loading.lock();
        try {
            if (!younger(lastTry, PAUSE, now)) {
                lastTry = now;
                known = new Snapshot(parsed(source.load()), now);
            }
            return known;
        } catch (IOException | JoseException failure) {
            LOG.warnf(
                    "The keys of the identity provider could not be loaded: %s",
                    failure.getClass().getSimpleName());
            return known;
        } finally {
            loading.unlock();
        }
    }

    /** A clock that was set back makes everything old rather than young for ever. */
    private static boolean younger(Instant then, Duration age, Instant now) {
        return !then.isAfter(now) && then.plus(age).isAfter(now);
    }

    private static Map<String, JsonWebKey> parsed(String json) throws JoseException {
        Map<String, JsonWebKey> keys = new HashMap<>();
        for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
            if (key.getKeyId() != null && isForSignatures(key)) {
                keys.putIfAbsent(key.getKeyId(), key);
            }
        }
        return Map.copyOf(keys);
    }

    private static boolean isForSignatures(JsonWebKey key) {
        return key.getUse() == null || key.getUse().equals("sig");
    }

    private static boolean fits(JsonWebKey key, String algorithm) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        return switch (algorithm) {
            case "ES256" ->
                    key instanceof EllipticCurveJsonWebKey ec && ec.getCurveName().equals("P-256");
            case "EdDSA" ->
                    key instanceof OctetKeyPairJsonWebKey okp && okp.getSubtype().equals("Ed25519");
            case "RS256", "PS256" ->
                    key instanceof RsaJsonWebKey
                            && key.getKey() instanceof RSAPublicKey rsa
                            && rsa.getModulus().bitLength() >= SMALLEST_RSA_BITS;
            default -> false;
        };
    }
}
