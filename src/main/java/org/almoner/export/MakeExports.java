package org.almoner.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Makes exports, on every node. One transaction holds one snapshot, the export's row, its marks,
 * its file and its end: a node that dies leaves nothing of it, and another one begins anew. The
 * rows pass through one after another, so a million need no more memory than a thousand.
 */
@ApplicationScoped
class MakeExports {

    private static final Logger LOG = Logger.getLogger(MakeExports.class);

    private static final int KIB = 1_024;

    private final ExportRows rows;
    private final Sql patient;
    private final ExportConfig config;
    private final CountFailedExports failures;
    private final InstantSource clock;
    private final ScheduledExecutorService executor;

    MakeExports(
            ExportRows rows,
            @Patient Sql patient,
            ExportConfig config,
            CountFailedExports failures,
            InstantSource clock,
            ScheduledExecutorService executor) {
        this.rows = rows;
        this.patient = patient;
        this.config = config;
        this.failures = failures;
        this.clock = clock;
        this.executor = executor;
    }

    @Scheduled(
            every = "{almoner.export.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing can be done; how many exports were taken up. */
    int run() {
        int taken = 0;
        Optional<String> next = take();
        while (next.isPresent()) {
            taken++;
            attempt(next.get());
            next = take();
        }
        return taken;
    }

    private Optional<String> take() {
        return QuarkusTransaction.requiringNew().call(() -> rows.take(clock.instant()));
    }

    private void attempt(String number) {
        try {
            make(number);
        } catch (CannotBeMade refusal) {
            LOG.errorf("Export %s failed: %s", number, refusal);
            ended(
                    refusal.reason(),
                    () ->
                            rows.fail(
                                    number,
                                    refusal.reason(),
                                    refusal.getMessage(),
                                    clock.instant()));
        } catch (IllegalStateException | UncheckedIOException fault) {
            tryLater(number, fault);
        }
    }

    private void tryLater(String number, RuntimeException fault) {
        boolean isFull = Sql.isDiskFull(fault);
        if (isFull) {
            failures.diskWasFull();
            LOG.errorf("The database's disk is full: export %s waits, make room", number);
        }
        int tries =
                QuarkusTransaction.requiringNew()
                        .call(() -> rows.postpone(number, clock.instant(), config.retryAfter()));
        // Its message quotes no data; what caused it might.
        LOG.warnf("Export %s could not be made, try %d: %s", number, tries, fault.getMessage());
        if (tries >= config.attempts()) {
            ExportFailure because = isFull ? ExportFailure.DISK_FULL : ExportFailure.CANNOT_BE_MADE;
            ended(because, () -> rows.giveUp(number, because, clock.instant()));
        }
    }

    private void ended(ExportFailure because, Callable<Optional<ExportKind>> end) {
        QuarkusTransaction.requiringNew()
                .call(end)
                .ifPresent(kind -> failures.count(kind, because));
    }

    /** Makes one that was taken up; whether it was ours to make. */
    boolean make(String number) {
        return patient.inSnapshot(snapshot -> make(snapshot, number));
    }

    private boolean make(Sql snapshot, String number) {
        if (!ExportRows.hold(snapshot, number)) {
            return false;
        }
        giveRoom(snapshot);
        ExportView export = rows.find(number).orElseThrow();
        Selection selection = rows.selection(export);
        selection.mark(snapshot);
        Tally expected = selection.counted(snapshot);
        if (expected.rows() > selection.largest()) {
            throw new CannotBeMade(ExportFailure.TOO_MANY_ROWS, expected.rows() + " rows");
        }
        WriteFile write = new WriteFile(snapshot, selection, expected.rows(), executor);
        Tally written = write.write();
        if (written.rows() != expected.rows() || !written.totals().equals(expected.totals())) {
            throw new CannotBeMade(ExportFailure.ROWS_DIFFER);
        }
        Instant now = clock.instant();
        ExportRows.finish(
                snapshot,
                number,
                new ExportRows.Made(
                        written, write.file(), selection.columns(), keptUntil(selection, now)),
                now);
        return true;
    }

    /** Until the transaction ends: reading row by row, the database uses no processor but one. */
    private void giveRoom(Sql snapshot) {
        snapshot.one(
                "SELECT set_config('work_mem', ?, true)",
                row -> true,
                config.workMemory().asLongValue() / KIB + "kB");
    }

    private LocalDate keptUntil(Selection selection, Instant now) {
        return selection.export().kind().goes()
                ? now.plus(config.keepNames()).atZone(selection.zone()).toLocalDate()
                : null;
    }
}
