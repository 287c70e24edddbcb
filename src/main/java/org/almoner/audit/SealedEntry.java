package org.almoner.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An entry at its place in the chain.
 *
 * @param position 1 for the first, then without gaps
 * @param previousHash hash of the entry before it; 64 zeros for the first
 * @param hash seals this entry and, through the one before, everything earlier
 */
record SealedEntry(long position, AuditEntry entry, String previousHash, String hash) {

    static final String NOTHING_BEFORE = "0".repeat(64);

    static SealedEntry seal(long position, AuditEntry entry, String previousHash) {
        return new SealedEntry(
                position, entry, previousHash, hashOf(position, entry, previousHash));
    }

    /** Whether the seal fits the content. */
    boolean isIntact() {
        return hash.equals(hashOf(position, entry, previousHash));
    }

    /** Every part with its length in front, so that no two entries are written alike. */
    private static String hashOf(long position, AuditEntry entry, String previousHash) {
        StringBuilder canonical = new StringBuilder(previousHash);
        append(canonical, Long.toString(position));
        append(canonical, entry.id().toString());
        append(canonical, entry.at().getEpochSecond() + "." + entry.at().getNano());
        append(canonical, entry.actor());
        append(canonical, entry.action());
        append(canonical, entry.object());
        append(canonical, entry.office());
        append(canonical, entry.reason());
        return sha256(canonical.toString());
    }

    private static void append(StringBuilder canonical, String part) {
        if (part == null) {
            canonical.append("|-");
        } else {
            canonical.append('|').append(part.length()).append(':').append(part);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
