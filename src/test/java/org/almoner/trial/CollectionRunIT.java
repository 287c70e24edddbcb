package org.almoner.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almoner.payment.sandbox.PspSimulator;
import org.almoner.payment.sandbox.SimulatorFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The collection run on several nodes, while they are killed and frozen and the provider loses
 * answers (F3, EO-11): every instalment that is due is charged once, booked once and receipted
 * once, and the next one lies ahead. The provider's own record is the oracle.
 *
 * <p>System properties {@code almoner.trial.due}, {@code .nodes}, {@code .kills}, {@code .freezes}
 * and {@code .freeze-seconds} set the size, and {@code .plain} leaves the provider's faults out;
 * CONTRIBUTING names the commands for the full ones.
 */
@Tag("long")
class CollectionRunIT {

    private static final int DUE = Integer.getInteger("almoner.trial.due", 200);
    private static final int NODES = Integer.getInteger("almoner.trial.nodes", 2);
    private static final int KILLS = Integer.getInteger("almoner.trial.kills", 1);
    private static final int FREEZES = Integer.getInteger("almoner.trial.freezes", 1);
    private static final int FREEZE_SECONDS = Integer.getInteger("almoner.trial.freeze-seconds", 9);
    private static final boolean PLAIN = Boolean.getBoolean("almoner.trial.plain");
    private static final long SEED = Long.getLong("almoner.trial.seed", 20261125);
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(30L * DUE);

    private static final String COLLECT = "almoner.recurring.collect-every";

    /** Shorter than usual, so that a frozen node sleeps through its lease. */
    private static final Map<String, String> SHORT_LEASES =
            Map.of(COLLECT, "1S", "almoner.recurring.lease", "8S");

    private static final Map<String, Integer> SHARES =
            Map.of(
                    "SUCCEEDS", 60,
                    "LOST_REPLY", 10,
                    "ERROR_AFTER_CHARGE", 10,
                    "NOTIFIED_TWICE", 10,
                    "FAILS_SOFTLY", 10);

    private final Random random = new Random(SEED);
    private final List<Node> nodes = new ArrayList<>();
    private Cluster cluster;
    private DueGifts gifts;
    private int kills;
    private int freezes;

    @Test
    void whatIsDueIsCollectedOnceWhateverHappensToTheNodes() {
        try (Cluster started = Cluster.start()) {
            cluster = started;
            // One node brings the tables and does not collect until the gifts are there.
            Node first = cluster.launch("wizard", Map.of(COLLECT, "24H")).awaitReady();
            gifts =
                    DueGifts.make(
                            cluster,
                            new WizardClient(() -> first),
                            DUE,
                            PLAIN ? Map.of("SUCCEEDS", 100) : new TreeMap<>(SHARES));
            if (!PLAIN) {
                cluster.provider().faults(SimulatorFaults.ofCalls(3, 3, 0, 0));
            }
            long begun = System.nanoTime();
            DurableDatabase.Work before = cluster.database().work();
            collectWhileNodesDie();
            awaitDecided(gifts.size());
            double seconds = (System.nanoTime() - begun) / 1e9;
            Eventually.equals(0L, PATIENCE, this::undelivered);
            DurableDatabase.Work after = cluster.database().work();
            nodes.forEach(Node::awaitReady);
            String memory = nodes.stream().map(Node::peakMemory).toList().toString();
            check();
            String invariants = new StaffClient(first).assertAllInvariantsHold();
            nodes.forEach(Node::assertLogIsClean);
            Trial.say(
                    "F3 seed %d: %d due on %d nodes, %d kills, %d freezes of %d s: collected %d,"
                            + " refused and to be tried again %d, charged twice 0, lost 0; decided"
                            + " after %.0f s (%.0f/s), receipts and mails included %.1f statements"
                            + " in %.1f transactions each, peak memory %s;"
                            + " invariants clean: %s",
                    SEED,
                    gifts.size(),
                    NODES,
                    kills,
                    freezes,
                    FREEZE_SECONDS,
                    gifts.in("COLLECTED"),
                    gifts.in("RETRYING"),
                    seconds,
                    gifts.size() / seconds,
                    (double) (after.statements() - before.statements()) / gifts.size(),
                    (double) (after.commits() - before.commits()) / gifts.size(),
                    memory,
                    invariants);
            cluster.passed();
        }
    }

    private void collectWhileNodesDie() {
        for (int number = 1; number <= NODES; number++) {
            nodes.add(cluster.launch("collects-" + number, SHORT_LEASES));
        }
        // Each trouble at another point of the run, by progress and not by the clock.
        int troubles = KILLS + FREEZES;
        for (int trouble = 1; trouble <= troubles; trouble++) {
            long from = (long) gifts.size() * trouble / (troubles + 1) * 8 / 10;
            awaitDecided(from);
            Node victim = nodes.get(random.nextInt(nodes.size()));
            victim.awaitReady();
            if (trouble % Math.max(1, troubles / Math.max(1, FREEZES)) == 0 && freezes < FREEZES) {
                victim.freeze();
                Eventually.pause(FREEZE_SECONDS * 1000L);
                victim.thaw();
                freezes++;
            } else {
                victim.kill();
                victim.launch();
                kills++;
            }
        }
    }

    /** Looks seldom when there are many, so that looking is not what the database is busy with. */
    private void awaitDecided(long number) {
        Eventually.holds(
                number + " instalments are decided",
                PATIENCE,
                () -> {
                    Eventually.pause(gifts.size() / 50);
                    return gifts.decided() >= number;
                });
    }

    private long undelivered() {
        Eventually.pause(gifts.size() / 50);
        return cluster.database()
                .count("SELECT count(*) FROM outbox_message WHERE state <> 'DELIVERED'");
    }

    private void check() {
        // What settles later does so by the provider's notifications.
        long refused = gifts.in("RETRYING");
        long paid = gifts.size() - refused;
        cluster.provider().faults(SimulatorFaults.none());
        Map<String, Long> charged =
                cluster.provider().charges().stream()
                        .collect(
                                Collectors.groupingBy(
                                        PspSimulator.Charge::merchantReference,
                                        Collectors.counting()));
        assertEquals(gifts.size(), gifts.payments().size(), "one payment for each instalment");
        assertEquals(
                paid, gifts.payments().stream().filter(charged::containsKey).count(), "charged");
        Tally.assertNoStrayCharge(cluster);
        assertEquals(paid, gifts.in("COLLECTED"));
        assertEquals(gifts.size(), gifts.ahead(), "the next instalment of each");
        assertEquals(paid, gifts.count("ledger_entry", "cause_id"), "bookings");
        assertEquals(paid, gifts.count("receipt", "donation_id"), "receipts");
    }
}
