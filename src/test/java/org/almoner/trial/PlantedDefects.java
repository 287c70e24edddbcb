package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.payment.sandbox.PspSimulator;

/**
 * Tripwires: what the trials look at is shown one mistake of each kind, so that their silence means
 * something. What is planted stays: this comes last.
 */
final class PlantedDefects {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final WizardClient client;
    private final Node node;

    PlantedDefects(Cluster cluster, WizardClient client, Node node) {
        this.cluster = cluster;
        this.client = client;
        this.node = node;
    }

    void assertEachIsNoticed() {
        aMailThatIsLost();
        aMailThatComesTwice();
        aGiftThatVanishes();
        aCallMadeTwice();
        aChargeMadeTwice();
        aGiftMadeTwice();
        anAnswerThatShouldNotBe();
        aLogThatTalks();
        Trial.say(
                "tripwires: lost mail, second mail, vanished gift, second call, second charge,"
                        + " second gift (two guards off), wrong answer, talking log: each noticed");
    }

    private WizardClient.Draft give() {
        WizardClient.Draft draft = client.prepare("SUCCEEDS");
        assertEquals(201, client.complete(draft, WizardClient.newKey()).status());
        return draft;
    }

    /** The detector of every trial, in a hurry. */
    private void assertNoticed(WizardClient.Draft draft) {
        assertThrows(
                AssertionError.class,
                () -> Tally.assertEachExactlyOnce(cluster, List.of(draft), MOMENT));
    }

    /** F1, F5: the outbox says that it was delivered, and it was not. */
    private void aMailThatIsLost() {
        cluster.mail().be(MailServer.Mood.REFUSING);
        WizardClient.Draft draft = give();
        Eventually.equals(
                1L,
                Duration.ofSeconds(30),
                () ->
                        cluster.database()
                                .count(
                                        "SELECT count(*) FROM outbox_message WHERE last_failure IS NOT"
                                                + " NULL AND lease_until IS NULL AND subject IN"
                                                + " (SELECT r.id FROM receipt r JOIN donation d ON"
                                                + " d.id = r.donation_id WHERE d.draft_id = '%s')"
                                                        .formatted(draft.id())));
        cluster.database()
                .run(
                        "UPDATE outbox_message SET state = 'DELIVERED', delivered_at = now(),"
                                + " lease_until = NULL WHERE subject IN (SELECT r.id FROM receipt r"
                                + " JOIN donation d ON d.id = r.donation_id WHERE d.draft_id ="
                                + " '%s')".formatted(draft.id()));
        cluster.mail().be(MailServer.Mood.WELL);
        assertNoticed(draft);
    }

    /** F5: a second mail that does not carry the {@code Message-ID} of the first. */
    private void aMailThatComesTwice() {
        WizardClient.Draft draft = give();
        Tally.assertEachExactlyOnce(cluster, List.of(draft), Duration.ofSeconds(60));
        cluster.database()
                .run(
                        "INSERT INTO outbox_message (id, kind, subject, occurrence)"
                                + " SELECT gen_random_uuid(), 'receipt-mail', r.id, 2 FROM receipt r"
                                + " JOIN donation d ON d.id = r.donation_id WHERE d.draft_id ="
                                + " '%s'".formatted(draft.id()));
        Eventually.equals(
                2,
                Duration.ofSeconds(60),
                () -> cluster.mail().byMessageId(Set.of(draft.donor().email())).size());
        assertNoticed(draft);
    }

    /** F1, F4: a client was told of a gift that the database does not have. */
    private void aGiftThatVanishes() {
        String never = UUID.randomUUID().toString();
        assertEquals(List.of(never), Tally.lost(cluster, List.of(never)));
        WizardClient.Draft untouched = client.prepare("SUCCEEDS");
        assertNoticed(untouched);
    }

    /** Parallel completions: the provider was called twice under one key. */
    private void aCallMadeTwice() {
        PspSimulator.Charge charge = chargeOf(give());
        assertEquals(1, cluster.provider().callsPerKey().get(charge.key()));
        charge(charge.key(), charge.merchantReference());
        assertEquals(2, cluster.provider().callsPerKey().get(charge.key()));
        Tally.assertNoStrayCharge(cluster);
    }

    /** F1, crash points, EO-1: the provider took money twice, or for nothing we know of. */
    private void aChargeMadeTwice() {
        WizardClient.Draft draft = give();
        charge("another-key-" + draft.id(), chargeOf(draft).merchantReference());
        assertNoticed(draft);
        assertThrows(AssertionError.class, () -> Tally.assertNoStrayCharge(cluster));
    }

    /**
     * Two guards off: no unique draft, and a draft that forgets; a second key makes a second gift.
     */
    private void aGiftMadeTwice() {
        WizardClient.Draft draft = give();
        cluster.database().run("ALTER TABLE donation DROP CONSTRAINT uq_donation_draft");
        cluster.database()
                .run(
                        "UPDATE gift_draft SET donation_id = NULL WHERE id = '%s'"
                                .formatted(draft.id()));
        Answer second = client.complete(draft, WizardClient.newKey());
        assertEquals(201, second.status(), second::toString);
        Tally tally = Tally.count(cluster, List.of(draft));
        assertEquals(2, tally.gifts(), tally::toString);
        assertEquals(2, tally.charges(), tally::toString);
        assertNoticed(draft);
        String found = new StaffClient(node).selfCheck().json().toString();
        assertTrue(found.contains("draft/" + draft.id()), found);
    }

    /** F4: anything but 2xx, 503 and a call still running; a 503 that does not say when. */
    private static void anAnswerThatShouldNotBe() {
        String problem = "application/problem+json";
        String running = "{\"code\":\"still-running\"}";
        assertTrue(SteadyLoad.complaint(new Answer(500, "{}", "2", false, problem)).isPresent());
        assertTrue(SteadyLoad.complaint(new Answer(503, "{}", null, false, problem)).isPresent());
        assertTrue(
                SteadyLoad.complaint(new Answer(503, "{}", "2", false, "text/html")).isPresent());
        assertTrue(SteadyLoad.complaint(new Answer(409, "{}", "2", false, problem)).isPresent());
        assertTrue(SteadyLoad.complaint(Answer.none("cut")).isPresent());
        assertTrue(SteadyLoad.complaint(new Answer(409, running, "1", false, problem)).isEmpty());
        assertTrue(SteadyLoad.complaint(new Answer(503, "{}", "2", false, problem)).isEmpty());
        assertTrue(SteadyLoad.complaint(new Answer(201, "{}", null, false, "")).isEmpty());
    }

    private void aLogThatTalks() {
        node.writeToLog("12:00:00.000 ERROR [Planted] something broke");
        assertThrows(AssertionError.class, node::assertLogIsClean);
        node.writeToLog("12:00:00.000 INFO  [Planted] " + Donor.LAST_NAME);
        assertThrows(AssertionError.class, node::assertNothingPersonalInLog);
    }

    private PspSimulator.Charge chargeOf(WizardClient.Draft draft) {
        String payment =
                cluster.database()
                        .column(
                                "SELECT payment_id FROM donation WHERE draft_id = '%s'"
                                        .formatted(draft.id()))
                        .get(0);
        return cluster.provider().charges().stream()
                .filter(charge -> charge.merchantReference().equals(payment))
                .findFirst()
                .orElseThrow();
    }

    /** Asks the provider as one of our nodes would, under a key of one's own. */
    private void charge(String key, String merchantReference) {
        String body =
                "{\"merchantReference\":\"%s\",\"minor\":2500,\"currency\":\"EUR\",\"scenario\":\"SUCCEEDS\",\"locale\":\"de\"}"
                        .formatted(merchantReference);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(cluster.provider().base() + "/payments"))
                        .header("Authorization", "Bearer " + Cluster.API_SECRET)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertTrue(Set.of(201, 409, 422, 400).contains(answer.statusCode()), answer::body);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
