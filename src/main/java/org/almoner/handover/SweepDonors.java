package org.almoner.handover;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Looks at all donors once a day, by their ids, because rules, adequacy, agreements and relations
 * end by date and nothing is written then. Every node goes on where another has stopped.
 */
@ApplicationScoped
class SweepDonors {

    private static final Logger LOG = Logger.getLogger(SweepDonors.class);
    private static final int LONGEST_SECONDS = 60;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String STATE =
            "SELECT begun_at, behind, finished_at FROM handover_sweep FOR UPDATE";

    private static final String BEGIN =
            "INSERT INTO handover_sweep (single, begun_at, behind) VALUES (1, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT pk_handover_sweep"
                    + " DO UPDATE SET begun_at = excluded.begun_at, behind = excluded.behind,"
                    + " finished_at = NULL";

    private static final String NEXT = "SELECT id FROM donor WHERE id > ? ORDER BY id LIMIT ?";

    private static final String GO_ON =
            "UPDATE handover_sweep SET behind = ?, finished_at = ?::timestamptz";

    private static final String LATER =
            "INSERT INTO handover_due (donor_id) SELECT unnest(?::uuid[])";

    private final CompareDonors compare;
    private final HandOverConfig config;
    private final InstantSource clock;
    private final Sql sql;

    SweepDonors(CompareDonors compare, HandOverConfig config, InstantSource clock, Sql sql) {
        this.compare = compare;
        this.config = config;
        this.clock = clock;
        this.sql = sql;
    }

    private record State(Instant begunAt, UUID behind, Instant finishedAt) {}

    /** Goes on for a while, if it is time. */
    void run() {
        Instant until = clock.instant().plus(config.sweepFor());
        while (slice() && clock.instant().isBefore(until)) {
            continue;
        }
    }

    /** Whether there is more to do. */
    private boolean slice() {
        try {
            return inTransaction(true);
        } catch (RuntimeException fault) {
            LOG.warnf(
                    "A slice of all donors is left to be looked at one by one: %s",
                    fault.getClass().getSimpleName());
            return inTransaction(false);
        }
    }

    /**
     * @param now whether to compare at once; otherwise the donors become due
     */
    private boolean inTransaction(boolean now) {
        return QuarkusTransaction.requiringNew()
                .timeout(LONGEST_SECONDS)
                .call(() -> compare.isMine() && step(now));
    }

    private boolean step(boolean now) {
        State state = state();
        if (state.finishedAt() != null) {
            return false;
        }
        List<UUID> next = sql.read(NEXT, row -> Sql.id(row, "id"), state.behind(), config.slice());
        if (now) {
            compare.compare(next.stream().map(DonorId::new).toList());
        } else {
            sql.write(LATER, Sql.Column.ids(next));
        }
        boolean isLast = next.size() < config.slice();
        sql.write(
                GO_ON,
                next.isEmpty() ? state.behind() : next.get(next.size() - 1),
                isLast ? clock.instant() : null);
        return !isLast;
    }

    /** As it is, or begun anew. */
    private State state() {
        Instant now = clock.instant();
        Optional<State> known =
                sql.one(
                        STATE,
                        row ->
                                new State(
                                        Sql.instant(row, "begun_at"),
                                        Sql.id(row, "behind"),
                                        Sql.instant(row, "finished_at")));
        boolean isOver =
                known.map(
                                it ->
                                        it.finishedAt() != null
                                                && !it.begunAt()
                                                        .plus(config.sweepEvery())
                                                        .isAfter(now))
                        .orElse(true);
        if (!isOver) {
            return known.get();
        }
        sql.write(BEGIN, now, FIRST);
        return new State(now, FIRST, null);
    }
}
