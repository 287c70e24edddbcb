package org.almoner.payment.paypal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Signs notifications as PayPal does, with certificates made by the JDK's keytool once for all
 * tests: two that PayPal serves while it changes them, one of a stranger, one that has run out.
 */
final class FakeSigner {

    /** Names of the certificates. */
    static final String NEWEST = "newest";

    static final String OLD = "old";
    static final String STRANGERS = "strangers";
    static final String EXPIRED = "expired";

    private static final char[] PASSWORD = "only-for-tests".toCharArray();
    private static final KeyStore KEYS = made();

    private FakeSigner() {}

    private static KeyStore made() {
        try {
            Path directory = Files.createTempDirectory("paypal-keys");
            Path file = directory.resolve("keys.p12");
            for (String name : List.of(NEWEST, OLD, STRANGERS, EXPIRED)) {
                keytool(file, name);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD);
            }
            Files.delete(file);
            Files.delete(directory);
            return keys;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void keytool(Path file, String name) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                tool,
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-sigalg",
                                "SHA256withRSA",
                                "-dname",
                                "CN=messageverificationcerts.example.org",
                                "-startdate",
                                "2020/01/01 00:00:00",
                                "-validity",
                                name.equals(EXPIRED) ? "365" : "36500",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** A certificate as PayPal serves it. */
    static byte[] pem(String name) {
        try {
            return ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(KEYS.getCertificate(name).getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The headers of a notification, in lower case. */
    static Map<String, String> sign(
            byte[] body, String webhook, Instant at, String key, String certificate) {
        CRC32 sum = new CRC32();
        sum.update(body);
        String id = "69cd13f0-d67a-11e5-baa3-778b53f4ae55";
        String message = id + "|" + at + "|" + webhook + "|" + sum.getValue();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((PrivateKey) KEYS.getKey(key, PASSWORD));
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = new HashMap<>();
            headers.put("paypal-transmission-id", id);
            headers.put("paypal-transmission-time", at.toString());
            headers.put(
                    "paypal-transmission-sig",
                    Base64.getEncoder().encodeToString(signature.sign()));
            headers.put("paypal-auth-algo", "SHA256withRSA");
            headers.put("paypal-cert-url", certificate);
            return headers;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
