package org.almoner.tax;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Goes on with runs, on every node at every tick, until nothing can be done. Each slice is a
 * transaction: a node that dies has done a slice or none of it, and the next one finds out by
 * itself where to go on. Of several nodes one numbers a run, because numbers have an order; all
 * write documents.
 */
@ApplicationScoped
class CarryOutRuns {

    private final StatementRuns runs;
    private final Blockers blockers;
    private final RunRows rows;
    private final NumberStatements numbering;
    private final Offices offices;
    private final TaxConfig config;
    private final InstantSource clock;

    CarryOutRuns(
            StatementRuns runs,
            Blockers blockers,
            RunRows rows,
            NumberStatements numbering,
            Offices offices,
            TaxConfig config,
            InstantSource clock) {
        this.runs = runs;
        this.blockers = blockers;
        this.rows = rows;
        this.numbering = numbering;
        this.offices = offices;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.tax.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until no run can go on. */
    void run() {
        for (RunView run : rows.live()) {
            while (step(run.id())) {
                // The next slice.
            }
        }
    }

    /** One slice of a run; whether it is worth coming back at once. */
    boolean step(UUID id) {
        Optional<RunView> found = rows.find(id);
        if (found.isEmpty()) {
            return false;
        }
        RunView run = found.get();
        return switch (run.state()) {
            case LISTING -> list(run);
            case NUMBERING -> number(run);
            case WRITING -> {
                finish(run);
                yield false;
            }
            case DONE, CANCELLED, STOPPED -> false;
        };
    }

    private boolean list(RunView run) {
        Optional<Job> job = runs.jobOf(run);
        if (job.isEmpty()) {
            stop(run);
            return false;
        }
        return rows.list(job.get(), run.state());
    }

    /** What came of trying to number some. */
    private enum Slice {
        NUMBERED,
        NOBODY_WAITS,
        ANOTHER_NODE_HAS_IT
    }

    private boolean number(RunView run) {
        if (stopped(run)) {
            return false;
        }
        return switch (QuarkusTransaction.requiringNew().call(() -> numberSome(run.id()))) {
            case NUMBERED -> true;
            case NOBODY_WAITS -> list(run); // who came meanwhile
            case ANOTHER_NODE_HAS_IT -> false;
        };
    }

    private Slice numberSome(UUID id) {
        Optional<RunView> claimed = rows.claim(id, RunState.NUMBERING);
        if (claimed.isEmpty()) {
            return Slice.ANOTHER_NODE_HAS_IT;
        }
        List<UUID> persons = rows.waiting(id, config.numberSlice());
        if (persons.isEmpty()) {
            return Slice.NOBODY_WAITS;
        }
        Job job = runs.jobOf(claimed.get()).orElseThrow();
        rows.note(id, numbering.number(job, persons));
        return Slice.NUMBERED;
    }

    /** A notice may run out while a run goes on: nothing is issued on it from that day. */
    private boolean stopped(RunView run) {
        Office office = offices.byCode(new OfficeCode(run.office()));
        List<Blocker> found =
                blockers.of(
                        office,
                        new TaxYear(
                                office.code(), run.taxYear(), run.from(), run.to(), office.zone()));
        if (found.isEmpty()) {
            return false;
        }
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                rows.claim(run.id(), RunState.NUMBERING)
                                        .ifPresent(
                                                it ->
                                                        rows.become(
                                                                it.id(),
                                                                RunState.STOPPED,
                                                                found.get(0).name(),
                                                                clock.instant())));
        return true;
    }

    private void stop(RunView run) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                rows.become(
                                        run.id(),
                                        RunState.STOPPED,
                                        Blocker.NO_TERMS.name(),
                                        clock.instant()));
    }

    private void finish(RunView run) {
        if (run.written() < run.numbered()) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                rows.claim(run.id(), RunState.WRITING)
                                        .ifPresent(
                                                it ->
                                                        rows.become(
                                                                it.id(),
                                                                RunState.DONE,
                                                                null,
                                                                clock.instant())));
    }
}
