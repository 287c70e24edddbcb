package org.almoner.bank;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Works off what statements told, on every node. An office's movements are taken in the order in
 * which they happened, by one node at a time: a collection is heard of before what came back of it.
 * Slices commit one by one; a node that dies leaves the rest to the others.
 */
@ApplicationScoped
class MatchMovements {

    private static final Logger LOG = Logger.getLogger(MatchMovements.class);
    private static final int LONGEST_SECONDS = 60;

    private static final String OFFICES =
            "SELECT DISTINCT office FROM bank_movement WHERE state = 'NEW' ORDER BY office";

    private static final String MINE =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('bank-match:' || ?, 0))";

    private static final String NEXT =
            "SELECT "
                    + Movement.COLUMNS
                    + " FROM bank_movement m WHERE office = ? AND state = 'NEW'"
                    + " AND (not_before IS NULL OR not_before <= ?::timestamptz)"
                    + " AND EXISTS (SELECT 1 FROM bank_file f WHERE f.id = m.file_id AND f.state = 'TAKEN')"
                    + " ORDER BY booked_on, credit DESC, position, id LIMIT ?"
                    + " FOR UPDATE OF m SKIP LOCKED";

    private static final String ONE =
            "SELECT "
                    + Movement.COLUMNS
                    + " FROM bank_movement WHERE id = ? AND state = 'NEW' FOR UPDATE SKIP LOCKED";

    private final Sql sql;
    private final MatchSlice slice;
    private final HearAgain again;
    private final TakeStatements files;
    private final BankConfig config;
    private final InstantSource clock;

    MatchMovements(
            Sql sql,
            MatchSlice slice,
            HearAgain again,
            TakeStatements files,
            BankConfig config,
            InstantSource clock) {
        this.sql = sql;
        this.slice = slice;
        this.again = again;
        this.files = files;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.bank.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        files.cutShort()
                .forEach(it -> QuarkusTransaction.requiringNew().run(() -> files.noted(it)));
        run();
    }

    /** Works until nothing is left that can be done now. */
    void run() {
        for (String office : sql.read(OFFICES, row -> row.getString(1))) {
            while (slice(office) > 0) {
                continue;
            }
        }
        again.run();
    }

    /** How many were worked off, or tried. */
    private int slice(String office) {
        List<Movement> taken = List.of();
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .call(
                            () -> {
                                List<Movement> next = next(office);
                                slice.match(next);
                                return next.size();
                            });
        } catch (RuntimeException fault) {
            taken =
                    QuarkusTransaction.requiringNew()
                            .timeout(LONGEST_SECONDS)
                            .call(() -> next(office));
            LOG.warnf("A slice of %d movements is worked off one by one", taken.size());
        }
        taken.forEach(this::alone);
        return taken.size();
    }

    private List<Movement> next(String office) {
        boolean mine = sql.one(MINE, row -> row.getBoolean(1), office).orElse(false);
        return mine
                ? sql.read(NEXT, Movement::read, office, clock.instant(), config.slice())
                : List.of();
    }

    /** One that fails must not keep the others from being booked. */
    private void alone(Movement movement) {
        try {
            QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .run(() -> slice.match(again(movement.id())));
        } catch (RuntimeException fault) {
            // Its message may quote what the bank says; its kind does not.
            LOG.errorf(
                    "Movement %s could not be worked off: %s",
                    movement.id(), fault.getClass().getSimpleName());
            Instant later = clock.instant().plus(config.retryAfter());
            QuarkusTransaction.requiringNew()
                    .run(() -> slice.failed(movement.id(), config.attempts(), later));
        }
    }

    private List<Movement> again(UUID movement) {
        return sql.read(ONE, Movement::read, movement);
    }
}
