package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Real receivers on this machine, called as those of offices are. */
class CallReceiverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

    private static Vertx vertx;
    private static ExecutorService threads;

    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        vertx.close();
        threads.shutdownNow();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private interface Receiving {
        void answer(HttpExchange exchange) throws Exception;
    }

    private int receiver(HttpServer server, Receiving receiving) {
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    seen.add(exchange);
                    try (exchange) {
                        receiving.answer(exchange);
                    } catch (IOException broken) {
                        throw broken;
                    } catch (Exception failure) {
                        throw new IOException(failure);
                    }
                });
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private int receiver(Receiving receiving) throws IOException {
        return receiver(HttpServer.create(anyPort(), 0), receiving);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** A server that reads what comes and says what is not, or nothing. */
    private int rawServer(String answer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        open.add(socket);
        threads.submit(
                () -> {
                    Socket one = socket.accept();
                    open.add(one);
                    awaitRequest(one.getInputStream());
                    one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    one.getOutputStream().flush();
                    return one.getInputStream().readAllBytes();
                });
        return socket.getLocalPort();
    }

    /** Whoever answers before he was asked is not believed. */
    private static void awaitRequest(InputStream from) throws IOException {
        String end = new String(BODY, StandardCharsets.ISO_8859_1);
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = from.read();
            if (next < 0) {
                return;
            }
            read.append((char) next);
        }
    }

    private static Answer call(Target target, TrustOptions trust) {
        return new CallReceiver(vertx, PATIENCE, trust)
                .call(
                        target,
                        InetAddress.getLoopbackAddress(),
                        MultiMap.caseInsensitiveMultiMap().add("webhook-id", "7"),
                        BODY);
    }

    private static Answer call(int port) {
        return call(new Target(false, "crm.example.org", port, "/in?a=b", false), null);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    @Test
    void postsTheBytesToTheAddressGivenUnderTheNameGiven() throws Exception {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        int port =
                receiver(
                        exchange -> {
                            body.complete(exchange.getRequestBody().readAllBytes());
                            status(exchange, 204);
                        });
        Answer answer = call(port);
        assertEquals(Outcome.TAKEN, answer.outcome());
        assertEquals("2xx", answer.statusClass());
        assertArrayEquals(BODY, body.get(1, TimeUnit.SECONDS));
        HttpExchange request = seen.get(0);
        assertEquals("POST", request.getRequestMethod());
        assertEquals("/in?a=b", request.getRequestURI().toString());
        assertEquals("crm.example.org:" + port, request.getRequestHeaders().getFirst("Host"));
        assertEquals("7", request.getRequestHeaders().getFirst("webhook-id"));
    }

    @Test
    void onlyTwoHundredsCountAsTaken() throws Exception {
        int[] next = {0};
        int port =
                receiver(
                        exchange -> {
                            exchange.getResponseHeaders().set("Retry-After", "77");
                            status(exchange, next[0]);
                        });
        Object[][] expected = {
            {200, Outcome.TAKEN},
            {299, Outcome.TAKEN},
            {300, Outcome.REDIRECTED},
            {304, Outcome.REDIRECTED},
            {400, Outcome.REFUSED},
            {404, Outcome.REFUSED},
            {409, Outcome.REFUSED},
            {410, Outcome.GONE},
            {411, Outcome.REFUSED},
            {429, Outcome.REFUSED},
            {500, Outcome.BROKEN},
            {503, Outcome.BROKEN},
            {600, Outcome.BROKEN}
        };
        for (Object[] one : expected) {
            next[0] = (Integer) one[0];
            Answer answer = call(port);
            assertEquals(one[1], answer.outcome(), one[0].toString());
            assertEquals(next[0] / 100 + "xx", answer.statusClass());
            assertEquals("77", answer.retryAfter());
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (Canary inside = new Canary()) {
            int[] next = {0};
            int port =
                    receiver(
                            exchange -> {
                                exchange.getResponseHeaders()
                                        .set("Location", "http://127.0.0.1:" + inside.port());
                                status(exchange, next[0]);
                            });
            for (int status : List.of(301, 302, 303, 307, 308)) {
                next[0] = status;
                assertEquals(Outcome.REDIRECTED, call(port).outcome());
            }
            assertEquals(5, seen.size());
            assertEquals(0, inside.connections());
        }
    }

    @Nested
    class OfAnAnswer {

        @Test
        void sixtyFourKibibytesAreReadAndNoMore() throws Exception {
            CompletableFuture<Long> written = new CompletableFuture<>();
            int port = receiver(exchange -> written.complete(writeForEver(exchange)));
            assertEquals(Outcome.TAKEN, call(port).outcome());
            // What the buffers of both ends take in comes on top.
            assertTrue(written.get(10, TimeUnit.SECONDS) < 64L * 1024 * 1024);
        }

        private long writeForEver(HttpExchange exchange) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[16 * 1024];
            long written = 0;
            try (OutputStream out = exchange.getResponseBody()) {
                while (written < 1024L * 1024 * 1024) {
                    out.write(piece);
                    written += piece.length;
                }
            } catch (IOException closed) {
                return written;
            }
            return written;
        }

        @Test
        void thatStopsInTheMiddleTheStatusStands() throws Exception {
            int port = rawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            Answer answer = call(port);
            assertEquals(Outcome.TAKEN, answer.outcome());
            assertTrue(answer.millis() < PATIENCE.toMillis());
        }

        @Test
        void thatDoesNotComeNothingIsWaitedForLongerThanTheTimeGiven() throws Exception {
            long before = System.nanoTime();
            Answer answer = call(rawServer(""));
            assertEquals(Outcome.TIMED_OUT, answer.outcome());
            assertNull(answer.statusClass());
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            assertTrue(waited >= PATIENCE.toMillis() - 50, waited + " ms");
            assertTrue(waited < PATIENCE.toMillis() * 2, waited + " ms");
        }

        @Test
        void whoseHeadersStopInTheMiddleNothingIsBelieved() throws Exception {
            assertEquals(Outcome.TIMED_OUT, call(rawServer("HTTP/1.1 200 OK\r\nX-A: b")).outcome());
        }

        @Test
        void thatIsNotHttpNothingIsBelieved() throws Exception {
            assertEquals(
                    Outcome.NO_CONNECTION, call(rawServer("220 smtp.example.org\r\n")).outcome());
        }

        @Test
        void whoseHeadersAreTooLargeNothingIsBelieved() throws Exception {
            String large = "HTTP/1.1 200 OK\r\nX-A: " + "a".repeat(70_000) + "\r\n\r\n";
            assertEquals(Outcome.NO_CONNECTION, call(rawServer(large)).outcome());
        }
    }

    @Test
    void whereNobodyListensThereIsNoConnection() throws Exception {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        gone.close();
        assertEquals(Outcome.NO_CONNECTION, call(gone.getLocalPort()).outcome());
    }

    @Nested
    class WithTls {

        private final CompletableFuture<String> namedInTls = new CompletableFuture<>();

        private int receiver(Certificates certificate) throws Exception {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.ofServer()));
            return CallReceiverTest.this.receiver(
                    server,
                    exchange -> {
                        var session = ((HttpsExchange) exchange).getSSLSession();
                        namedInTls.complete(
                                ((ExtendedSSLSession) session)
                                        .getRequestedServerNames()
                                        .toString());
                        status(exchange, 200);
                    });
        }

        private static Target at(String name, int port) {
            return new Target(true, name, port, "/", false);
        }

        @Test
        void theCertificateMustBeMadeOutForTheNameAndTheNameIsTold() throws Exception {
            Certificates ours = Certificates.madeOutFor("crm.example.org");
            int port = receiver(ours);
            Answer answer = call(at("crm.example.org", port), ours.asTrusted());
            assertEquals(Outcome.TAKEN, answer.outcome());
            String told = namedInTls.get(1, TimeUnit.SECONDS);
            assertTrue(told.contains("crm.example.org"), told);
        }

        @Test
        void aCertificateOfAnotherNameEndsTheCallBeforeAnythingIsSaid() throws Exception {
            Certificates ours = Certificates.madeOutFor("crm.example.org");
            int port = receiver(ours);
            Answer answer = call(at("other.example.org", port), ours.asTrusted());
            assertEquals(Outcome.TLS_FAILED, answer.outcome());
            assertEquals(0, seen.size());
        }

        @Test
        void aCertificateOfNobodyWeTrustEndsTheCallBeforeAnythingIsSaid() throws Exception {
            Certificates theirs = Certificates.madeOutFor("crm.example.org");
            int port = receiver(theirs);
            assertEquals(Outcome.TLS_FAILED, call(at("crm.example.org", port), null).outcome());
            assertEquals(
                    Outcome.TLS_FAILED,
                    call(
                                    at("crm.example.org", port),
                                    Certificates.madeOutFor("crm.example.org").asTrusted())
                            .outcome());
            assertEquals(0, seen.size());
        }

        @Test
        void whoDoesNotSpeakItIsToldNothing() throws Exception {
            int port = CallReceiverTest.this.receiver(exchange -> status(exchange, 200));
            Answer answer = call(at("crm.example.org", port), null);
            assertNull(answer.statusClass());
            assertTrue(
                    List.of(Outcome.TLS_FAILED, Outcome.TIMED_OUT).contains(answer.outcome()),
                    answer.toString());
            assertEquals(0, seen.size());
        }
    }
}
