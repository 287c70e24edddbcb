package org.almoner.strongbox;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys: several that open, one of them active, which seals; and one for fingerprints. Written
 * as lines of {@code name = value}:
 *
 * <pre>
 * active = 2026-11
 * key.2026-11 = (32 random bytes in Base64)
 * key.2025-04 = (an older one, which still opens)
 * fingerprints = (32 other random bytes in Base64)
 * </pre>
 *
 * A ring that is not understood whole is refused: a guessed key would make data unreadable.
 */
final class KeyRing {

    private static final int KEY_BYTES = 32;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9-]{1,20}");
    private static final String ACTIVE = "active";
    private static final String FINGERPRINTS = "fingerprints";
    private static final String KEY = "key.";

    private final String active;
    private final Map<String, SecretKey> keys;
    private final SecretKey fingerprints;

    private KeyRing(String active, Map<String, SecretKey> keys, SecretKey fingerprints) {
        this.active = active;
        this.keys = keys;
        this.fingerprints = fingerprints;
    }

    /**
     * Reads a ring.
     *
     * @throws IllegalArgumentException naming the line or the rule that is broken, never a key
     */
    static KeyRing parse(String text) {
        Map<String, String> lines = lines(text);
        String active = required(lines, ACTIVE);
        SecretKey fingerprints = key(FINGERPRINTS, required(lines, FINGERPRINTS), "HmacSHA256");
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        lines.forEach((name, value) -> keys.put(keyId(name), key(name, value, "AES")));
        if (!keys.containsKey(active)) {
            throw new IllegalArgumentException("The active key is not on the ring");
        }
        Set<String> distinct = new HashSet<>();
        keys.values().forEach(key -> distinct.add(Arrays.toString(key.getEncoded())));
        distinct.add(Arrays.toString(fingerprints.getEncoded()));
        if (distinct.size() != keys.size() + 1) {
            throw new IllegalArgumentException("Two keys of the ring are the same");
        }
        return new KeyRing(active, Map.copyOf(keys), fingerprints);
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Line " + number + " is not 'name = value'");
            }
            String name = line.substring(0, equals).strip();
            if (lines.put(name, line.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("Line " + number + " repeats a name");
            }
        }
        return lines;
    }

    private static String required(Map<String, String> lines, String name) {
        String value = lines.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no line '" + name + "'");
        }
        return value;
    }

    private static String keyId(String name) {
        String id = name.startsWith(KEY) ? name.substring(KEY.length()) : "";
        if (!KEY_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Names are 'active', 'fingerprints' and 'key.' with 1 to 20 letters, digits or"
                            + " hyphens");
        }
        return id;
    }

    private static SecretKey key(String name, String base64, String algorithm) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            bytes = new byte[0]; // the decoder's own message would quote a character of the key
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("'" + name + "' is not 32 bytes in Base64");
        }
        return new SecretKeySpec(bytes, algorithm);
    }

    /** Which key seals. */
    String activeId() {
        return active;
    }

    /** The ids of all keys that open. */
    Set<String> ids() {
        return keys.keySet();
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    SecretKey fingerprints() {
        return fingerprints;
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
