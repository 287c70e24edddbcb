package org.almoner.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.almoner.mode.Modes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AB-14: whatever address somebody gives, nothing inside is ever connected to. */
class CarryTest {

    private static final String PUBLIC = "8.8.8.8";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static Vertx vertx;
    private static ExecutorService threads;

    private final List<String> asked = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private Canary inside;

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

    @BeforeEach
    void hatch() {
        inside = new Canary();
    }

    @AfterEach
    void release() throws IOException {
        inside.close();
    }

    /** Calls what is on this machine, and notes what it was to call elsewhere. */
    private final class Noting extends CallReceiver {

        Noting() {
            super(vertx, PATIENCE, null);
        }

        @Override
        Answer call(Target target, InetAddress address, MultiMap headers, byte[] body) {
            called.add(address.getHostAddress());
            return address.isLoopbackAddress()
                    ? super.call(target, address, headers, body)
                    : Answer.of(200, null, 1);
        }
    }

    private Carry carry(WebhookSettings settings, Resolver resolver) {
        return new Carry(
                new TargetRules(settings, Modes.sandbox()),
                new ResolveTarget(
                        host -> {
                            asked.add(host);
                            return resolver.addressesOf(host);
                        },
                        threads,
                        PATIENCE),
                new Noting(),
                InstantSource.system());
    }

    /** Allows the canary's port, so that the port is not what keeps it safe. */
    private Carry strict(Resolver resolver) {
        return carry(new Settings(Optional.of(Set.of(inside.port())), false), resolver);
    }

    private static Outcome send(Carry carry, String url, int attempt) {
        return carry.carry(
                        new Carry.Parcel(
                                url,
                                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                                UUID.randomUUID(),
                                attempt,
                                "{}".getBytes(StandardCharsets.UTF_8)))
                .outcome();
    }

    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (String text : texts) {
            found.add(InetAddress.getByName(text));
        }
        return found;
    }

    private String named() {
        return "https://crm.example.org:" + inside.port() + "/in";
    }

    @Test
    void noFormOfAnAddressReachesTheInsideAndNoneIsLookedUp() {
        Carry carry = strict(host -> List.of(InetAddress.getLoopbackAddress()));
        for (String[] form : UrlForms.REFUSED) {
            assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, form[1], 1), form[1]);
        }
        for (String host :
                List.of("127.1", "0x7f.1", "[::1]", "[::ffff:7f00:1]", "2130706433", "localhost")) {
            String url = "https://" + host + ":" + inside.port() + "/";
            assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, url, 1), url);
        }
        assertEquals(List.of(), asked);
        assertEquals(List.of(), called);
        assertEquals(0, inside.connections());
    }

    @Test
    void aNameThatLeadsInsideIsNotCalled() {
        for (String address :
                List.of(
                        "127.0.0.1",
                        "10.0.0.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "0.0.0.0",
                        "::1",
                        "::ffff:127.0.0.1",
                        "64:ff9b::7f00:1",
                        "2002:7f00:1::",
                        "fd00::1",
                        "fe80::1")) {
            Carry carry = strict(host -> addresses(address));
            assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, named(), 1), address);
        }
        assertEquals(List.of(), called);
        assertEquals(0, inside.connections());
    }

    @Test
    void aNameThatLeadsInsideAmongOthersIsNotCalledAtAll() {
        Carry carry = strict(host -> addresses(PUBLIC, "127.0.0.1"));
        assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, named(), 1));
        assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, named(), 2));
        assertEquals(List.of(), called);
    }

    @Test
    void aNameThatLeadsOutsideFirstAndInsideLaterIsLookedUpOnceForACallAndAnewForTheNext() {
        Carry carry = strict(host -> addresses(asked.size() == 1 ? PUBLIC : "127.0.0.1"));
        assertEquals(Outcome.TAKEN, send(carry, named(), 1));
        assertEquals(List.of("crm.example.org"), asked);
        assertEquals(List.of(PUBLIC), called);
        assertEquals(Outcome.FORBIDDEN_TARGET, send(carry, named(), 2));
        assertEquals(List.of(PUBLIC), called);
        assertEquals(0, inside.connections());
    }

    @Test
    void aHostWithManyAddressesIsTriedAtTheNextOneEachTime() {
        Carry carry = strict(host -> addresses(PUBLIC, "2a00:1450:4001::1"));
        send(carry, named(), 1);
        send(carry, named(), 2);
        send(carry, named(), 3);
        assertEquals(List.of(PUBLIC, "2a00:1450:4001:0:0:0:0:1", PUBLIC), called);
    }

    @Test
    void aNameThatLeadsNowhereOrThatNobodyTellsInTimeIsUnknown() {
        Carry unknown =
                strict(
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertEquals(Outcome.UNKNOWN_HOST, send(unknown, named(), 1));
        assertEquals(Outcome.UNKNOWN_HOST, send(strict(host -> List.of()), named(), 1));
        CountDownLatch never = new CountDownLatch(1);
        Carry silent =
                strict(
                        host -> {
                            try {
                                never.await();
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                            return List.of();
                        });
        assertEquals(Outcome.UNKNOWN_HOST, send(silent, named(), 1));
        assertEquals(List.of(), called);
    }

    @Test
    void aRedirectInsideIsNotFollowed() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Location", "http://127.0.0.1:" + inside.port() + "/");
                    // The one redirect that clients follow after a POST.
                    exchange.sendResponseHeaders(303, -1);
                    exchange.close();
                });
        server.start();
        try {
            Carry lenient =
                    carry(
                            new Settings(Optional.empty(), true),
                            host -> List.of(InetAddress.getLoopbackAddress()));
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
            assertEquals(Outcome.REDIRECTED, send(lenient, url, 1));
            assertEquals(1, called.size());
            assertEquals(0, inside.connections());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theLoopbackOfTheSandboxIsNoWayElsewhere() {
        Carry lenient = carry(new Settings(Optional.empty(), true), host -> addresses("10.0.0.1"));
        String url = "http://localhost:" + inside.port() + "/";
        assertEquals(Outcome.FORBIDDEN_TARGET, send(lenient, url, 1));
        assertEquals(List.of(), called);
    }
}
