package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, dying and starting again on an empty machine, and what start-up refuses. */
@Tag("long")
class RestartIT {

    private static final int REFUSED = 78;
    private static final Map<String, String> PLAYING = Map.of("almoner.payment.sandbox.port", "0");

    @TempDir Path machine;

    @Test
    void aGiftAndItsMailOutliveAKillAndNobodyElseMayUseTheDataMeanwhile() throws Exception {
        Node node = Node.launch("first", machine, PLAYING);
        try {
            node.awaitReady();
            WizardClient client = new WizardClient(() -> node);
            WizardClient.Draft draft = client.prepare("SUCCEEDS");
            String key = WizardClient.newKey();
            Answer made = client.complete(draft, key);
            assertEquals(201, made.status(), made::toString);
            Eventually.holds(
                    "a mail", Duration.ofSeconds(20), () -> mails(node).contains("\"id\""));
            String mails = mails(node);
            assertASecondInstanceIsRefused();

            node.kill();
            node.launch();
            node.awaitReady();

            assertEquals("RECEIVED", client.look(draft).text("status"));
            assertEquals(made.body(), client.complete(draft, key).body());
            assertEquals(mails, mails(node), "the mailbox after the restart");
            new StaffClient(node).assertAllInvariantsHold();
            node.assertLogIsClean();
        } finally {
            node.terminate();
        }
    }

    private void assertASecondInstanceIsRefused() {
        assertRefused(
                Node.launch("second", machine, PLAYING),
                List.of("Another Almoner uses the data directory"));
    }

    @Test
    void productionNamesEverythingThatIsMissing() {
        assertRefused(
                Node.launch("production", machine, Map.of("almoner.mode", "production")),
                List.of(
                        "quarkus.datasource.jdbc.url",
                        "almoner.access.staff.issuer",
                        "quarkus.mailer.host",
                        "quarkus.mailer.from",
                        "almoner.catalogue.directory",
                        "almoner.public-url",
                        "almoner.portal.url"));
    }

    @Test
    void aRealDatabaseWithoutAModeIsRefused() {
        assertRefused(
                Node.launch(
                        "unsaid",
                        machine,
                        Map.of("quarkus.datasource.jdbc.url", DurableDatabase.jdbcUrl(1))),
                List.of("quarkus.datasource.jdbc.url", "almoner.mode"));
    }

    @Test
    void whatKeepsTheServiceFromStartingIsSaid() {
        Node node =
                Node.launch(
                        "mistaken",
                        machine.resolve("mistaken"),
                        Map.of("almoner.gift-aid.work-every", "now-and-then"));
        try {
            assertEquals(1, node.awaitExit(Duration.ofSeconds(60)), node::log);
            assertTrue(node.log().contains("Not started: "), node::log);
            assertTrue(node.log().contains("now-and-then"), node::log);
        } finally {
            node.close();
        }
    }

    private static void assertRefused(Node node, List<String> said) {
        try {
            assertEquals(REFUSED, node.awaitExit(Duration.ofSeconds(30)), node::log);
            for (String words : said) {
                assertTrue(node.log().contains(words), () -> words + " in " + node.log());
            }
        } finally {
            node.close();
        }
    }

    private static String mails(Node node) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.base() + "/dev/mailbox/messages")).build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }
}
