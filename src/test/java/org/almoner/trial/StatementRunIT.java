package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A year's tax statements on several nodes, while they are killed: everybody gets one, no number is
 * lost or given twice, each document is there with its hash.
 *
 * <p>System properties {@code almoner.trial.donors}, {@code .gifts}, {@code .nodes} and {@code
 * .kills} set the size; {@code bench/README.md} names the command for the full one.
 */
@Tag("long")
class StatementRunIT {

    private static final int DONORS = Integer.getInteger("almoner.trial.donors", 2_000);
    private static final int GIFTS = Integer.getInteger("almoner.trial.gifts", 3);
    private static final int NODES = Integer.getInteger("almoner.trial.nodes", 2);
    private static final int KILLS = Integer.getInteger("almoner.trial.kills", 2);
    private static final long SEED = Long.getLong("almoner.trial.seed", 20261126);
    private static final Duration PATIENCE = Duration.ofSeconds(90).plusMillis(20L * DONORS);
    private static final String WORK = "almoner.tax.work-every";

    private final Random random = new Random(SEED);
    private final List<Node> nodes = new ArrayList<>();
    private Cluster cluster;

    @Test
    void everybodyGetsOneStatementWhateverHappensToTheNodes() {
        try (Cluster started = Cluster.start()) {
            cluster = started;
            // One node brings the tables and does nothing until the gifts are there.
            Node first = cluster.launch("clerk", Map.of(WORK, "24H")).awaitReady();
            YearOfGifts.make(cluster.database(), DONORS, GIFTS);
            for (int number = 1; number <= NODES; number++) {
                nodes.add(cluster.launch("writes-" + number, Map.of(WORK, "1S")));
            }
            nodes.forEach(Node::awaitReady);
            StaffClient clerk = new StaffClient(first);
            DurableDatabase.Work before = cluster.database().work();
            long begun = System.nanoTime();
            String run = clerk.startRun("DE", 2025);
            nodesDie();
            Eventually.equals(
                    "DONE",
                    PATIENCE,
                    () -> {
                        Eventually.pause(200);
                        return show(clerk, run).path("state").asText();
                    });
            double seconds = (System.nanoTime() - begun) / 1e9;
            DurableDatabase.Work after = cluster.database().work();
            check(show(clerk, run));
            String invariants = clerk.assertAllInvariantsHold();
            nodes.forEach(Node::awaitReady);
            nodes.forEach(Node::assertLogIsClean);
            Trial.say(
                    "Statements of a year, seed %d: %d donors with %d gifts each on %d nodes, %d kills:"
                            + " %d statements, none twice, no number lost; %.0f s (%.0f/s),"
                            + " %.2f statements of SQL each, %d bytes a document, peak memory %s;"
                            + " invariants clean: %s",
                    SEED,
                    DONORS,
                    GIFTS,
                    NODES,
                    KILLS,
                    DONORS,
                    seconds,
                    DONORS / seconds,
                    (double) (after.statements() - before.statements()) / DONORS,
                    cluster.database()
                            .count("SELECT avg(length(bytes))::bigint FROM tax_statement_pdf"),
                    nodes.stream().map(Node::peakMemory).toList(),
                    invariants);
            cluster.passed();
        }
    }

    private static JsonNode show(StaffClient clerk, String run) {
        return clerk.get("finance", "/v1/staff/statement-runs/" + run).json();
    }

    /** Half of the troubles while numbers are drawn, the others while documents are written. */
    private void nodesDie() {
        for (int kill = 1; kill <= KILLS; kill++) {
            long from = (long) DONORS * kill / (KILLS + 1);
            String what = kill % 2 == 1 ? "" : " WHERE state = 'ISSUED'";
            Eventually.holds(
                    from + " statements" + what,
                    PATIENCE,
                    () ->
                            cluster.database().count("SELECT count(*) FROM tax_statement" + what)
                                    >= from);
            Node victim = nodes.get(random.nextInt(nodes.size()));
            victim.awaitReady();
            victim.kill();
            victim.launch();
        }
    }

    private void check(JsonNode run) {
        assertEquals(DONORS, run.path("persons").asInt());
        assertEquals(DONORS, run.path("numbered").asInt());
        assertEquals(DONORS, run.path("written").asInt());
        assertEquals(0, run.path("leftOut").asInt());
        DurableDatabase data = cluster.database();
        assertEquals(DONORS, data.count("SELECT count(DISTINCT donor_id) FROM tax_statement"));
        assertEquals(DONORS, data.count("SELECT max(seq) FROM tax_statement"));
        assertEquals(DONORS, data.count("SELECT last FROM statement_series"));
        assertEquals(
                (long) DONORS * GIFTS,
                data.count("SELECT count(DISTINCT donation_id) FROM tax_statement_line"));
        assertEquals(
                data.count("SELECT sum(amount_minor) FROM donation"),
                data.count("SELECT sum(total_minor) FROM tax_statement"));
        assertEquals(
                DONORS,
                data.count(
                        "SELECT count(*) FROM tax_statement_pdf"
                                + " WHERE sha256 = encode(sha256(bytes), 'hex')"));
    }
}
