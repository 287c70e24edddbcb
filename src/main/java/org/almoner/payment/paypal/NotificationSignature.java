package org.almoner.payment.paypal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The signature of a notification: RSA with SHA-256 over {@code transmission id|time|webhook
 * id|CRC-32 of the body}. It is checked here, with PayPal's certificate, and not by asking PayPal
 * back: that would be a call for each notification, and would need the body written anew. The
 * webhook id is ours by configuration, never the request's, so a notification to another merchant,
 * though genuine, is none for us.
 */
final class NotificationSignature {

    /** As for every provider (EO-15); PayPal signs each transmission with its own time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String ALGORITHM = "SHA256withRSA";
    private static final int LONGEST = 1024;

    private final PaypalAccounts accounts;
    private final PaypalCertificates certificates;

    NotificationSignature(PaypalAccounts accounts, PaypalCertificates certificates) {
        this.accounts = accounts;
        this.certificates = certificates;
    }

    /** The account that a notification was signed for; empty when it was for none of ours. */
    Optional<PaypalAccount> signedFor(byte[] body, Map<String, String> headers, Instant now) {
        String id = header(headers, "id");
        String time = header(headers, "time");
        String signature = header(headers, "sig");
        boolean isComplete =
                !id.isEmpty()
                        && !signature.isEmpty()
                        && ALGORITHM.equals(headers.get("paypal-auth-algo"));
        if (!isComplete || body.length == 0 || !isRecent(time, now)) {
            return Optional.empty();
        }
        Optional<PublicKey> key = certificates.key(headerOf(headers, "paypal-cert-url"), now);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        CRC32 sum = new CRC32();
        sum.update(body);
        return accounts.all().stream()
                .filter(
                        account ->
                                isSigned(
                                        String.join(
                                                "|",
                                                id,
                                                time,
                                                account.webhookId(),
                                                String.valueOf(sum.getValue())),
                                        signature,
                                        key.get()))
                .findFirst();
    }

    private static String header(Map<String, String> headers, String name) {
        return headerOf(headers, "paypal-transmission-" + name);
    }

    private static String headerOf(Map<String, String> headers, String name) {
        String value = headers.getOrDefault(name, "");
        return value.length() > LONGEST ? "" : value;
    }

    private static boolean isRecent(String time, Instant now) {
        try {
            Duration apart = Duration.between(Instant.parse(time), now).abs();
            return apart.compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    private static boolean isSigned(String message, String signature, PublicKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return false;
        }
    }
}
