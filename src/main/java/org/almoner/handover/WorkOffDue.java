package org.almoner.handover;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Works off the donors whose hand-overs may have changed, on whichever node comes first. Slices
 * commit one by one; a node that dies leaves the rest to the others. What is written while a slice
 * is under way leaves a row of its own, which the next slice finds.
 */
@ApplicationScoped
class WorkOffDue {

    private static final Logger LOG = Logger.getLogger(WorkOffDue.class);
    private static final int LONGEST_SECONDS = 60;

    /** A gift leaves several rows of one donor. */
    private static final int ROWS_A_DONOR = 4;

    private static final String DUE =
            "SELECT DISTINCT donor_id FROM (SELECT donor_id FROM handover_due"
                    + " WHERE not_before IS NULL OR not_before <= ? ORDER BY id LIMIT ?) d LIMIT ?";

    private static final String TAKE =
            "DELETE FROM handover_due WHERE donor_id IN (" + DUE + ") RETURNING donor_id";

    private static final String TAKE_ONE =
            "DELETE FROM handover_due WHERE donor_id = ? RETURNING donor_id";

    private static final String LATER =
            "UPDATE handover_due SET tries = tries + 1, not_before = ? WHERE donor_id = ?";

    private final CompareDonors compare;
    private final SweepDonors sweep;
    private final HandOverConfig config;
    private final InstantSource clock;
    private final Sql sql;

    WorkOffDue(
            CompareDonors compare,
            SweepDonors sweep,
            HandOverConfig config,
            InstantSource clock,
            Sql sql) {
        this.compare = compare;
        this.sweep = sweep;
        this.config = config;
        this.clock = clock;
        this.sql = sql;
    }

    @Scheduled(
            every = "{almoner.handover.work-every}",
            delayed = "{almoner.handover.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
        sweep.run();
    }

    /**
     * Works until nothing is left that can be done now, or another node has it in hand. What comes
     * meanwhile waits for the next tick: a donor who gives all the time is not looked at all the
     * time.
     */
    void run() {
        while (slice()) {
            continue;
        }
    }

    /** Whether there may be more. */
    private boolean slice() {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .call(
                            () -> {
                                if (!compare.isMine()) {
                                    return false;
                                }
                                List<DonorId> rows = ids(TAKE);
                                compare.compare(Set.copyOf(rows));
                                return rows.size() >= config.slice();
                            });
        } catch (RuntimeException fault) {
            List<DonorId> donors = QuarkusTransaction.requiringNew().call(() -> ids(DUE));
            LOG.warnf("Hand-overs of %d donors are looked at one by one", donors.size());
            donors.forEach(this::alone);
            return !donors.isEmpty();
        }
    }

    /** As many rows as were taken, of as many donors as a slice has at most. */
    private List<DonorId> ids(String statement) {
        return sql.read(
                statement,
                row -> new DonorId(Sql.id(row, "donor_id")),
                clock.instant(),
                config.slice() * ROWS_A_DONOR,
                config.slice());
    }

    /** One that fails must not keep the others waiting. */
    private void alone(DonorId donor) {
        try {
            QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .run(
                            () -> {
                                if (compare.isMine() && !take(donor.value()).isEmpty()) {
                                    compare.compare(List.of(donor));
                                }
                            });
        } catch (RuntimeException fault) {
            // Its message may quote what a donor wrote; its kind does not.
            LOG.errorf(
                    "Hand-overs of donor %s could not be looked at: %s",
                    donor, fault.getClass().getSimpleName());
            Instant later = clock.instant().plus(config.retryAfter());
            QuarkusTransaction.requiringNew().run(() -> sql.write(LATER, later, donor.value()));
        }
    }

    private List<UUID> take(UUID donor) {
        return sql.read(TAKE_ONE, row -> Sql.id(row, "donor_id"), donor);
    }
}
