package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is frozen in the middle of a charge for longer than its lease; the other one finishes its
 * work; then it wakes up and goes on as if nothing had happened (EO-10).
 */
@Tag("long")
class PausedNodeIT {

    private static final Map<String, String> SHORT_LEASES =
            Map.of(
                    "almoner.idempotency.lease", "2S",
                    "almoner.wizard.completer-age", "2S",
                    "almoner.wizard.completer-every", "1S");
    private static final int ROUNDS = 2;

    @Test
    void aNodeThatSleepsThroughItsLeaseChangesNothingWhenItWakesUp() {
        try (Cluster cluster = Cluster.start()) {
            Map<String, String> noCompleter = new HashMap<>(SHORT_LEASES);
            noCompleter.put("almoner.wizard.completer-every", "off");
            Node sleeper = cluster.launch("sleeper", noCompleter);
            Node other = cluster.launch("other", SHORT_LEASES).awaitReady();
            sleeper.awaitReady();
            WizardClient client = new WizardClient(() -> other);
            List<WizardClient.Draft> drafts = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                drafts.add(sleepThroughTheLease(cluster, client, sleeper));
            }
            Tally.assertEachExactlyOnce(cluster, drafts, Duration.ofSeconds(30));
            String invariants = new StaffClient(other).assertAllInvariantsHold();
            sleeper.assertLogIsClean();
            other.assertLogIsClean();
            Trial.say(
                    "frozen node: %d times frozen in mid-charge, finished by the other node, thawed;"
                            + " %s, invariants clean: %s",
                    ROUNDS, Tally.count(cluster, drafts), invariants);
            cluster.passed();
        }
    }

    private WizardClient.Draft sleepThroughTheLease(
            Cluster cluster, WizardClient client, Node sleeper) {
        WizardClient.Draft draft = client.prepare("SLOW");
        String key = WizardClient.newKey();
        int charges = cluster.provider().charges().size();
        CompletableFuture<Answer> call =
                CompletableFuture.supplyAsync(() -> client.completeOnce(sleeper, draft, key, "{}"));
        Eventually.holds(
                "the provider has the call",
                Duration.ofSeconds(10),
                () -> cluster.provider().charges().size() > charges);
        sleeper.freeze();
        Eventually.holds(
                // A node frozen inside a transaction keeps its row locks until the database ends
                // its
                // idle session, after 15 s.
                "the other node has finished the gift",
                Duration.ofSeconds(70),
                () ->
                        client.look(draft).text("status").equals("RECEIVED")
                                && rows(cluster, draft).contains("\"FINISHED\""));
        String before = rows(cluster, draft);
        sleeper.thaw();
        Answer late = call.join();
        String kept = client.complete(draft, key).body();
        // Its session was ended, or it slept for longer than a client waits: the client asks again.
        if (late.status() != 503 && late.status() != 0) {
            assertEquals(201, late.status(), late::toString);
            assertEquals(kept, late.body(), "the late answer");
        }
        assertEquals(before, rows(cluster, draft), "what the woken node has changed");
        return draft;
    }

    /** Everything a gift consists of, with the versions that every write raises. */
    private static String rows(Cluster cluster, WizardClient.Draft draft) {
        return String.join(
                "\n",
                cluster.database()
                        .column(
                                """
                                SELECT row_to_json(d)::text || row_to_json(p)::text
                                    || row_to_json(i)::text
                                FROM donation d
                                JOIN payment p ON p.reference = d.id
                                JOIN idempotency_record i ON i.subject = p.id
                                WHERE d.draft_id = '%s'
                                """
                                        .formatted(draft.id())));
    }
}
