package org.almoner.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets and signatures as Standard Webhooks 1.0.0 has them: {@code whsec_} and Base64, HMAC with
 * SHA-256 over id, time and body, joined by full stops.
 */
final class Signature {

    private static final String PREFIX = "whsec_";

    /** The specification asks for 24 to 64. */
    private static final int SECRET_BYTES = 32;

    private Signature() {}

    static String freshSecret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The header {@code webhook-signature}: one signature for each secret, the newest first.
     *
     * @param id without a full stop in it
     * @param seconds since 1970, the moment of the attempt
     */
    static String header(List<String> secrets, String id, long seconds, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + signed(secret, id + "." + seconds + ".", body))
                .collect(Collectors.joining(" "));
    }

    private static String signed(String secret, String before, byte[] body) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no HMAC", missing);
        }
    }
}
