package org.almoner.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signatures this node has verified, so that the token of a person who reads ten pages is computed
 * once: verifying ES256 costs as much as everything else of a small request together.
 *
 * <p>Why it is safe. A signature that was good for these very bytes under this very key is good for
 * ever; that is all that is remembered. It is found again only by the SHA-256 of the whole token,
 * header and signature included, so another token would have to collide with it, and only for a key
 * equal to the one it was verified with. Whatever may change is asked at every request as before:
 * whether the key still counts ({@link TrustedKeys}), time, issuer and all other claims ({@link
 * CheckClaims}), and whether the session lives ({@link CurrentDonor}). Tokens are not kept, only
 * their hashes. Nothing that was refused is remembered, so strangers cannot fill it; it holds
 * {@link #MOST}, and the one remembered longest makes room.
 */
final class VerifiedSignatures {

    /** About two megabytes. */
    static final int MOST = 10_000;

    private final Map<ByteBuffer, Key> known = new LinkedHashMap<>();

    /** Whether the token's signature was found to be good under the key. */
    boolean hold(String token, Key key) {
        ByteBuffer hash = hash(token);
        Key verified;
        synchronized (known) {
            verified = known.get(hash);
        }
        return key.equals(verified);
    }

    /** To be called for a signature that has just been verified, and for no other. */
    void remember(String token, Key key) {
        ByteBuffer hash = hash(token);
        synchronized (known) {
            known.put(hash, key);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
