package org.almoner.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, hexadecimal. */
final class Digest {

    private Digest() {}

    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Of several values, each with its length before it, so that no two lists of values look the
     * same when put in a row.
     */
    static String of(List<?> values) {
        StringBuilder canonical = new StringBuilder();
        for (Object value : values) {
            String text = value.toString();
            canonical.append(text.length()).append(':').append(text).append('|');
        }
        return of(canonical.toString());
    }
}
