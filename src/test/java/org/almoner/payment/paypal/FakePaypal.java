package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.almoner.payment.paypal.FakeKeys.Answer;

/**
 * PayPal for tests, over HTTP: its rules as published, its record of what was captured the oracle,
 * and every message held against PayPal's own objects. What does not fit is kept in {@link
 * #misfits()}, which a test must find empty.
 */
final class FakePaypal implements AutoCloseable {

    /** An account as PayPal knows it. */
    record Merchant(String clientId, String secret, String merchantId, String webhookId) {}

    static final Merchant GERMAN = new Merchant("client-de", "secret-de", "MERCHDE01", "WH1DE");
    static final Merchant BRITISH = new Merchant("client-gb", "secret-gb", "MERCHGB01", "WH2GB");

    private static final List<Merchant> MERCHANTS = List.of(GERMAN, BRITISH);

    private record Planned(String call, FakeFault fault) {}

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(16);
    private final HandClock clock;
    private final FakeEvents happened = new FakeEvents();
    private final FakeKeys keys;
    private final FakeVault vault;
    private final FakeBooks books;
    private final FakeDisputes disputes;
    private final Map<String, Merchant> tokens = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private final Deque<Planned> planned = new ConcurrentLinkedDeque<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> misfits = new CopyOnWriteArrayList<>();
    private volatile boolean searchIsAllowed = true;
    private volatile boolean disputesAreAllowed = true;

    FakePaypal(HandClock clock) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        this.clock = clock;
        this.keys = new FakeKeys(clock);
        this.vault = new FakeVault(base().toString());
        this.books = new FakeBooks(clock, base().toString(), vault);
        this.disputes = new FakeDisputes(clock);
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FakeBooks books() {
        return books;
    }

    FakeVault vault() {
        return vault;
    }

    FakeEvents happened() {
        return happened;
    }

    FakeDisputes disputes() {
        return disputes;
    }

    /** The next call whose method and path fit the expression goes wrong. */
    void failNext(String call, FakeFault fault) {
        planned.add(new Planned(call, fault));
    }

    void searchIsForbidden() {
        searchIsAllowed = false;
    }

    void disputesAreForbidden() {
        disputesAreAllowed = false;
    }

    /** Methods and paths, in the order of their arrival. */
    List<String> calls() {
        return calls;
    }

    long calls(String expression) {
        return calls.stream().filter(call -> call.matches(expression)).count();
    }

    List<String> misfits() {
        return misfits;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String call = exchange.getRequestMethod() + " " + path;
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(call);
            if (path.startsWith("/v1/notifications/certs/")) {
                certificate(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else if (call.equals("POST /v1/oauth2/token")) {
                send(exchange, call, grant(exchange));
            } else {
                answer(exchange, call, body);
            }
        } catch (RuntimeException | Error unforeseen) {
            misfits.add(unforeseen.toString());
            throw unforeseen;
        }
    }

    private static void certificate(HttpExchange exchange, String name) throws IOException {
        boolean isServed =
                Set.of(FakeSigner.NEWEST, FakeSigner.OLD, FakeSigner.EXPIRED).contains(name);
        byte[] pem = isServed ? FakeSigner.pem(name) : new byte[0];
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(isServed ? 200 : 404, isServed ? pem.length : -1);
        if (isServed) {
            exchange.getResponseBody().write(pem);
        }
    }

    private synchronized Answer grant(HttpExchange exchange) {
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        for (Merchant merchant : MERCHANTS) {
            String expected =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (merchant.clientId() + ":" + merchant.secret())
                                                    .getBytes(StandardCharsets.UTF_8));
            if (expected.equals(credentials)) {
                String token = "A21AA" + tokens.size();
                tokens.put(token, merchant);
                return FakeJson.ok(
                        200,
                        FakeJson.object()
                                .put("access_token", token)
                                .put("token_type", "Bearer")
                                .put("expires_in", 32400));
            }
        }
        return FakeJson.failure(401, null);
    }

    private void answer(HttpExchange exchange, String call, byte[] body) throws IOException {
        FakeFault fault = takeFault(call);
        if (fault != null && !isAfterwards(fault)) {
            goWrong(exchange, fault);
            return;
        }
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = header == null ? "" : header.replace("Bearer ", "");
        Merchant merchant;
        synchronized (this) {
            merchant = stale.contains(token) ? null : tokens.get(token);
        }
        if (merchant == null) {
            send(exchange, call, FakeJson.failure(401, null));
            return;
        }
        String wrong = OfficialShapes.requestFault(call, body);
        if (wrong != null) {
            misfits.add(call + " asks " + wrong);
        }
        Answer answer = keyed(exchange, call, merchant, body);
        if (fault == FakeFault.ERROR_AFTER) {
            send(exchange, call, FakeJson.failure(500, null));
        } else if (fault != FakeFault.LOST_REPLY) {
            send(exchange, call, answer);
        } // else the exchange is closed without a word
    }

    private FakeFault takeFault(String call) {
        for (Planned one : planned) {
            if (call.matches(one.call()) && planned.remove(one)) {
                return one.fault();
            }
        }
        return null;
    }

    private static boolean isAfterwards(FakeFault fault) {
        return fault == FakeFault.ERROR_AFTER || fault == FakeFault.LOST_REPLY;
    }

    private void goWrong(HttpExchange exchange, FakeFault fault) throws IOException {
        String type = "application/json";
        Answer answer =
                switch (fault) {
                    case RATE_LIMITED, RATE_LIMITED_SILENTLY ->
                            FakeJson.failure(429, "RATE_LIMIT_REACHED");
                    case CONFLICT -> FakeJson.failure(409, "PREVIOUS_REQUEST_IN_PROGRESS");
                    case STALE_TOKEN -> FakeJson.failure(401, null);
                    case FORBIDDEN -> FakeJson.failure(403, "PERMISSION_DENIED");
                    case HTML -> new Answer(200, "<h1>Busy</h1>".getBytes(StandardCharsets.UTF_8));
                    case CUT -> new Answer(200, "{\"id\":\"O1".getBytes(StandardCharsets.UTF_8));
                    case OVERSIZED -> new Answer(200, new byte[3 * 1024 * 1024]);
                    case REDIRECT -> new Answer(302, new byte[0]);
                    default -> FakeJson.failure(500, null);
                };
        if (fault == FakeFault.HTML) {
            type = "text/html";
        }
        if (fault == FakeFault.RATE_LIMITED) {
            exchange.getResponseHeaders().set("Retry-After", "7");
        }
        if (fault == FakeFault.REDIRECT) {
            exchange.getResponseHeaders().set("Location", base() + "/v1/elsewhere");
        }
        if (fault == FakeFault.STALE_TOKEN) {
            synchronized (this) {
                stale.addAll(tokens.keySet());
            }
        }
        write(exchange, type, answer);
    }

    /** Under a key everything is done once, and whoever comes meanwhile is sent away. */
    private Answer keyed(HttpExchange exchange, String call, Merchant merchant, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("PayPal-Request-Id");
        if (!call.startsWith("POST ") || id == null) {
            return serve(exchange, call, merchant, body, id);
        }
        String key = merchant.clientId() + " " + call + " " + id;
        if (!keys.begin(key)) {
            return FakeJson.failure(409, "PREVIOUS_REQUEST_IN_PROGRESS");
        }
        try {
            return keys.answered(key, body)
                    .orElseGet(
                            () -> {
                                Answer made = serve(exchange, call, merchant, body, id);
                                keys.keep(call.substring(5), key, body, made);
                                return made;
                            });
        } finally {
            keys.end(key);
        }
    }

    private Answer serve(
            HttpExchange exchange, String call, Merchant merchant, byte[] body, String key) {
        List<String> parts = new ArrayList<>(List.of(call.split("[ /]+")));
        String last = parts.get(parts.size() - 1);
        JsonNode told = FakeJson.read(body);
        String mine = merchant.merchantId();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (call.startsWith("POST ")) {
            return post(call, parts, told, mine, key);
        }
        if (call.startsWith("DELETE /v3/vault/payment-tokens/")) {
            return vault.delete(last);
        }
        if (call.startsWith("GET /v2/checkout/orders/")) {
            return books.show(mine, last);
        }
        if (call.startsWith("GET /v2/payments/captures/")) {
            return books.showCapture(mine, last);
        }
        if (call.startsWith("GET /v3/vault/setup-tokens/")) {
            return vault.showSetup(last);
        }
        if (call.equals("GET /v3/vault/payment-tokens")) {
            return vault.list(query.replace("customer_id=", ""));
        }
        if (call.startsWith("GET /v3/vault/payment-tokens/")) {
            return vault.showToken(last);
        }
        return read(call, last, query);
    }

    private Answer read(String call, String last, String query) {
        if (call.startsWith("GET /v1/customer/disputes")) {
            if (!disputesAreAllowed) {
                return FakeJson.failure(403, "PERMISSION_DENIED");
            }
            return call.equals("GET /v1/customer/disputes")
                    ? disputes.list(query.replaceAll(".*disputed_transaction_id=", ""))
                    : disputes.show(last);
        }
        if (call.equals("GET /v1/notifications/webhooks-events")) {
            return happened.page(query, base());
        }
        if (call.equals("GET /v1/reporting/transactions")) {
            return searchIsAllowed
                    ? books.search(null)
                    : FakeJson.failure(403, "PERMISSION_DENIED");
        }
        return FakeJson.failure(404, null);
    }

    private Answer post(String call, List<String> parts, JsonNode told, String mine, String key) {
        if (call.equals("POST /v2/checkout/orders")) {
            return books.create(mine, told, key);
        }
        if (call.endsWith("/capture")) {
            return books.capture(mine, parts.get(4));
        }
        if (call.endsWith("/refund")) {
            return books.refund(mine, parts.get(4), told);
        }
        if (call.equals("POST /v3/vault/setup-tokens")) {
            return vault.setup(told);
        }
        return call.equals("POST /v3/vault/payment-tokens")
                ? vault.keep(told)
                : FakeJson.failure(404, null);
    }

    private void send(HttpExchange exchange, String call, Answer answer) throws IOException {
        if (answer.status() / 100 == 2 && answer.body().length > 0) {
            String wrong = OfficialShapes.answerFault(call, answer.body());
            if (wrong != null) {
                misfits.add(call + " answers " + wrong);
            }
        }
        write(exchange, "application/json", answer);
    }

    private static void write(HttpExchange exchange, String type, Answer answer)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean isEmpty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : answer.body().length);
        if (!isEmpty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
