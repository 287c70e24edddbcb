package org.almoner.signup;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.strongbox.Strongbox;

/**
 * The secrets in mails that ask for a confirmation: 256 bits, computed from the sign-up's id with a
 * key that is no part of the data. So a mail is the same at every try, and the database, which
 * holds a hash, opens nothing.
 */
@Singleton
class SignUpSecrets {

    private final Strongbox strongbox;

    SignUpSecrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** What the mail about a sign-up holds: 43 characters of base64url. */
    String of(UUID signUp) {
        String mac = strongbox.fingerprint("sign-up|" + signUp);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(mac));
    }

    /** By what a secret is known again. */
    static String hash(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
