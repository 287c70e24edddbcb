package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.almoner.payment.PaymentId;

/**
 * Stripe as far as it is asked here, over real HTTP and by Stripe's published rules: idempotency
 * keys with their parameters for 24 hours, 409 while a call is under way, 500 kept once work had
 * begun; lists of at most 100, the newest first; a search that may be behind. Its own record of
 * charges is what tests believe.
 */
final class FakeStripe implements AutoCloseable {

    static final String SECRET_KEY = "sk_test_FakeStripe0001";
    static final String OTHER_SECRET_KEY = "rk_test_FakeStripe0002";
    static final String PUBLISHABLE_KEY = "pk_test_FakeStripe0001";
    static final String WEBHOOK_SECRET = "whsec_FakeStripeNewest";
    static final String OLD_WEBHOOK_SECRET = "whsec_FakeStripeBefore";

    /** What befalls a call. */
    enum Fault {
        /** Carried out, then the connection is cut. */
        LOST_REPLY,
        /** Carried out, then 500, which the key remembers. */
        ERROR_AFTERWARDS,
        /** 500 without anything being done. */
        ERROR_BEFORE,
        /** Told to slow down. */
        TOO_MANY,
        /** Told to slow down for two seconds. */
        TOO_MANY_WAIT,
        /** A call that Stripe does not understand, by a mistake of ours. */
        NOT_UNDERSTOOD,
        /** Another call is under way. */
        CONFLICT,
        /** The key does not open. */
        UNAUTHORIZED,
        /** Not JSON. */
        GARBAGE,
        /** More than anybody should read. */
        OVERSIZED,
        /** Somewhere else. */
        REDIRECT,
        /** JSON that says nothing. */
        NONSENSE,
        /** No call: behind the one before it the provider goes down, and stays so. */
        DOWN_FROM_NOW_ON,
        /** Carried out, and nobody gets to hear of it in time. */
        SLOW
    }

    private static final Duration KEYS_KEPT = Duration.ofHours(24);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InstantSource clock;
    private final StripeBooks books;
    private final StripeBooks others;
    private final Map<String, Kept> keys = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String confirmsWith;
    private volatile boolean isDown;
    private volatile Duration searchIsBehind = Duration.ZERO;

    private record Kept(String print, int status, String body, Instant at) {}

    private record Answer(int status, String body, Map<String, String> headers) {

        static Answer of(int status, JsonNode body) {
            return new Answer(status, body.toString(), Map.of());
        }
    }

    private record Call(
            StripeBooks books, String method, String path, Map<String, String> form, String key) {

        /** Keys are an account's own. */
        String keyOfAccount() {
            return books.mark() + key;
        }
    }

    FakeStripe(InstantSource clock) {
        this.clock = clock;
        this.books = new StripeBooks(clock, "3Fake");
        this.others = new StripeBooks(clock, "3Other");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The next calls that change something meet these. */
    void meets(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Whether it answers 500 to whatever would change something, and does nothing. */
    void isDown(boolean down) {
        isDown = down;
    }

    /** Donors who confirm with this card before the answer is even there; {@code null} for none. */
    void confirmsAtOnce(String card) {
        confirmsWith = card;
    }

    void searchIsBehind(Duration lag) {
        searchIsBehind = lag;
    }

    int calls() {
        return calls.get();
    }

    /** Looks into the books, or lets something happen there. */
    synchronized <T> T with(Function<StripeBooks, T> act) {
        return act.apply(books);
    }

    /** The same with the books of the other account. */
    synchronized <T> T withOther(Function<StripeBooks, T> act) {
        return act.apply(others);
    }

    /** How often a payment was really charged. */
    synchronized long charges(PaymentId payment) {
        return books.all("charge").stream()
                .filter(it -> it.get("status").textValue().equals("succeeded"))
                .filter(
                        it ->
                                payment.toString()
                                        .equals(
                                                it.path("metadata")
                                                        .path(ReadPayments.PAYMENT)
                                                        .textValue()))
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            Call call = read(exchange);
            Answer answer;
            if (call.books() == null) {
                answer = Answer.of(401, StripeObjects.error("invalid_request_error", null));
            } else {
                Fault fault = call.method().equals("POST") ? next() : null;
                answer = answer(call, fault);
                if (fault == Fault.LOST_REPLY) {
                    return; // closed without a word
                }
                if (fault == Fault.SLOW) {
                    Thread.sleep(9_500);
                }
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault next() {
        Fault next = isDown ? Fault.ERROR_BEFORE : faults.poll();
        if (faults.peek() == Fault.DOWN_FROM_NOW_ON) {
            faults.clear();
            isDown = true;
        }
        return next;
    }

    private StripeBooks booksOf(String authorization) {
        if (("Bearer " + SECRET_KEY).equals(authorization)) {
            return books;
        }
        return ("Bearer " + OTHER_SECRET_KEY).equals(authorization) ? others : null;
    }

    private Call read(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = new TreeMap<>();
        for (String pair : ((query == null ? "" : query) + "&" + body).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Call(
                booksOf(exchange.getRequestHeaders().getFirst("Authorization")),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                form,
                exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    }

    private Answer answer(Call call, Fault fault) {
        if (fault != null) {
            switch (fault) {
                case ERROR_BEFORE:
                    return Answer.of(500, StripeObjects.error("api_error", null));
                case TOO_MANY:
                    return Answer.of(
                            429, StripeObjects.error("invalid_request_error", "rate_limit"));
                case TOO_MANY_WAIT:
                    return new Answer(
                            429,
                            StripeObjects.error("invalid_request_error", "rate_limit").toString(),
                            Map.of("Retry-After", "2"));
                case NOT_UNDERSTOOD:
                    return Answer.of(
                            400, StripeObjects.error("invalid_request_error", "parameter_unknown"));
                case CONFLICT:
                    return Answer.of(409, StripeObjects.error("idempotency_error", null));
                case UNAUTHORIZED:
                    return Answer.of(401, StripeObjects.error("invalid_request_error", null));
                case GARBAGE:
                    return new Answer(200, "<html>Welcome</html>", Map.of());
                case OVERSIZED:
                    return new Answer(
                            200, "{\"x\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}", Map.of());
                case REDIRECT:
                    return new Answer(
                            302, "{}", Map.of("Location", base() + "/v1/payment_intents"));
                case NONSENSE:
                    return new Answer(200, "{\"id\":7,\"status\":\"happy\"}", Map.of());
                default:
                    break;
            }
        }
        return call.method().equals("POST") && call.key() != null
                ? keyed(call, fault)
                : carriedOut(call);
    }

    private Answer keyed(Call call, Fault fault) {
        synchronized (underWay) {
            if (!underWay.add(call.keyOfAccount())) {
                return Answer.of(409, StripeObjects.error("idempotency_error", null));
            }
        }
        try {
            synchronized (this) {
                return replayOrWork(call, fault);
            }
        } finally {
            synchronized (underWay) {
                underWay.remove(call.keyOfAccount());
            }
        }
    }

    private Answer replayOrWork(Call call, Fault fault) {
        String print = call.path() + call.form();
        Kept kept = keys.get(call.keyOfAccount());
        Instant now = clock.instant();
        if (kept != null && kept.at().plus(KEYS_KEPT).isAfter(now)) {
            return kept.print().equals(print)
                    ? new Answer(kept.status(), kept.body(), Map.of("Idempotent-Replayed", "true"))
                    : Answer.of(400, StripeObjects.error("idempotency_error", null));
        }
        Answer done = carriedOut(call);
        if (fault == Fault.ERROR_AFTERWARDS) {
            done = Answer.of(500, StripeObjects.error("api_error", null));
        }
        if (done.status() != 400 && done.status() != 404) { // validated, so work had begun
            keys.put(call.keyOfAccount(), new Kept(print, done.status(), done.body(), now));
        }
        return done;
    }

    private synchronized Answer carriedOut(Call call) {
        try {
            JsonNode made = call.method().equals("POST") ? post(call) : get(call);
            return Answer.of(200, made);
        } catch (StripeBooks.No no) {
            return Answer.of(no.status, no.answer);
        }
    }

    private JsonNode post(Call call) {
        StripeBooks books = call.books();
        String[] parts = call.path().substring(4).split("/");
        Map<String, String> form = call.form();
        String what = parts[0] + (parts.length == 3 ? "/" + parts[2] : "");
        ObjectNode made =
                switch (what) {
                    case "payment_intents" -> makeIntent(books, form);
                    case "payment_intents/cancel" ->
                            books.cancelIntent(parts[1], form.get("cancellation_reason"));
                    case "customers" -> books.makeCustomer(form);
                    case "setup_intents" -> makeSetup(books, form);
                    case "setup_intents/cancel" ->
                            books.cancelSetup(parts[1], form.get("cancellation_reason"));
                    case "payment_methods/detach" -> books.detach(parts[1]);
                    case "refunds" -> books.refund(form);
                    default -> throw StripeBooks.No.missing();
                };
        return expanded(books, made, form);
    }

    private ObjectNode makeIntent(StripeBooks books, Map<String, String> form) {
        ObjectNode intent = books.makeIntent(form);
        if (confirmsWith != null && !form.containsKey("confirm")) {
            books.confirm(intent, confirmsWith, false);
        }
        return intent;
    }

    private ObjectNode makeSetup(StripeBooks books, Map<String, String> form) {
        ObjectNode setup = books.makeSetup(form);
        if (confirmsWith != null) {
            books.keepCard(setup, confirmsWith);
        }
        return setup;
    }

    private JsonNode get(Call call) {
        String[] parts = call.path().substring(4).split("/");
        if (parts.length == 2 && parts[1].equals("search")) {
            return search(parts[0], call);
        }
        return parts.length == 2
                ? expanded(call.books(), call.books().required(parts[1]), call.form())
                : list(parts[0], call);
    }

    private static String singular(String collection) {
        return collection.substring(0, collection.length() - 1);
    }

    private JsonNode search(String collection, Call call) {
        String query = call.form().get("query");
        String name = query.substring(query.indexOf("['") + 2, query.indexOf("']"));
        String value = query.substring(query.indexOf(":'") + 2, query.length() - 1);
        long indexed = clock.instant().minus(searchIsBehind).getEpochSecond();
        List<ObjectNode> found =
                call.books().all(singular(collection)).stream()
                        .filter(it -> it.get("created").longValue() <= indexed)
                        .filter(it -> value.equals(it.path("metadata").path(name).textValue()))
                        .map(it -> it.deepCopy())
                        .toList();
        ObjectNode result = StripeObjects.list(call.path(), found, false);
        return result.put("object", "search_result").putNull("next_page");
    }

    private JsonNode list(String collection, Call call) {
        StripeBooks books = call.books();
        Map<String, String> form = call.form();
        List<ObjectNode> all = new ArrayList<>();
        if (collection.equals("events")) {
            books.events().forEach(it -> all.add(0, it));
        } else {
            all.addAll(books.all(singular(collection)));
        }
        Predicate<ObjectNode> fits = it -> true;
        for (String field : List.of("payment_intent", "customer", "charge")) {
            if (form.containsKey(field)) {
                fits = fits.and(it -> form.get(field).equals(it.path(field).textValue()));
            }
        }
        long from = Long.parseLong(form.getOrDefault("created[gte]", "0"));
        long until = Long.parseLong(form.getOrDefault("created[lt]", "99999999999"));
        fits = fits.and(it -> within(it, from, until)).and(it -> isOfType(it, form));
        if (form.containsKey("payout")) {
            fits = fits.and(it -> books.isOf(it, form.get("payout")));
        }
        List<ObjectNode> found = new ArrayList<>(all.stream().filter(fits).toList());
        String after = form.get("starting_after");
        while (after != null && !found.remove(0).get("id").textValue().equals(after)) {
            // up to the last one that was seen
        }
        int limit = Math.min(100, Integer.parseInt(form.getOrDefault("limit", "10")));
        List<ObjectNode> page = found.subList(0, Math.min(limit, found.size()));
        return StripeObjects.list(
                call.path(),
                page.stream().map(it -> expanded(books, it, shortened(form))).toList(),
                found.size() > limit);
    }

    private static boolean within(ObjectNode one, long from, long until) {
        long created = one.get("created").longValue();
        return created >= from && created < until;
    }

    private static boolean isOfType(ObjectNode one, Map<String, String> form) {
        List<String> types =
                form.entrySet().stream()
                        .filter(it -> it.getKey().startsWith("types["))
                        .map(Map.Entry::getValue)
                        .toList();
        return types.isEmpty() || types.contains(one.path("type").textValue());
    }

    /** Of a list's expansions, what they mean for each of its members. */
    private static Map<String, String> shortened(Map<String, String> form) {
        Map<String, String> own = new LinkedHashMap<>();
        form.forEach(
                (name, value) -> {
                    if (name.startsWith("expand[") && value.startsWith("data.")) {
                        own.put(name, value.substring(5));
                    }
                });
        return own;
    }

    private static ObjectNode expanded(
            StripeBooks books, ObjectNode one, Map<String, String> form) {
        ObjectNode copy = one.deepCopy();
        form.forEach(
                (name, value) -> {
                    if (name.startsWith("expand[")) {
                        expand(books, copy, value);
                    }
                });
        return copy;
    }

    private static void expand(StripeBooks books, ObjectNode one, String path) {
        String field = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (field.equals("refunds")) {
            List<ObjectNode> theirs =
                    books.all("refund").stream()
                            .filter(it -> it.get("charge").equals(one.get("id")))
                            .toList();
            one.set(
                    "refunds",
                    StripeObjects.list(
                            "/v1/charges/" + one.get("id").textValue() + "/refunds",
                            theirs.subList(0, Math.min(10, theirs.size())),
                            theirs.size() > 10));
            return;
        }
        if (one.path(field).isTextual()) {
            ObjectNode found = books.required(one.get(field).textValue()).deepCopy();
            if (path.contains(".")) {
                expand(books, found, path.substring(path.indexOf('.') + 1));
            }
            one.set(field, found);
        }
    }

    /** Bodies of the events that were told since so many, in their order. */
    synchronized List<byte[]> told(int since) {
        List<ObjectNode> all = books.events();
        return all.subList(since, all.size()).stream()
                .map(it -> it.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
