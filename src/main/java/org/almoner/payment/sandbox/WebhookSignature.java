package org.almoner.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a notification, as Stripe makes it: {@code t=<unix time>,v1=<hex HMAC-SHA-256 of
 * "t.body">}, with one {@code v1} per secret while secrets are being changed. Valid for 300 seconds
 * before and after the receiver's time (EO-15).
 */
final class WebhookSignature {

    static final String HEADER = "Sandbox-Signature";
    static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int LONGEST = 1024;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private WebhookSignature() {}

    static String sign(byte[] body, List<String> secrets, Instant now) {
        long time = now.getEpochSecond();
        return secrets.stream()
                .map(secret -> "v1=" + HexFormat.of().formatHex(digest(body, time, secret)))
                .collect(Collectors.joining(",", "t=" + time + ",", ""));
    }

    /** Whether the header signs exactly these bytes with one of the secrets at about this time. */
    static boolean isGenuine(byte[] body, String header, List<String> secrets, Instant now) {
        if (header == null || header.length() > LONGEST || body.length == 0) {
            return false;
        }
        Long time = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            String value = part.strip();
            if (value.startsWith("t=") && TIME.matcher(value.substring(2)).matches()) {
                if (time != null) {
                    return false;
                }
                time = Long.valueOf(value.substring(2));
            } else if (value.startsWith("v1=") && DIGEST.matcher(value.substring(3)).matches()) {
                signatures.add(HexFormat.of().parseHex(value.substring(3)));
            }
        }
        if (time == null || Math.abs(now.getEpochSecond() - time) > TOLERANCE.toSeconds()) {
            return false;
        }
        boolean genuine = false;
        for (String secret : secrets) {
            byte[] expected = digest(body, time, secret);
            for (byte[] signature : signatures) {
                genuine |= MessageDigest.isEqual(expected, signature);
            }
        }
        return genuine;
    }

    private static byte[] digest(byte[] body, long time, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", impossible);
        }
    }
}
