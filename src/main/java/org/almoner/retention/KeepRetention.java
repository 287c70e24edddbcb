package org.almoner.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.audit.AuditTrail;
import org.almoner.erasure.DataClass;
import org.jboss.logging.Logger;

/**
 * Walks once a day through all people of whom nothing was heard for long, and lets those go whom
 * nothing holds; counts only, for offices that have not released the schedule. One node has a run
 * in hand; another goes on with it should that node fall silent. A person goes in one transaction,
 * and everything else is counted once for each piece of the walk, so that a crash neither leaves
 * half a person nor counts twice.
 */
@ApplicationScoped
class KeepRetention {

    private static final Logger LOG = Logger.getLogger(KeepRetention.class);

    private final BeginRun begin;
    private final LookAtPeople look;
    private final LetPersonGo letGo;
    private final ForgetProofs proofs;
    private final RunTable runs;
    private final AuditTrail trail;
    private final RetentionConfig config;
    private final InstantSource clock;

    KeepRetention(
            BeginRun begin,
            LookAtPeople look,
            LetPersonGo letGo,
            ForgetProofs proofs,
            RunTable runs,
            AuditTrail trail,
            RetentionConfig config,
            InstantSource clock) {
        this.begin = begin;
        this.look = look;
        this.letGo = letGo;
        this.proofs = proofs;
        this.runs = runs;
        this.trail = trail;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.retention.work-every}",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        if (begin.isDue()) {
            run();
        }
    }

    /** Walks to the end; the run, or empty when another node has it or the clock is wrong. */
    Optional<RetentionRun> run() {
        return begin.begin().map(this::walk);
    }

    private RetentionRun walk(RunTable.Mine run) {
        Facts.Mark mark = run.mark();
        Offices offices = offices(run);
        List<LookAtPeople.Seen> piece;
        do {
            piece = piece(run, mark);
            mark = piece.isEmpty() ? mark : last(piece);
            finishPiece(run, mark, carriedOut(run, piece, offices));
        } while (piece.size() >= config.slice());
        forgetProofs(run, offices);
        return QuarkusTransaction.requiringNew().call(() -> finished(run));
    }

    private List<LookAtPeople.Seen> piece(RunTable.Mine run, Facts.Mark after) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            runs.goOn(run, config.lease());
                            return look.piece(after, null, config.slice(), now);
                        });
    }

    private static Facts.Mark last(List<LookAtPeople.Seen> piece) {
        return piece.stream().map(it -> it.facts().mark()).max(Facts.Mark.ORDER).orElseThrow();
    }

    private void forgetProofs(RunTable.Mine run, Offices offices) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .run(() -> runs.recount(run.id(), DataClass.CONSENT_EVIDENCE));
        Facts.Mark mark = Facts.Mark.BEGINNING;
        while (mark != null) {
            Facts.Mark from = mark;
            mark =
                    QuarkusTransaction.requiringNew()
                            .call(
                                    () -> {
                                        runs.goOn(run, config.lease());
                                        return proofs.piece(
                                                run.id(), from, offices.released(), now);
                                    });
        }
    }

    /** Which offices have released, and which of them have used their share of this run. */
    private record Offices(Set<String> released, Set<String> stopped) {}

    /** Lets go who may go; what is to be counted of the others. */
    private List<LookAtPeople.Fate> carriedOut(
            RunTable.Mine run, List<LookAtPeople.Seen> piece, Offices offices) {
        List<LookAtPeople.Fate> counted = new ArrayList<>();
        for (LookAtPeople.Seen one : piece) {
            Set<String> theirs = one.facts().offices();
            if (!one.goes() || !offices.released().containsAll(theirs)) {
                counted.addAll(one.records());
            } else if (theirs.stream().anyMatch(offices.stopped()::contains)) {
                counted.addAll(kept(one, Reason.SHARE));
            } else {
                counted.addAll(tried(run, one, offices));
            }
        }
        return counted;
    }

    private List<LookAtPeople.Fate> tried(
            RunTable.Mine run, LookAtPeople.Seen one, Offices offices) {
        try {
            return letGo.go(run, one).orElse(List.of());
        } catch (LetPersonGo.ShareIsUsed used) {
            offices.stopped().add(used.office());
            stop(run, used.office());
            return kept(one, Reason.SHARE);
        } catch (RuntimeException failure) {
            // One person nobody can erase must not keep all others; the log tells of it.
            // Messages of the database quote rows, so only the kind of failure is told.
            LOG.errorf(
                    "Record %s could not be let go: %s",
                    one.facts().mark().first(), failure.getClass().getSimpleName());
            return kept(one, Reason.FAILED);
        }
    }

    private static List<LookAtPeople.Fate> kept(LookAtPeople.Seen one, Reason reason) {
        return LookAtPeople.kept(one.facts(), DecidePerson.Stay.because(reason));
    }

    private void stop(RunTable.Mine run, String office) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            if (runs.stop(run.id(), office)) {
                                LOG.errorf(
                                        "Retention run %s stopped for office %s: more records would"
                                                + " go than may go at once. Look at the preview, and"
                                                + " release the schedule anew if it is right.",
                                        run.id(), office);
                                trail.record(
                                        "retention",
                                        "retention.stopped",
                                        object(run),
                                        office,
                                        null);
                            }
                        });
    }

    private void finishPiece(RunTable.Mine run, Facts.Mark mark, List<LookAtPeople.Fate> counted) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            runs.goOn(run, config.lease());
                            runs.count(run.id(), Tally.of(counted));
                            runs.mark(run.id(), mark);
                        });
    }

    private Offices offices(RunTable.Mine run) {
        Offices offices = new Offices(new HashSet<>(), new HashSet<>());
        List<RetentionRun> found =
                QuarkusTransaction.requiringNew().call(() -> runs.runs(List.of(run.id()), null));
        for (RetentionRun.OfficePart part : found.get(0).offices()) {
            if (part.released()) {
                offices.released().add(part.office());
            }
            if (part.stopped()) {
                offices.stopped().add(part.office());
            }
        }
        return offices;
    }

    private RetentionRun finished(RunTable.Mine run) {
        runs.goOn(run, config.lease());
        runs.finish(run.id(), clock.instant());
        RetentionRun done = runs.runs(List.of(run.id()), null).get(0);
        done.offices().stream()
                .filter(RetentionRun.OfficePart::released)
                .forEach(
                        it ->
                                trail.record(
                                        "retention",
                                        "retention.carried-out",
                                        object(run),
                                        it.office(),
                                        it.gone() + " records"));
        return done;
    }

    private static String object(RunTable.Mine run) {
        return "retention-run/" + run.id();
    }
}
