package org.almoner.trial;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.almoner.payment.sandbox.PspSimulator;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.almoner.payment.sandbox.SimulatorSettings;

/** Nodes on one durable database, with one payment provider and one mail server between them. */
final class Cluster implements AutoCloseable {

    /** How long the provider takes where it is asked to be slow. */
    static final Duration SLOW = Duration.ofMillis(1500);

    /** What a load balancer needs to hear, and a call to end. */
    private static final Duration DRAINING = Duration.ofSeconds(2);

    static final String API_SECRET = "sandbox-api-secret";
    static final String WEBHOOK_SECRET = "sandbox-webhook-secret";

    private final Path directory;
    private final DurableDatabase database;
    private final PspSimulator provider;
    private final MailServer mail = MailServer.start();
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Node leftAlone;
    private boolean passed;

    private Cluster(Path directory) {
        this.directory = directory;
        this.database = DurableDatabase.start(directory.resolve("postgresql"));
        this.provider =
                PspSimulator.start(
                        new SimulatorSettings(
                                0,
                                directory.resolve("provider"),
                                API_SECRET,
                                List.of(WEBHOOK_SECRET),
                                this::webhooks,
                                InstantSource.system(),
                                Duration.ofMillis(200),
                                Duration.ofMillis(400),
                                SLOW,
                                2));
    }

    /** Starts everything but the nodes. */
    static Cluster start() {
        try {
            return new Cluster(Files.createTempDirectory("almoner-trial-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts a node without waiting for it. */
    Node launch(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("almoner.mode", "sandbox");
        settings.put("almoner.data-directory", directory.resolve("data-" + name).toString());
        settings.put("almoner.payment.sandbox.url", provider.base().toString());
        settings.put("almoner.payment.sandbox.secret", API_SECRET);
        settings.put("almoner.payment.sandbox.webhook-secrets", WEBHOOK_SECRET);
        settings.put("almoner.widget.origins", WizardClient.WEBSITE);
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        // A killed node's mails go on after this, instead of after three minutes.
        settings.put("almoner.outbox.lease", "12S");
        settings.put("almoner.outbox.first-retry", "2S");
        settings.put("quarkus.mailer.host", "127.0.0.1");
        settings.put("quarkus.mailer.port", Integer.toString(mail.port()));
        settings.putAll(more);
        Node node = Node.launch(name, directory, settings);
        nodes.add(node);
        return node;
    }

    /** Two nodes, ready; the first applies the migrations while the second starts. */
    List<Node> launchTwo(Map<String, String> settings) {
        Node first = launch("a", settings);
        Node second = launch("b", settings);
        return List.of(first.awaitReady(), second.awaitReady());
    }

    private Optional<URI> webhooks() {
        return nodes.stream()
                .filter(Node::isAlive)
                .findFirst()
                .map(node -> node.base().resolve("/v1/webhooks/sandbox"));
    }

    /** The nodes by turns, as a load balancer that knows nothing but what it was told. */
    Node anyNode() {
        Node node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        return node.equals(leftAlone) && nodes.size() > 1 ? anyNode() : node;
    }

    /**
     * Restarts a node as an operator does: the load balancer is told first, what is under way comes
     * to its end, and the node gets calls again when it is ready.
     */
    void restart(Node node) {
        leftAlone = node;
        Eventually.pause(DRAINING.toMillis());
        node.terminate();
        node.launch();
        node.awaitReady();
        leftAlone = null;
    }

    Path directory() {
        return directory;
    }

    DurableDatabase database() {
        return database;
    }

    PspSimulator provider() {
        return provider;
    }

    MailServer mail() {
        return mail;
    }

    @Override
    public void close() {
        provider.faults(SimulatorFaults.none());
        nodes.forEach(Node::close);
        provider.close();
        mail.close();
        database.close();
        if (passed) {
            delete();
        } else {
            Trial.say("failed; its logs are in %s", directory);
        }
    }

    /** Everything was as it should be: nobody will want to look at the logs and data any more. */
    void passed() {
        passed = true;
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
