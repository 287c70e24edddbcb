package org.almoner.payment.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Routes calls to the simulator's API and hosted page, and lets the faults strike. */
final class SimulatorHttp implements HttpHandler {

    private static final Logger LOG = Logger.getLogger(SimulatorHttp.class);
    private static final int LIMIT = 64 * 1024;
    private static final Duration BLACKHOLE_STEP = Duration.ofMillis(100);

    private final SimulatorSettings settings;
    private final SimulatorApi api;
    private final SimulatorActs acts;
    private final SimulatorMethods methods;
    private final SimulatorKeys keys;
    private final SimulatorPages pages;
    private final WebhookSender sender;
    private final Faulty faulty;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The faults that strike now, and how to change them. */
    record Faulty(Supplier<SimulatorFaults> now, Consumer<SimulatorFaults> change) {}

    SimulatorHttp(
            SimulatorSettings settings,
            SimulatorLedger ledger,
            WebhookSender sender,
            Faulty faulty) {
        this.settings = settings;
        this.acts = new SimulatorActs(settings, faulty.now());
        this.keys = new SimulatorKeys(settings, ledger);
        this.api = new SimulatorApi(settings, ledger, acts, keys);
        this.methods = new SimulatorMethods(settings, ledger, acts, keys);
        this.pages = new SimulatorPages(ledger, acts, sender);
        this.sender = sender;
        this.faulty = faulty;
    }

    /** Lets calls that are kept waiting go. */
    void close() {
        closing.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LIMIT + 1);
            SimulatorAnswer answer =
                    body.length > LIMIT
                            ? SimulatorAnswer.error(413, "too_large")
                            : route(exchange, body);
            if (!answer.isCut()) {
                send(exchange, answer);
            }
        } catch (IOException gone) {
            LOG.debugf("A caller of the sandbox went away: %s", gone.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.error("The sandbox provider failed", failure);
        }
    }

    private static void send(HttpExchange exchange, SimulatorAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private SimulatorAnswer route(HttpExchange exchange, byte[] body) throws InterruptedException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (path.length == 3 && path[1].equals("pay")) {
            return pages.pay(exchange.getRequestMethod(), path[2], body);
        }
        if (path.length == 3 && path[1].equals("save")) {
            return pages.save(exchange.getRequestMethod(), path[2], body);
        }
        if (!isAuthorized(exchange)) {
            return SimulatorAnswer.error(401, "unauthorized");
        }
        if (path.length == 2 && path[1].equals("faults") && isPost(exchange)) {
            return changeFaults(body);
        }
        if (faulty.now().get().outage() == SimulatorFaults.Outage.BLACKHOLE) {
            return waitInTheDark();
        }
        pause(Duration.ofMillis(faulty.now().get().latencyMillis()));
        SimulatorAnswer answer =
                switch (exchange.getRequestMethod()) {
                    case "POST" -> post(exchange, path, body);
                    case "DELETE" -> delete(exchange, path);
                    default -> get(exchange, path);
                };
        return answer.isCut() ? answer : Spoiling.spoil(answer, faulty.now().get().garbage());
    }

    private SimulatorAnswer get(HttpExchange exchange, String[] path) {
        if (path.length == 2 && path[1].equals("events")) {
            return api.events();
        }
        if (path.length == 2 && path[1].equals("payments")) {
            return api.payments(fields(exchange.getRequestURI().getRawQuery()), base(exchange));
        }
        if (path.length == 3 && path[1].equals("payments")) {
            return api.payment(path[2], base(exchange));
        }
        if (path.length == 2 && path[1].equals("methods")) {
            return methods.methods(fields(exchange.getRequestURI().getRawQuery()), base(exchange));
        }
        return SimulatorAnswer.error(404, "no_such_path");
    }

    private SimulatorAnswer delete(HttpExchange exchange, String[] path) {
        return path.length == 3 && path[1].equals("methods")
                ? methods.forget(path[2], base(exchange))
                : SimulatorAnswer.error(404, "no_such_path");
    }

    /** A call under an idempotency key. */
    private interface Keyed {

        SimulatorKeys.Outcome carryOut(String key, SimulatorKeys.Fate fate);
    }

    private Optional<Keyed> keyed(HttpExchange exchange, String[] path, byte[] body) {
        String base = base(exchange);
        if (path.length == 2 && path[1].equals("payments")) {
            return Optional.of((key, fate) -> api.pay(key, body, fate, base));
        }
        if (path.length == 2 && path[1].equals("methods")) {
            return Optional.of((key, fate) -> methods.save(key, body, fate, base));
        }
        if (path.length == 4 && path[1].equals("payments") && path[3].equals("refunds")) {
            return Optional.of((key, fate) -> api.refund(key, path[2], body, fate));
        }
        return Optional.empty();
    }

    private SimulatorAnswer post(HttpExchange exchange, String[] path, byte[] body)
            throws InterruptedException {
        Optional<Keyed> call = keyed(exchange, path, body);
        if (call.isEmpty()) {
            return SimulatorAnswer.error(404, "no_such_path");
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > 255) {
            return SimulatorAnswer.error(400, "idempotency_key_needed");
        }
        SimulatorFaults faults = faulty.now().get();
        if (acts.happens(faults.tooMany())) {
            return SimulatorAnswer.error(429, "too_many");
        }
        if (acts.happens(faults.conflicts()) || !keys.begin(key)) {
            return SimulatorAnswer.error(409, "key_in_use");
        }
        try {
            SimulatorKeys.Fate fate =
                    new SimulatorKeys.Fate(
                            acts.happens(faults.errorsAfterwards()),
                            acts.happens(faults.lostReplies()),
                            faults.forgetsKeys());
            return conclude(call.get().carryOut(key, fate));
        } finally {
            keys.end(key);
        }
    }

    private SimulatorAnswer conclude(SimulatorKeys.Outcome outcome) throws InterruptedException {
        Shelf.Item made = outcome.made();
        if (made != null
                && (made.scenario() == SandboxScenario.NOTIFIED_EARLY
                        || acts.happens(faulty.now().get().earlyEvents()))) {
            sender.sendAtOnce(made.ref());
        }
        pause(outcome.slowness());
        return outcome.lost() ? SimulatorAnswer.none() : outcome.answer();
    }

    private SimulatorAnswer changeFaults(byte[] body) {
        try {
            faulty.change().accept(SandboxJson.read(body, SimulatorFaults.class));
            return SimulatorAnswer.json(200, faulty.now().get());
        } catch (IOException invalid) {
            return SimulatorAnswer.error(400, "invalid_request");
        }
    }

    private SimulatorAnswer waitInTheDark() throws InterruptedException {
        while (faulty.now().get().outage() == SimulatorFaults.Outage.BLACKHOLE) {
            if (pause(BLACKHOLE_STEP)) {
                break;
            }
        }
        return SimulatorAnswer.none();
    }

    /** Waits; {@code true} when the simulator is closing meanwhile. */
    private boolean pause(Duration length) throws InterruptedException {
        return !length.isZero() && closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isAuthorized(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        ("Bearer " + settings.secret()).getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPost(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST");
    }

    private static String base(HttpExchange exchange) {
        return "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
    }

    /** Reads what a form or a query says. */
    static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return fields;
    }
}
