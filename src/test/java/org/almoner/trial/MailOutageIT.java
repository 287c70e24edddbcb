package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.trial.MailServer.Mood;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The mail server refuses, hangs, is busy, puts off, and takes mails without saying so, while gifts
 * go on (F5, EO-17, EO-18). Four gifts in each mood, or as many as the system property {@code
 * almoner.trial.mails} says.
 */
@Tag("long")
class MailOutageIT {

    private static final int GIFTS = Integer.getInteger("almoner.trial.mails", 4);
    private static final List<Mood> MOODS =
            List.of(Mood.REFUSING, Mood.BUSY, Mood.LATER, Mood.AMBIGUOUS, Mood.HANGING);

    @Test
    void giftsSucceedWithoutAMailServerAndEveryReceiptArrivesAfterwards() {
        try (Cluster cluster = Cluster.start()) {
            // After the first failure a second, not a minute.
            List<Node> nodes =
                    cluster.launchTwo(
                            Map.of(
                                    "almoner.outbox.first-retry", "1S",
                                    "almoner.outbox.lease", "20S"));
            WizardClient client = new WizardClient(cluster::anyNode);
            List<WizardClient.Draft> drafts = new ArrayList<>();
            for (Mood mood : MOODS) {
                cluster.mail().be(mood);
                drafts.addAll(give(client));
                assertSomethingWasTried(cluster);
            }
            cluster.mail().be(Mood.WELL);
            Tally.assertEachExactlyOnce(cluster, drafts, Duration.ofSeconds(60));
            String refused = refuseForGood(cluster, client);
            nodes.forEach(Node::assertLogIsClean);
            report(cluster, drafts, refused);
            cluster.passed();
        }
    }

    private static List<WizardClient.Draft> give(WizardClient client) {
        List<WizardClient.Draft> drafts = new ArrayList<>();
        for (int gift = 0; gift < GIFTS; gift++) {
            WizardClient.Draft draft = client.prepare("SUCCEEDS");
            Answer answer = client.complete(draft, WizardClient.newKey());
            assertEquals(201, answer.status(), answer::toString);
            assertEquals("RECEIVED", answer.text("status"));
            drafts.add(draft);
        }
        return drafts;
    }

    private static void assertSomethingWasTried(Cluster cluster) {
        long before = tries(cluster);
        Eventually.holds("a try", Duration.ofSeconds(15), () -> tries(cluster) > before);
    }

    private static long tries(Cluster cluster) {
        return cluster.database().count("SELECT coalesce(sum(attempts), 0) FROM outbox_message");
    }

    /** A mailbox that never takes the mail: the gift stands, and staff see the failure. */
    private static String refuseForGood(Cluster cluster, WizardClient client) {
        // What was taken without a word is asked for again first, and is not what is refused here.
        Eventually.equals(0L, Duration.ofSeconds(60), () -> in(cluster, "PENDING"));
        cluster.mail().be(Mood.NEVER);
        List<WizardClient.Draft> gifts = give(client);
        Eventually.equals((long) gifts.size(), Duration.ofSeconds(15), () -> in(cluster, "DEAD"));
        return gifts.size() + " of " + gifts.size();
    }

    private static long in(Cluster cluster, String state) {
        return cluster.database()
                .count("SELECT count(*) FROM outbox_message WHERE state = '" + state + "'");
    }

    private static void report(
            Cluster cluster, List<WizardClient.Draft> drafts, String refusedForGood) {
        Set<String> givers =
                drafts.stream().map(draft -> draft.donor().email()).collect(Collectors.toSet());
        Map<String, Long> mails = cluster.mail().byMessageId(givers);
        long arrivals = mails.values().stream().mapToLong(Long::longValue).sum();
        long untold = cluster.mail().arrivals().stream().filter(arrival -> !arrival.told()).count();
        Trial.say(
                "F5: %d gifts while the mail server was %s: all received; %s; %d mails arrived, %d"
                        + " of them doubles with the Message-ID they had, %d taken without a word;"
                        + " refused for good and visible to staff: %s",
                drafts.size(),
                MOODS,
                Tally.count(cluster, drafts),
                arrivals,
                arrivals - mails.size(),
                untold,
                refusedForGood);
        assertTrue(arrivals - mails.size() <= untold, "doubles beyond the ambiguous ones");
    }
}
