package org.almoner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the provider itself knows, asked over its API: the truth that all others are held against.
 */
final class ProviderRecord {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final Path journal;

    ProviderRecord(Cluster cluster) {
        this.base = cluster.provider().base();
        this.journal = cluster.directory().resolve("provider").resolve("journal.jsonl");
    }

    /**
     * One line for each payment: our id, where it ended, how much flowed back, and how many
     * bookings that makes.
     */
    List<String> payments() {
        List<String> lines = new ArrayList<>();
        String after = null;
        JsonNode items;
        do {
            String query = "/payments?changed_since=1970-01-01T00:00:00Z&limit=100";
            items = get(after == null ? query : query + "&after=" + after).get("items");
            for (JsonNode payment : items) {
                lines.add(line(payment));
                after = payment.get("ref").asText();
            }
        } while (!items.isEmpty());
        return lines.stream().sorted().toList();
    }

    private static String line(JsonNode payment) {
        long back = 0;
        for (JsonNode reversal : payment.get("reversals")) {
            back += reversal.get("minor").asLong();
        }
        String status = payment.get("status").asText();
        int bookings = status.equals("SETTLED") ? 1 + payment.get("reversals").size() : 0;
        return String.join(
                " ",
                payment.get("merchantReference").asText(),
                status,
                Long.toString(back),
                payment.get("disputed").asText(),
                Integer.toString(bookings));
    }

    /** Bodies of the notifications that were not dropped, as they are sent. */
    List<byte[]> notifications() {
        return told().values().stream().flatMap(Optional::stream).toList();
    }

    /** How many notifications there were, dropped ones included. */
    int events() {
        return told().size();
    }

    /** Each event's body, or nothing where it was dropped; the API itself shows the latest only. */
    private Map<String, Optional<byte[]>> told() {
        Map<String, Optional<byte[]>> told = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(journal)) {
            lines.map(ProviderRecord::json).forEach(facts -> facts.forEach(it -> read(it, told)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return told;
    }

    private static void read(JsonNode fact, Map<String, Optional<byte[]>> told) {
        String kind = fact.get("fact").asText();
        if (kind.equals("EVENT")) {
            ObjectNode body = fact.deepCopy();
            body.remove("fact");
            told.put(
                    body.get("id").asText(),
                    Optional.of(body.toString().getBytes(StandardCharsets.UTF_8)));
        } else if (kind.equals("DELIVERY") && fact.get("fate").asText().equals("DROPPED")) {
            told.put(fact.get("event").asText(), Optional.empty());
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Delivers a notification once more; the status of the answer. */
    int deliver(Node node, byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(node.base().resolve("/v1/webhooks/sandbox"))
                        .header("Content-Type", "application/json")
                        .header("Sandbox-Signature", signature(body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return send(request).statusCode();
    }

    private static String signature(byte[] body) {
        long time = Instant.now().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            Cluster.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .header("Authorization", "Bearer " + Cluster.API_SECRET)
                                .build());
        return Answer.of(answer).json();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
