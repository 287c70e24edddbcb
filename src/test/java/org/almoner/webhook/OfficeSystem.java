package org.almoner.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The system of an office, as whoever follows docs/webhooks.md would write it. */
public final class OfficeSystem implements AutoCloseable {

    /** The path stands for what a receiver may know us by. */
    static final String PATH = "/in/f3a9c1d2";

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<int[]> answers = new ArrayDeque<>();
    private int always = 204;
    private String location;

    /** What came in. */
    public record Received(String id, String timestamp, String signature, String body) {

        /** The receiver's own check: its own HMAC, compared in constant time. */
        public boolean isSignedWith(String secret) {
            byte[] own = hmac(secret, id + "." + timestamp + "." + body);
            for (String one : signature.split(" ")) {
                String[] parts = one.split(",", 2);
                if (parts[0].equals("v1")
                        && MessageDigest.isEqual(own, Base64.getDecoder().decode(parts[1]))) {
                    return true;
                }
            }
            return false;
        }

        /** The check of the library that is published for receivers. */
        public boolean isGoodForTheLibrary(String secret) {
            try {
                new Webhook(secret)
                        .verify(
                                body,
                                Map.of(
                                        "webhook-id", List.of(id),
                                        "webhook-timestamp", List.of(timestamp),
                                        "webhook-signature", List.of(signature)));
                return true;
            } catch (WebhookVerificationException not) {
                return false;
            }
        }

        private static byte[] hmac(String secret, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    public OfficeSystem() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(
                    new Received(
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                            new String(body, StandardCharsets.UTF_8)));
            int[] answer = answers.isEmpty() ? new int[] {always} : answers.poll();
            if (answer.length > 1) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(answer[1]));
            }
            if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(answer[0], -1);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** Answers this once; a second number is when to come back. */
    public synchronized void answerOnce(int... statusAndRetryAfter) {
        answers.add(statusAndRetryAfter);
    }

    public synchronized void answerAlways(int status) {
        always = status;
    }

    /** Sends everybody elsewhere from now on. */
    synchronized void redirectTo(String url) {
        always = 303; // the one that clients follow after a POST
        location = url;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("Received " + received.size());
        }
        return received.get(0);
    }

    /** The subjects in the order in which they came. */
    List<String> subjects() {
        return received.stream()
                .map(it -> it.body().replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
