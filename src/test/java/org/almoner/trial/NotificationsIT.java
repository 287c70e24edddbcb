package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A provider's notifications come up to four times, in any order, a tenth of them before the answer
 * to the call that caused them, and three in ten never, to two nodes: in the end each payment
 * stands as the provider says, and is booked as often as it should be (F2, EO-13 to EO-16).
 *
 * <p>200 gifts with their notifications, or as many as the system property {@code
 * almoner.trial.notified} says; {@code almoner.trial.seed} chooses other orders.
 */
@Tag("long")
class NotificationsIT {

    private static final int GIFTS = Integer.getInteger("almoner.trial.notified", 200);
    private static final long SEED = Long.getLong("almoner.trial.seed", 20261126L);
    private static final int CLIENTS = 6;
    private static final Duration SETTLING = Duration.ofSeconds(60 + GIFTS / 20);
    private static final List<String> SCENARIOS =
            List.of(
                    "SUCCEEDS",
                    "SUCCEEDS_LATER",
                    "NOTIFIED_TWICE",
                    "NOTIFIED_EARLY",
                    "NOTIFIED_OUT_OF_ORDER",
                    "RETURNED_LATER",
                    "REFUNDED_PARTLY_LATER",
                    "REFUNDED_LATER",
                    "DISPUTED_LATER",
                    "DECLINED");

    /** What we have of each payment, in the words of {@link ProviderRecord#payments()}. */
    private static final String OURS =
            """
            SELECT p.id || ' '
                || CASE WHEN p.state IN ('SETTLED', 'PARTLY_REFUNDED', 'REFUNDED', 'RETURNED')
                        THEN 'SETTLED' ELSE p.state END
                || ' ' || p.reversed_minor || ' ' || p.disputed::text || ' '
                || (SELECT count(DISTINCT (l.cause_type, l.cause_id)) FROM ledger_entry l
                    WHERE l.donation_id = p.reference)
            FROM payment p ORDER BY 1
            """;

    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();

    @Test
    void eachPaymentStandsAsTheProviderSaysHoweverItsNotificationsCome() throws Exception {
        try (Cluster cluster = Cluster.start()) {
            List<Node> nodes =
                    cluster.launchTwo(
                            Map.of(
                                    "almoner.payment.inbox-every", "1S",
                                    "almoner.payment.reconcile-every", "4S"));
            ProviderRecord provider = new ProviderRecord(cluster);
            cluster.provider().faults(SimulatorFaults.ofEvents(30, 50, 50, 10));
            give(cluster);
            int repeats = repeat(provider, nodes);
            Eventually.equals(provider.payments(), SETTLING, () -> cluster.database().column(OURS));
            repeats += repeat(provider, nodes);
            Eventually.equals(0L, SETTLING, () -> waiting(cluster));
            assertEquals(
                    provider.payments(),
                    cluster.database().column(OURS),
                    "after everything was told once more");
            int told = provider.notifications().size();
            assertEquals(
                    told,
                    cluster.database().count("SELECT count(*) FROM webhook_event"),
                    "notifications in the in-box");
            assertTrue(told < provider.events(), "none was dropped");
            String invariants = new StaffClient(nodes.get(0)).assertAllInvariantsHold();
            nodes.forEach(Node::assertLogIsClean);
            report(cluster, provider, repeats, invariants);
            cluster.passed();
        }
    }

    private static void give(Cluster cluster) throws Exception {
        WizardClient client = new WizardClient(cluster::anyNode);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> gifts = new ArrayList<>();
            for (int number = 0; number < GIFTS; number++) {
                String scenario = SCENARIOS.get(number % SCENARIOS.size());
                gifts.add(
                        () -> {
                            WizardClient.Draft draft = client.prepare(scenario);
                            Answer answer = client.complete(draft, WizardClient.newKey());
                            assertTrue(
                                    Set.of(201, 402).contains(answer.status()), answer::toString);
                            return null;
                        });
            }
            for (Future<Void> gift : clients.invokeAll(gifts)) {
                gift.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Delivers each notification up to two times more, in any order, to either node. */
    private int repeat(ProviderRecord provider, List<Node> nodes) {
        Random chance = new Random(SEED);
        List<byte[]> again = new ArrayList<>();
        for (byte[] body : provider.notifications()) {
            again.addAll(Collections.nCopies(chance.nextInt(3), body));
        }
        Collections.shuffle(again, chance);
        for (byte[] body : again) {
            long begun = System.nanoTime();
            int status = provider.deliver(nodes.get(chance.nextInt(nodes.size())), body);
            waits.add((System.nanoTime() - begun) / 1_000_000);
            assertEquals(202, status, "a genuine notification is taken");
        }
        return again.size();
    }

    private static long waiting(Cluster cluster) {
        return cluster.database()
                .count("SELECT count(*) FROM webhook_event WHERE state IN ('RECEIVED', 'DEAD')");
    }

    private void report(Cluster cluster, ProviderRecord provider, int repeats, String invariants) {
        List<Long> sorted = waits.stream().sorted().toList();
        long p99 = sorted.get((int) (sorted.size() * 0.99));
        Trial.say(
                "F2 seed %d: %d gifts, %d events, %d of them never told, %d deliveries repeated by"
                        + " hand beside the provider's own; %d payments as the provider has them;"
                        + " in-box p50 %d ms p99 %d ms; invariants clean: %s",
                SEED,
                GIFTS,
                provider.events(),
                provider.events() - provider.notifications().size(),
                repeats,
                cluster.database().count("SELECT count(*) FROM payment"),
                sorted.get(sorted.size() / 2),
                p99,
                invariants);
        assertTrue(p99 < 300, "p99 of the in-box: " + p99 + " ms");
    }
}
