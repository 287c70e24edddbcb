package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each of the four guards is taken away in turn, under double clicks, retries, lost replies,
 * repeated notifications and a {@code kill -9}: the other three let no donor be charged twice
 * (EO-1). Then mistakes are planted, to see that each would have been noticed. Four gifts for each
 * guard, or as many as the system property {@code almoner.trial.guarded} says.
 */
@Tag("long")
class GuardsIT {

    private static final int GIFTS = Integer.getInteger("almoner.trial.guarded", 4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Shorter than usual, and still longer than the slowest call to the provider. */
    private static final Map<String, String> SHORT_LEASES =
            Map.of(
                    "almoner.idempotency.lease", "6S",
                    "almoner.wizard.completer-age", "6S",
                    "almoner.wizard.completer-every", "1S");

    private final ExecutorService threads = Executors.newFixedThreadPool(12);
    private final AtomicInteger calls = new AtomicInteger();
    private Cluster cluster;
    private WizardClient client;
    private int kills;

    @Test
    void whicheverGuardIsMissingTheOthersLetNobodyBeChargedTwice() throws Exception {
        try (Cluster started = Cluster.start()) {
            cluster = started;
            List<Node> nodes = cluster.launchTwo(SHORT_LEASES);
            client = new WizardClient(cluster::anyNode);
            List<WizardClient.Draft> all = new ArrayList<>();
            for (MissingGuard guard : MissingGuard.values()) {
                List<WizardClient.Draft> drafts = new ArrayList<>();
                Node victim = nodes.get(guard.ordinal() % nodes.size());
                guard.without(cluster.database(), () -> drafts.addAll(give(guard, victim)));
                all.addAll(drafts);
            }
            cluster.provider().faults(SimulatorFaults.none());
            Tally.assertEachExactlyOnce(cluster, all, PATIENCE);
            nodes.forEach(Node::awaitReady);
            String invariants = new StaffClient(nodes.get(0)).assertAllInvariantsHold();
            nodes.forEach(Node::assertNothingPersonalInLog);
            Trial.say(
                    "EO-1: without %s in turn: %d calls for %s, %d kills; invariants clean: %s",
                    List.of(MissingGuard.values()),
                    calls.get(),
                    Tally.count(cluster, all),
                    kills,
                    invariants);
            new PlantedDefects(cluster, client, nodes.get(0)).assertEachIsNoticed();
            cluster.passed();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<WizardClient.Draft> give(MissingGuard missing, Node victim) {
        SimulatorFaults faults =
                new SimulatorFaults(
                        20,
                        10,
                        0,
                        0,
                        0,
                        50,
                        50,
                        20,
                        0,
                        SimulatorFaults.Outage.NONE,
                        SimulatorFaults.Garbage.NONE,
                        missing == MissingGuard.PROVIDER_KEY);
        List<WizardClient.Draft> drafts = new ArrayList<>();
        for (int gift = 0; gift < GIFTS; gift++) {
            drafts.add(client.prepare(gift % 5 == 0 ? "SLOW" : "SUCCEEDS"));
        }
        cluster.provider().faults(faults);
        List<Callable<Void>> clicks = new ArrayList<>();
        for (WizardClient.Draft draft : drafts) {
            String key = WizardClient.newKey();
            Callable<Void> click = () -> click(draft, key, missing);
            clicks.add(click);
            clicks.add(click);
        }
        inTheMiddleOf(clicks, victim);
        Eventually.equals(
                (long) drafts.size(), PATIENCE, () -> Tally.count(cluster, drafts).settled());
        // Once everything is over, everybody clicks once more.
        drafts.forEach(draft -> assertKnown(draft, missing));
        Tally.assertNoStrayCharge(cluster);
        return drafts;
    }

    /** Everybody clicks; meanwhile a node dies and is started again. */
    private void inTheMiddleOf(List<Callable<Void>> clicks, Node victim) {
        victim.awaitReady();
        try {
            List<Future<Void>> clicking = clicks.stream().map(threads::submit).toList();
            Eventually.holds(
                    "some of them are done",
                    PATIENCE,
                    () -> clicking.stream().filter(Future::isDone).count() > clicks.size() / 4);
            victim.kill();
            kills++;
            victim.launch();
            for (Future<Void> click : clicking) {
                click.get();
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Sends until the outcome is known: with the same key, or with a new one each time. */
    private Void click(WizardClient.Draft draft, String key, MissingGuard missing) {
        Eventually.holds(
                "an outcome of draft " + draft.id(),
                PATIENCE,
                () -> {
                    calls.incrementAndGet();
                    boolean keyed = missing != MissingGuard.IDEMPOTENCY_KEY;
                    String used = keyed ? key : WizardClient.newKey();
                    Answer answer = client.completeOnce(cluster.anyNode(), draft, used, "{}");
                    if (!isOutcome(answer)) {
                        Eventually.pause(150);
                    }
                    return isOutcome(answer);
                });
        return null;
    }

    private static boolean isOutcome(Answer answer) {
        return answer.status() == 201
                || (answer.status() == 409 && !answer.text("code").equals("still-running"));
    }

    private void assertKnown(WizardClient.Draft draft, MissingGuard missing) {
        assertEquals("RECEIVED", client.look(draft).text("status"), missing::toString);
        Answer late = client.complete(draft, WizardClient.newKey());
        assertTrue(late.status() == 409, late::toString);
    }
}
