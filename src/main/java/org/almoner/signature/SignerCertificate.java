package org.almoner.signature;

import java.time.Instant;
import java.util.Locale;

/**
 * A certificate under which documents are signed, as whoever compares it sees it in a reader.
 *
 * @param subject whom it names, in the certificate's own order: {@code C=CA,O=Example,CN=…}
 * @param issuer who vouches for that; the same when nobody else does
 * @param serialNumber hexadecimal, given by the issuer
 * @param sha256 fingerprint: SHA-256 of the certificate in DER, hexadecimal
 * @param validFrom first moment it may be signed with
 * @param validUntil last one
 */
public record SignerCertificate(
        String subject,
        String issuer,
        String serialNumber,
        String sha256,
        Instant validFrom,
        Instant validUntil) {

    /** Its fingerprint in capitals and pairs, as readers of PDF show it. */
    public String fingerprint() {
        return sha256.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1 ");
    }
}
