package org.almoner.account;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.strongbox.Strongbox;

/**
 * The secrets in mails about accounts: 256 bits, computed from what they are for with a key that is
 * no part of the data. So a mail is the same at every try, and nothing readable is stored.
 */
@Singleton
class MailedSecrets {

    private final Strongbox strongbox;

    MailedSecrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** What the mail of a kind about a change holds: 43 characters of base64url. */
    String of(AccountLetter.Kind kind, UUID change) {
        String mac = strongbox.fingerprint("account-mail|" + kind + "|" + change);
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
