package org.almoner.payment.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almoner.payment.sandbox.JournalEntry.DeliveryFate;
import org.almoner.payment.sandbox.JournalEntry.DeliveryStands;
import org.jboss.logging.Logger;

/**
 * Tells the merchant what happened, again and again with growing delays for up to three days, until
 * it answers with a success. What was due while the simulator was down is told when it is back.
 */
final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final int AT_ONCE = 200;
    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(4));

    private final SimulatorSettings settings;
    private final SimulatorLedger ledger;
    private final Map<String, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(4, Daemons.named("hook"));
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(2))
                    .executor(Runnable::run) // what follows an arrival is short and never waits
                    .build();

    WebhookSender(SimulatorSettings settings, SimulatorLedger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /** Begins deliveries that are due; what is beyond the limit waits for the next round. */
    void sendDue() {
        Instant now = settings.clock().instant();
        for (DeliveryStands delivery : ledger.read(books -> books.telling().due(now, AT_ONCE))) {
            begin(delivery);
        }
    }

    /**
     * Delivers what is due for one payment or method, and waits a moment for it: the early
     * notification.
     */
    void sendAtOnce(String ref) {
        Instant now = settings.clock().instant();
        List<DeliveryStands> due = ledger.read(books -> books.telling().dueAbout(ref, now));
        for (DeliveryStands delivery : due) {
            try {
                Optional<CompletableFuture<Void>> begun = begin(delivery);
                if (begun.isPresent()) {
                    begun.get().get(2, TimeUnit.SECONDS);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException slow) {
                LOG.debugf("An early notification is still underway: %s", delivery.id());
            }
        }
    }

    /** Begins a delivery, or joins the one that is underway; empty while nobody can be told. */
    private Optional<CompletableFuture<Void>> begin(DeliveryStands delivery) {
        Optional<URI> url = settings.webhookUrl().get();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = underway.putIfAbsent(delivery.id(), mine);
        if (running != null) {
            return Optional.of(running);
        }
        try {
            workers.execute(
                    () -> {
                        try {
                            tryOnce(delivery, url.get());
                        } finally {
                            underway.remove(delivery.id());
                            mine.complete(null);
                        }
                    });
        } catch (RejectedExecutionException closing) {
            underway.remove(delivery.id());
            mine.complete(null);
        }
        return Optional.of(mine);
    }

    private void tryOnce(DeliveryStands delivery, URI url) {
        try {
            // Another thread may have finished this one since it was found due.
            boolean stillOpen =
                    ledger.read(books -> books.telling().open(delivery.id()))
                            .filter(delivery::equals)
                            .isPresent();
            if (stillOpen) {
                boolean taken = post(delivery, url);
                ledger.lightDeed(
                        deed -> {
                            deed.note(taken ? taken(delivery) : postponed(delivery));
                            return null;
                        });
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean post(DeliveryStands delivery, URI url) throws InterruptedException {
        JournalEntry.EventHappened event =
                ledger.read(books -> books.telling().event(delivery.event()));
        byte[] body =
                SandboxJson.bytes(
                        new SandboxEvent(
                                event.id(),
                                event.type(),
                                event.created(),
                                event.ref(),
                                event.merchantReference()));
        Instant now = settings.clock().instant();
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header(
                                WebhookSignature.HEADER,
                                WebhookSignature.sign(body, settings.webhookSecrets(), now))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100
                    == 2;
        } catch (IOException notTaken) {
            return false;
        }
    }

    private static DeliveryStands taken(DeliveryStands delivery) {
        return new DeliveryStands(
                delivery.id(), delivery.event(), delivery.attempts() + 1, null, DeliveryFate.TAKEN);
    }

    private DeliveryStands postponed(DeliveryStands delivery) {
        Duration wait = DELAYS.get(Math.min(delivery.attempts(), DELAYS.size() - 1));
        Instant next = settings.clock().instant().plus(wait);
        Instant created = ledger.read(books -> books.telling().event(delivery.event())).created();
        boolean over = next.isAfter(created.plus(LONGEST));
        return new DeliveryStands(
                delivery.id(),
                delivery.event(),
                delivery.attempts() + 1,
                over ? null : next,
                over ? DeliveryFate.GIVEN_UP : DeliveryFate.OPEN);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            workers.awaitTermination(3, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
