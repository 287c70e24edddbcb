package org.almoner.payment.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A payment provider that plays: an HTTP server on the loopback address with its own idempotency
 * keys, webhooks, hosted page, faults and journal. What it says was charged is the truth against
 * which exactly-once is measured. Public for the tests of other packages and for rehearsals; no
 * other part of the service uses it.
 */
public final class PspSimulator implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PspSimulator.class);
    private static final int ROUND_MILLIS = 50;
    private static final int PLANS_A_ROUND = 500;

    static {
        // Without it the server's two small writes per answer wait 40 ms for each other.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final SimulatorActs acts;
    private final SimulatorHttp http;
    private final WebhookSender sender;
    private final ExecutorService callers = Executors.newCachedThreadPool(Daemons.named("http"));
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("rounds"));
    private volatile SimulatorFaults faults = SimulatorFaults.none();
    private HttpServer server;
    private int port;

    /**
     * A payment for which money moved.
     *
     * @param reference the provider's id
     * @param merchantReference our payment's id
     * @param key the idempotency key it was made under
     * @param minor what was taken, in minor units
     * @param reversedMinor what flowed back since
     */
    public record Charge(
            String reference,
            String merchantReference,
            String key,
            long minor,
            String currency,
            long reversedMinor) {}

    private PspSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.ledger = new SimulatorLedger(settings.directory().resolve("journal.jsonl"));
        this.acts = new SimulatorActs(settings, this::faults);
        this.sender = new WebhookSender(settings, ledger);
        this.http =
                new SimulatorHttp(
                        settings,
                        ledger,
                        sender,
                        new SimulatorHttp.Faulty(this::faults, this::faults));
    }

    /**
     * Starts a simulator, which continues with what the journal in its directory holds.
     *
     * @throws IllegalStateException when another process plays with the same journal
     */
    public static PspSimulator start(SimulatorSettings settings) {
        PspSimulator simulator = new PspSimulator(settings);
        simulator.listen(settings.port());
        simulator.rounds.scheduleWithFixedDelay(
                simulator::round, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
        return simulator;
    }

    private synchronized void listen(int wanted) {
        try {
            try {
                server = HttpServer.create(address(wanted), 200);
            } catch (BindException taken) {
                LOG.infof("Port %d is taken; the sandbox provider takes a free one", wanted);
                server = HttpServer.create(address(0), 200);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox provider cannot listen", failure);
        }
        port = server.getAddress().getPort();
        server.createContext("/", http);
        server.setExecutor(callers);
        server.start();
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Does what is planned for now and tells what has not been told; runs by itself, too. */
    void round() {
        try {
            Instant now = settings.clock().instant();
            carryOutDue(now);
            sender.sendDue();
        } catch (RuntimeException failure) {
            LOG.error("The sandbox provider failed in a round", failure);
        }
    }

    /** Many at once share one sync of the journal; nobody is told before it. */
    private void carryOutDue(Instant now) {
        List<JournalEntry.PlanStands> due =
                ledger.read(books -> books.duePlans(now, PLANS_A_ROUND));
        for (JournalEntry.PlanStands plan : due) {
            ledger.lightDeed(
                    deed -> {
                        acts.carryOut(deed, plan);
                        return null;
                    });
        }
        if (!due.isEmpty()) {
            ledger.force();
        }
    }

    /** Where the API and the hosted pages are. */
    public synchronized URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The faults that strike now. */
    public SimulatorFaults faults() {
        return faults;
    }

    /** Changes what goes wrong from now on. */
    public synchronized void faults(SimulatorFaults changed) {
        boolean wasListening = faults.outage() != SimulatorFaults.Outage.REFUSED;
        boolean shallListen = changed.outage() != SimulatorFaults.Outage.REFUSED;
        faults = changed;
        if (wasListening && !shallListen) {
            server.stop(0);
        } else if (!wasListening && shallListen) {
            listen(port);
        }
    }

    /** Every charge ever made: the oracle of "no donor is charged twice". */
    public List<Charge> charges() {
        return ledger.read(books -> books.payments().all()).stream()
                .filter(payment -> payment.status() == SandboxStatus.SETTLED)
                .map(
                        payment ->
                                new Charge(
                                        payment.ref(),
                                        payment.merchantReference(),
                                        payment.key(),
                                        payment.minor(),
                                        payment.currency(),
                                        payment.minor() - payment.rest()))
                .toList();
    }

    /** How often each idempotency key was used in a call. */
    public Map<String, Integer> callsPerKey() {
        return ledger.read(SimulatorBooks::callsPerKey);
    }

    /** How many notifications have met this fate so far. */
    long deliveries(JournalEntry.DeliveryFate fate) {
        return ledger.read(books -> books.telling().count(fate));
    }

    @Override
    public synchronized void close() {
        http.close();
        rounds.shutdownNow();
        if (faults.outage() != SimulatorFaults.Outage.REFUSED) {
            server.stop(0);
        }
        callers.shutdownNow();
        sender.close();
        try {
            rounds.awaitTermination(3, TimeUnit.SECONDS);
            callers.awaitTermination(3, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ledger.close();
    }
}
