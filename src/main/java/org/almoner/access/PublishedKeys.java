package org.almoner.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The key set an identity provider publishes, from a file or an address. */
final class PublishedKeys {

    /** A key set of dozens of keys is still far smaller. */
    private static final int LARGEST = 256 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private PublishedKeys() {}

    /**
     * Decides by the spelling where the keys come from.
     *
     * @throws IllegalArgumentException for plain {@code http:} to another machine and for unknown
     *     schemes
     */
    static KeySource at(String place) {
        if (place.startsWith("https:") || place.startsWith("http:")) {
            return fromAddress(URI.create(place));
        }
        if (place.startsWith("file:")) {
            return fromFile(Path.of(URI.create(place)));
        }
        if (place.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
            throw new IllegalArgumentException(
                    "almoner.access.staff.jwks must be a file or an https address");
        }
        return fromFile(Path.of(place));
    }

    private static KeySource fromFile(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return limited(in);
            }
        };
    }

    private static KeySource fromAddress(URI address) {
        boolean plain = address.getScheme().equals("http");
        if (plain && !LOOPBACK.contains(address.getHost())) {
            throw new IllegalArgumentException(
                    "almoner.access.staff.jwks must use https: whoever can change the keys on the"
                            + " way can sign in as anybody");
        }
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(5))
                        .header("Accept", "application/jwk-set+json, application/json")
                        .build();
        return () -> fetched(client, request);
    }

    private static String fetched(HttpClient client, HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("Status " + answer.statusCode());
                }
                return limited(body);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }

    private static String limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("The key set is too large");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
