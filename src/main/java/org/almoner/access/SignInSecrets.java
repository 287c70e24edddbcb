package org.almoner.access;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.almoner.strongbox.Strongbox;

/**
 * What a sign-in mail carries. Both secrets are computed from the request's id with a key that is
 * no part of the data, so that the mail is the same at every try, and the database alone opens
 * nothing: the link's token has 256 bits and is stored as a hash; the code has eight digits, is
 * stored nowhere, and serves only in the browser that asked, five tries long.
 */
@Singleton
class SignInSecrets {

    private static final BigInteger CODES = BigInteger.TEN.pow(8);

    private final Strongbox strongbox;

    SignInSecrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** The token in the link: 64 hexadecimal digits. */
    String link(UUID request) {
        return strongbox.fingerprint("sign-in-link|" + request);
    }

    /** The code beside it: eight digits. */
    String code(UUID request) {
        BigInteger number = new BigInteger(strongbox.fingerprint("sign-in-code|" + request), 16);
        return String.format("%08d", number.mod(CODES).intValueExact());
    }

    /** Compares in the same time whatever was typed. */
    boolean isCode(UUID request, String typed) {
        return MessageDigest.isEqual(
                code(request).getBytes(StandardCharsets.US_ASCII),
                typed.getBytes(StandardCharsets.US_ASCII));
    }
}
