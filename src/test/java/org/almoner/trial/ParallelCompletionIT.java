package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.payment.sandbox.PspSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same completion fifty times at the same moment, on two nodes. 6 rounds, or as many as the
 * system property {@code almoner.trial.rounds} says (200 for the whole figure).
 */
@Tag("long")
class ParallelCompletionIT {

    private static final int ROUNDS = Integer.getInteger("almoner.trial.rounds", 6);
    private static final int AT_ONCE = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private int created;
    private int replayed;
    private int stillRunning;
    private int gaveWay;

    @Test
    void fiftyIdenticalCompletionsMakeOneGiftAndEveryOtherCallIsToldToWaitOrTheSame()
            throws Exception {
        try (Cluster cluster = Cluster.start()) {
            List<Node> nodes = cluster.launchTwo(Map.of());
            WizardClient client = new WizardClient(cluster::anyNode);
            List<WizardClient.Draft> drafts = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // Every second provider call takes its time, so that many meet the work in flight.
                drafts.add(client.prepare(round % 2 == 0 ? "SUCCEEDS" : "SLOW"));
                completeAtOnce(nodes, client, drafts.get(round));
            }
            Tally.assertEachExactlyOnce(cluster, drafts, Duration.ofSeconds(60));
            assertOneCallEach(cluster, drafts);
            nodes.forEach(Node::assertLogIsClean);
            Trial.say(
                    "parallel completion: %d rounds of %d calls on 2 nodes: %d created, %d replayed"
                            + " byte for byte, %d told to wait, %d gave way; %s",
                    ROUNDS,
                    AT_ONCE,
                    created,
                    replayed,
                    stillRunning,
                    gaveWay,
                    Tally.count(cluster, drafts));
            cluster.passed();
        } finally {
            threads.shutdownNow();
        }
    }

    private void completeAtOnce(List<Node> nodes, WizardClient client, WizardClient.Draft draft)
            throws Exception {
        String key = WizardClient.newKey();
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int call = 0; call < AT_ONCE; call++) {
            Node node = nodes.get(call % nodes.size());
            calls.add(
                    () -> {
                        together.await();
                        return client.completeOnce(node, draft, key, "{}");
                    });
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : threads.invokeAll(calls)) {
            answers.add(answer.get());
        }
        Answer last = client.complete(draft, key);
        assertEquals(201, last.status(), last::toString);
        assertTrue(last.replayed(), "a finished completion is replayed");
        answers.forEach(answer -> assertEitherDoneOrInFlight(answer, last));
        assertAnotherIntentionIsRefused(client, draft, key);
    }

    private void assertEitherDoneOrInFlight(Answer answer, Answer last) {
        if (answer.status() == 409 || answer.status() == 503) {
            assertTrue(
                    answer.retryAfter() != null && answer.retryAfter().matches("[1-5]"),
                    answer::toString);
            assertTrue(answer.contentType().startsWith("application/problem+json"));
            if (answer.status() == 409) {
                stillRunning++;
            } else {
                gaveWay++; // waited too long for the others on a busy machine
            }
            return;
        }
        assertEquals(201, answer.status(), answer::toString);
        assertEquals(last.body(), answer.body());
        if (answer.replayed()) {
            replayed++;
        } else {
            created++;
        }
    }

    /** Same key, other body: nothing changes, so that the replay is still the same afterwards. */
    private static void assertAnotherIntentionIsRefused(
            WizardClient client, WizardClient.Draft draft, String key) {
        Answer before = client.look(draft);
        Answer refused =
                client.completeWith(
                        draft, key, "{\"returnUrl\":\"" + WizardClient.WEBSITE + "/thanks\"}");
        assertEquals(422, refused.status(), refused::toString);
        Answer anotherKey = client.complete(draft, WizardClient.newKey());
        assertEquals(409, anotherKey.status(), anotherKey::toString);
        assertEquals(before.body(), client.look(draft).body());
    }

    /** Exactly one call reached the provider in each round. */
    private void assertOneCallEach(Cluster cluster, List<WizardClient.Draft> drafts) {
        assertEquals(ROUNDS, created, "answers that were not replays");
        Map<String, Integer> calls = cluster.provider().callsPerKey();
        List<PspSimulator.Charge> charges = cluster.provider().charges();
        assertEquals(drafts.size(), charges.size());
        charges.forEach(
                charge -> assertEquals(1, calls.get(charge.key()), "calls under one provider key"));
    }
}
