package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.almoner.payment.Checkpoint;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.almoner.payment.sandbox.SimulatorFaults.Outage;
import org.junit.jupiter.api.Test;

/**
 * Crash-point enumeration (EO-8): a node dies at every arrow of a completion and inside the call to
 * the provider; the client then tries again on the other node, or never comes back. In the end all
 * is as if nothing had happened, or, when nothing was stored and nobody comes back, nothing is.
 */
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
    private int deaths;
    private Cluster cluster;
    private WizardClient client;

    /** What the client does after the crash. */
    private enum Then {
        RETRIES,
        VANISHES
    }

    private record Case(Checkpoint haltAt, Then then) {}

    @Test
    void whereverANodeDiesTheGiftIsMadeOnceOrNotAtAll() {
        try (Cluster started = Cluster.start()) {
            cluster = started;
            Node survivor = cluster.launch("survivor", SHORT_LEASES).awaitReady();
            client = new WizardClient(() -> survivor);
            client.complete(remember(client.prepare("SUCCEEDS")), WizardClient.newKey());
            dieAtEveryCheckpoint();
            dieInsideTheProviderCall();
            troubleInsideTheProviderCall(survivor);
            Tally.assertEachExactlyOnce(cluster, toBeGifts, Duration.ofSeconds(60));
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
        }
    }

    private WizardClient.Draft remember(WizardClient.Draft draft) {
        toBeGifts.add(draft);
        return draft;
    }

    private void dieAtEveryCheckpoint() {
        Deque<Case> cases = new ArrayDeque<>();
        for (Checkpoint checkpoint : Checkpoint.values()) {
            cases.add(new Case(checkpoint, Then.RETRIES));
            cases.add(new Case(checkpoint, Then.VANISHES));
        }
        Node doomed = launchDoomed(cases.peek());
        while (!cases.isEmpty()) {
            Case now = cases.remove();
            Node dying = doomed.awaitReady();
            doomed = cases.isEmpty() ? null : launchDoomed(cases.peek()); // starts meanwhile
            die(now, dying);
        }
    }

    /** A doomed node finishes nobody else's work: it would die of that. */
    private Node launchDoomed(Case planned) {
        return cluster.launch(
                "dies-" + planned.haltAt() + "-" + planned.then(),
                Map.of(
                        "almoner.idempotency.lease",
                        "2S",
                        NO_COMPLETER,
                        "off",
                        "almoner.rehearsal.halt-at",
                        planned.haltAt().name()));
    }

    private void die(Case now, Node dying) {
        WizardClient.Draft draft = client.prepare("SUCCEEDS");
        String key = WizardClient.newKey();
        Answer nothing = client.completeOnce(dying, draft, key, "{}");
        assertEquals(0, nothing.status(), () -> now + " was answered: " + nothing);
        assertEquals(HALTED, dying.awaitExit(Duration.ofSeconds(10)), now::toString);
        deaths++;
        if (now.then() == Then.RETRIES) {
            assertEquals(201, client.complete(remember(draft), key).status(), now::toString);
        } else if (now.haltAt() == Checkpoint.BEFORE_FIRST_COMMIT) {
            toBeNothing.add(draft);
        } else {
            remember(draft);
        }
        dying.assertLogIsClean();
    }

    /** Killed while the provider has the call: before it does the deed, and after. */
    private void dieInsideTheProviderCall() {
        Node node = cluster.launch("dies-in-call", Map.of(NO_COMPLETER, "off"));
        for (Then then : Then.values()) {
            node.awaitReady();
            cluster.provider().faults(latency(1500));
            dieInCall(node, "SUCCEEDS", then, false);
            cluster.provider().faults(SimulatorFaults.none());
            node.launch();
            node.awaitReady();
            dieInCall(node, "SLOW", then, true);
            node.launch();
        }
        node.close();
    }

    private static SimulatorFaults latency(int millis) {
        return new SimulatorFaults(
                0, 0, 0, 0, 0, 0, 0, 0, millis, Outage.NONE, SimulatorFaults.Garbage.NONE, false);
    }

    private void dieInCall(Node node, String scenario, Then then, boolean afterTheDeed) {
        WizardClient.Draft draft = remember(client.prepare(scenario));
        String key = WizardClient.newKey();
        int charges = cluster.provider().charges().size();
        CompletableFuture<Answer> call =
                CompletableFuture.supplyAsync(() -> client.completeOnce(node, draft, key, "{}"));
        Eventually.holds(
                "the call is on its way",
                Duration.ofSeconds(10),
                () ->
                        afterTheDeed
                                ? cluster.provider().charges().size() > charges
                                : isOpened(draft));
        node.kill();
        deaths++;
        assertEquals(0, call.join().status());
        if (then == Then.RETRIES) {
            assertEquals(201, client.complete(draft, key).status());
        }
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
            Answer answer = client.completeOnce(survivor, draft, key, "{}");
            assertEquals(503, answer.status(), answer::toString);
            cluster.provider().faults(SimulatorFaults.none());
            if (then == Then.RETRIES) {
                assertEquals(201, client.complete(draft, key).status());
            }
        }
    }

    private void trouble(Node survivor, WizardClient.Draft draft, Then then) {
        String key = WizardClient.newKey();
        client.completeOnce(survivor, draft, key, "{}");
        if (then == Then.RETRIES) {
            assertEquals(201, client.complete(draft, key).status());
        }
    }
}
