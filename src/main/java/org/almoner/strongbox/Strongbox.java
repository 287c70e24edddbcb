package org.almoner.strongbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jboss.logging.Logger;

/**
 * Seals what must not be readable in the database, and opens it again (PR-2).
 *
 * <p>AES-256 in Galois/Counter Mode with a random nonce of 96 bits; stored as {@code
 * v1:key:nonce:ciphertext}, the last two in Base64 for URLs, the ciphertext with its tag of 128
 * bits. With random nonces a key must not seal more than 2³² values (NIST SP 800-38D, section 8.3);
 * a charity that seals a thousand numbers a day gets there in eleven thousand years, and changing
 * the key starts the count anew.
 */
@Singleton
public class Strongbox {

    private static final Logger LOG = Logger.getLogger(Strongbox.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1";
    private static final Pattern SEALED =
            Pattern.compile("v1:([A-Za-z0-9-]{1,20}):([A-Za-z0-9_-]{16}):([A-Za-z0-9_-]{22,})");
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final Optional<KeyRing> ring;
    private final SecureRandom random = new SecureRandom();

    Strongbox(KeyFile file) {
        this.ring = file.read();
    }

    /** A damaged ring ends the start instead of failing the first donor who needs it. */
    void readKeys(@Observes StartupEvent start) {
        LOG.infof("The strongbox has %d keys", keyIds().size());
    }

    /** Whether there are keys; without them nothing can be sealed or opened. */
    public boolean hasKeys() {
        return ring.isPresent();
    }

    /**
     * Seals a text for its place, under the active key. Sealing the same text twice gives two
     * different results.
     *
     * @throws IllegalStateException when there are no keys
     */
    public String seal(Compartment place, String text) {
        KeyRing keys = keys();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            SecretKey key = keys.key(keys.activeId()).orElseThrow();
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, place)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return String.join(
                    ":",
                    VERSION,
                    keys.activeId(),
                    TO_TEXT.encodeToString(nonce),
                    TO_TEXT.encodeToString(sealed));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java cannot seal", missing);
        }
    }

    /**
     * Opens what was sealed for this place, under whichever key of the ring.
     *
     * @throws CannotOpen when it was changed, sealed for another place, or its key is not here
     * @throws IllegalStateException when there are no keys
     */
    public String open(Compartment place, String sealed) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new CannotOpen("This is not a sealed value");
        }
        SecretKey key =
                keys().key(parts.group(1))
                        .orElseThrow(() -> new CannotOpen("The key is not on the ring"));
        try {
            byte[] nonce = FROM_TEXT.decode(parts.group(2));
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                            .doFinal(FROM_TEXT.decode(parts.group(3)));
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException changed) {
            throw new CannotOpen("The value was changed or belongs to another place");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java cannot open sealed values", missing);
        }
    }

    /**
     * What equal values have in common and nobody without the key can compute: 64 hexadecimal
     * digits (HMAC-SHA-256), to search for a value without opening all. The caller normalises.
     *
     * @throws IllegalStateException when there are no keys
     */
    public String fingerprint(String normalised) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys().fingerprints());
            return HexFormat.of()
                    .formatHex(mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no HMAC", missing);
        }
    }

    private static Cipher cipher(int direction, SecretKey key, byte[] nonce, Compartment place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(direction, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.authenticated());
        return cipher;
    }

    /** The key that seals now; empty when there are no keys. */
    Optional<String> activeKey() {
        return ring.map(KeyRing::activeId);
    }

    /** The keys that open. */
    Set<String> keyIds() {
        return ring.map(KeyRing::ids).orElse(Set.of());
    }

    private KeyRing keys() {
        return ring.orElseThrow(
                () -> new IllegalStateException("There are no keys: set almoner.strongbox.keys"));
    }
}
