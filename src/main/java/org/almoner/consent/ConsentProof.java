package org.almoner.consent;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Where an answer came from, kept apart from the ledger so that it can be deleted. Prints only its
 * id.
 *
 * @param salt 256 random bits, hexadecimal: without it nobody can find the address by trying all
 * @param ip empty when unknown
 * @param userAgent empty when unknown
 * @param evidence {@code null} for what was not written down by staff
 */
record ConsentProof(UUID id, String salt, String ip, String userAgent, EvidenceMark evidence) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_IP = 45;
    private static final int MAX_USER_AGENT = 400;

    static ConsentProof of(UUID id, ConsentCircumstances circumstances, EvidenceMark evidence) {
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        return new ConsentProof(
                id,
                HexFormat.of().formatHex(salt),
                oneLine(circumstances.ip(), MAX_IP),
                oneLine(circumstances.userAgent(), MAX_USER_AGENT),
                evidence);
    }

    /** What the chain remembers of it. */
    String digest() {
        return evidence == null
                ? Digest.of(List.of(salt, ip, userAgent))
                : Digest.of(List.of(salt, ip, userAgent, evidence.digest()));
    }

    /** Without controls and lone surrogates, which the database refuses, and cut. */
    static String oneLine(String text, int maxLength) {
        if (text == null) {
            return "";
        }
        return text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .limit(maxLength)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        return "ConsentProof[" + id + "]";
    }
}
