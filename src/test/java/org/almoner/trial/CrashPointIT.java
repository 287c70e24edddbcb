package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.almoner.payment.Checkpoint;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.almoner.payment.sandbox.SimulatorFaults.Outage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Crash-point enumeration (EO-8): a node dies at every arrow of a completion and inside the call to
 * the provider; the client then tries again on the other node, or never comes back. In the end all
 * is as if nothing had happened, or, when nothing was stored and nobody comes back, nothing is.
 */
@Tag("long")
class CrashPointIT {

    private static final int HALTED = 137;
    private static final Map<String, String> SHORT_LEASES =
            Map.of(
                    "almoner.idempotency.lease", "2S",
                    "almoner.wizard.completer-age", "2S",
                    "almoner.wizard.completer-every", "1S");
    private static final String NO_COMPLETER = "almoner.wizard.completer-every";

    private final List<WizardClient.Draft> toBeGifts = new ArrayList<>();
    private final List<WizardClient.Draft> toBeNothing = new ArrayList<>();
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private int deaths;
    private Cluster cluster;
    private WizardClient client;

    /** What the client does after the crash; each death takes a gift of either kind with it. */
    private enum Then {
        RETRIES,
        VANISHES
    }

    private record Dying(Then then, WizardClient.Draft draft, String key, Future<Answer> answer) {}

    @Test
    void whereverANodeDiesTheGiftIsMadeOnceOrNotAtAll() throws Exception {
        try (Cluster started = Cluster.start()) {
            cluster = started;
            Node survivor = cluster.launch("survivor", SHORT_LEASES).awaitReady();
            client = new WizardClient(() -> survivor);
            client.complete(remember(client.prepare("SUCCEEDS")), WizardClient.newKey());
            // First, because the completer leaves a provider alone for half a minute after each no.
            troubleInsideTheProviderCall(survivor);
            dieAtEveryCheckpoint();
            dieInsideTheProviderCall();
            Tally.assertEachExactlyOnce(cluster, toBeGifts, Duration.ofSeconds(120));
            assertEquals(Tally.of(0), Tally.count(cluster, toBeNothing));
            String invariants = new StaffClient(survivor).assertAllInvariantsHold();
            survivor.assertLogIsClean();
            Trial.say(
                    "crash points: %d deaths (%s x client retries, vanishes; inside the provider's"
                            + " call before and after the deed), %s, nothing left of %d; invariants"
                            + " clean: %s",
                    deaths,
                    Arrays.toString(Checkpoint.values()),
                    Tally.count(cluster, toBeGifts),
                    toBeNothing.size(),
                    invariants);
            cluster.passed();
        } finally {
            calls.shutdownNow();
        }
    }

    private WizardClient.Draft remember(WizardClient.Draft draft) {
        toBeGifts.add(draft);
        return draft;
    }

    private void dieAtEveryCheckpoint() throws Exception {
        Deque<Checkpoint> cases = new ArrayDeque<>(List.of(Checkpoint.values()));
        Node doomed = launchDoomed(cases.peek());
        while (!cases.isEmpty()) {
            Checkpoint now = cases.remove();
            Node dying = doomed.awaitReady();
            doomed = cases.isEmpty() ? null : launchDoomed(cases.peek()); // starts meanwhile
            die(now, dying);
        }
    }

    /** A doomed node finishes nobody else's work: it would die of that. */
    private Node launchDoomed(Checkpoint haltAt) {
        return cluster.launch(
                "dies-" + haltAt,
                Map.of(
                        "almoner.idempotency.lease",
                        "2S",
                        NO_COMPLETER,
                        "off",
                        "almoner.rehearsal.halt-at",
                        haltAt.name(),
                        "almoner.rehearsal.halt-with",
                        Integer.toString(Then.values().length)));
    }

    private void die(Checkpoint haltAt, Node node) throws Exception {
        List<Dying> all = completeOn(node, "SUCCEEDS");
        for (Dying one : all) {
            Answer nothing = one.answer().get(20, TimeUnit.SECONDS);
            assertEquals(0, nothing.status(), () -> haltAt + " was answered: " + nothing);
        }
        assertEquals(HALTED, node.awaitExit(Duration.ofSeconds(10)), haltAt::toString);
        for (Dying one : all) {
            deaths++;
            if (one.then() == Then.RETRIES) {
                Answer late = client.complete(remember(one.draft()), one.key());
                assertEquals(201, late.status(), haltAt::toString);
            } else if (haltAt == Checkpoint.BEFORE_FIRST_COMMIT) {
                toBeNothing.add(one.draft());
            } else {
                remember(one.draft());
            }
        }
        node.assertLogIsClean();
    }

    /** A gift of either kind, all drafts ready before the first is completed. */
    private List<Dying> completeOn(Node node, String scenario) {
        Map<Then, WizardClient.Draft> drafts = new EnumMap<>(Then.class);
        for (Then then : Then.values()) {
            drafts.put(then, client.prepare(scenario));
        }
        List<Dying> all = new ArrayList<>();
        drafts.forEach(
                (then, draft) -> {
                    String key = WizardClient.newKey();
                    all.add(
                            new Dying(
                                    then,
                                    draft,
                                    key,
                                    calls.submit(
                                            () -> client.completeOnce(node, draft, key, "{}"))));
                });
        return all;
    }

    /** Killed while the provider has the call: before it does the deed, and after. */
    private void dieInsideTheProviderCall() throws Exception {
        Node node = cluster.launch("dies-in-call", Map.of(NO_COMPLETER, "off")).awaitReady();
        cluster.provider().faults(latency(1500));
        dieInCall(node, "SUCCEEDS", this::isOpened);
        cluster.provider().faults(SimulatorFaults.none());
        node.launch();
        node.awaitReady();
        dieInCall(node, "SLOW", this::isCharged);
        node.close();
    }

    private static SimulatorFaults latency(int millis) {
        return new SimulatorFaults(
                0, 0, 0, 0, 0, 0, 0, 0, millis, Outage.NONE, SimulatorFaults.Garbage.NONE, false);
    }

    private void dieInCall(Node node, String scenario, Predicate<WizardClient.Draft> onItsWay)
            throws Exception {
        List<Dying> all = completeOn(node, scenario);
        Eventually.holds(
                "the calls are on their way",
                Duration.ofSeconds(10),
                () -> all.stream().map(Dying::draft).allMatch(onItsWay));
        node.kill();
        for (Dying one : all) {
            deaths++;
            remember(one.draft());
            assertEquals(0, one.answer().get(20, TimeUnit.SECONDS).status());
            if (one.then() == Then.RETRIES) {
                assertEquals(201, client.complete(one.draft(), one.key()).status());
            }
        }
    }

    private boolean isCharged(WizardClient.Draft draft) {
        return Tally.count(cluster, List.of(draft)).charges() == 1;
    }

    private boolean isOpened(WizardClient.Draft draft) {
        return cluster.database()
                        .count(
                                "SELECT count(*) FROM donation WHERE draft_id = '"
                                        + draft.id()
                                        + "'")
                == 1;
    }

    /** No crash, but the provider cannot be reached, loses its reply, or fails after the deed. */
    private void troubleInsideTheProviderCall(Node survivor) {
        for (Then then : Then.values()) {
            for (String trouble : List.of("LOST_REPLY", "ERROR_AFTER_CHARGE", "PROVIDER_DOWN")) {
                trouble(survivor, remember(client.prepare(trouble)), then);
            }
            cluster.provider().faults(SimulatorFaults.of(Outage.REFUSED));
            WizardClient.Draft draft = remember(client.prepare("SUCCEEDS"));
            String key = WizardClient.newKey();
            Answer answer = open(survivor, draft, key);
            assertEquals(503, answer.status(), answer::toString);
            cluster.provider().faults(SimulatorFaults.none());
            if (then == Then.RETRIES) {
                assertEquals(201, client.complete(draft, key).status());
            }
        }
    }

    private void trouble(Node survivor, WizardClient.Draft draft, Then then) {
        String key = WizardClient.newKey();
        open(survivor, draft, key);
        if (then == Then.RETRIES) {
            assertEquals(201, client.complete(draft, key).status());
        }
    }

    /**
     * The first answer after which the gift is stored. A busy node may answer 503 before it has
     * stored anything, and owes nothing to a client that vanishes then.
     */
    private Answer open(Node node, WizardClient.Draft draft, String key) {
        AtomicReference<Answer> answer = new AtomicReference<>();
        Eventually.holds(
                "the gift is stored",
                Duration.ofSeconds(20),
                () -> {
                    answer.set(client.completeOnce(node, draft, key, "{}"));
                    return isOpened(draft);
                });
        return answer.get();
    }
}
