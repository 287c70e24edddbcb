package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.DirectDebitBatches;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/** Batches from the preview to the bank. */
@Singleton
class Batches implements DirectDebitBatches {

    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final int TWO_WEEKS = 14;

    private final BatchRows rows;
    private final ReadyCollections ready;
    private final WriteBatchFile file;
    private final EndUncollectable uncollectable;
    private final Sql patient;
    private final Offices offices;
    private final BatchSettings settings;
    private final InstantSource clock;

    Batches(
            BatchRows rows,
            ReadyCollections ready,
            WriteBatchFile file,
            EndUncollectable uncollectable,
            @Patient Sql patient,
            Offices offices,
            BatchSettings settings,
            InstantSource clock) {
        this.rows = rows;
        this.ready = ready;
        this.file = file;
        this.uncollectable = uncollectable;
        this.patient = patient;
        this.offices = offices;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Preview preview(String office, LocalDate until) {
        BatchSpan span = span(office, until);
        ReadyCollections.Plan plan = ready.plan(span);
        return new Preview(
                office, span.earliest(), span.until(), plan.all(), plan.blocks(), plan.leftOut());
    }

    @Override
    public List<WaitingCollection> leftOut(
            String office, LocalDate until, LeftOut reason, UUID after, int limit) {
        return ready.leftOut(span(office, until), reason, after, limit);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Batch ask(String office, LocalDate until, String by) {
        BatchSpan span = span(office, until);
        String number = rows.draw(office);
        if (rows.isMaking(office)) {
            throw wrongState("Another batch of this office is being made; look at it first.");
        }
        if (ready.plan(span).blocks().isEmpty()) {
            throw wrongState("There is nothing to collect by that day. The preview tells why.");
        }
        UUID id = rows.insert(office, number, span.until(), by(by));
        return rows.find(id).orElseThrow();
    }

    @Override
    @Transactional
    public Optional<Batch> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Batch> page(List<String> codes, Instant before, UUID beforeId, int limit) {
        return rows.page(codes, before, beforeId, limit);
    }

    @Override
    public List<Collection> collections(UUID batch, String state, UUID after, int limit) {
        return rows.collections(batch, state, after, limit);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public BatchFile file(UUID id) {
        Batch batch = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (batch.state() == State.MAKING || batch.state() == State.CANCELLED) {
            throw wrongState("The batch is " + batch.state() + " and has no file.");
        }
        long stale = batch.state() == State.MADE ? rows.stale(id) : 0;
        if (stale > 0) {
            throw wrongState(
                    stale
                            + " of its mandates were taken back or stopped since it was made: cancel"
                            + " it and make another one.");
        }
        if (rows.letGo(id) > 0) {
            throw wrongState(
                    "The file cannot be written any more: accounts in it were let go of after their"
                            + " retention ended.");
        }
        rows.taken(id, clock.instant());
        return out ->
                patient.inSnapshot(
                        snapshot -> {
                            write(snapshot, batch, out);
                            return null;
                        });
    }

    /** What the bank gets twice must be the same twice. */
    private void write(Sql snapshot, Batch batch, OutputStream out) {
        WholeOrNot whole = new WholeOrNot(out);
        try {
            file.write(snapshot, batch.id(), whole);
            whole.end(batch.sha256());
        } catch (IOException gone) {
            throw new UncheckedIOException("Nobody reads the file any more", gone);
        } catch (IllegalStateException another) {
            LOG.errorf(
                    "The file of batch %s is not the one that was made; its end was kept back",
                    batch.id());
            throw another;
        }
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Batch sent(UUID id, LocalDate on, String by) {
        Batch batch = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (batch.state() == State.SENT) {
            return rows.find(id).orElseThrow();
        }
        if (batch.state() != State.MADE) {
            throw wrongState("The batch is " + batch.state() + "; only a made one can be sent.");
        }
        Office office = offices.byCode(new OfficeCode(batch.office()));
        LocalDate made = office.dayOf(batch.madeAt());
        LocalDate today = office.dayOf(clock.instant());
        if (on.isBefore(made) || on.isAfter(today)) {
            throw DomainProblem.invalid(
                    "/sentOn", "out_of_range", "A day from " + made + " to " + today + ".");
        }
        rows.sent(id, on, by(by));
        return rows.find(id).orElseThrow();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Batch cancel(UUID id, boolean neverReachedTheBank, String by) {
        Batch batch = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (batch.state() == State.SENT || batch.state() == State.CANCELLED) {
            throw wrongState("The batch is " + batch.state() + " and cannot be cancelled.");
        }
        if (batch.takenAt() != null && !neverReachedTheBank) {
            throw DomainProblem.invalid(
                    "/neverReachedTheBank",
                    "must_be_true",
                    "The file was taken. Say that the bank never got it, or note that it was sent:"
                            + " what a bank has it may collect.");
        }
        rows.cancel(id, by(by));
        return rows.find(id).orElseThrow();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void withdraw(UUID payment) {
        if (officeOf(payment).isEmpty()) {
            throw DomainProblem.notFound();
        }
        if (!uncollectable.one(payment)) {
            throw wrongState("The collection is in a batch or has ended.");
        }
    }

    @Override
    public Optional<String> officeOf(UUID payment) {
        return rows.officeOf(payment);
    }

    private BatchSpan span(String code, LocalDate until) {
        Office office = offices.find(new OfficeCode(code)).orElseThrow(DomainProblem::notFound);
        Creditor creditor =
                MandateForm.creditor(office)
                        .orElseThrow(
                                () ->
                                        wrongState(
                                                "This office does not collect by direct debit: it"
                                                        + " has no creditor identifier or IBAN."));
        Instant now = clock.instant();
        LocalDate today = office.dayOf(now);
        LocalDate earliest =
                BatchSpan.earliest(now, office.zone(), settings.cutOff(), settings.leadDays());
        LocalDate latest = today.plusDays(settings.mostDaysAhead());
        LocalDate last = until == null ? today.plusDays(TWO_WEEKS) : until;
        if (last.isBefore(earliest) || last.isAfter(latest)) {
            throw DomainProblem.invalid(
                    "/until", "out_of_range", "A day from " + earliest + " to " + latest + ".");
        }
        return BatchSpan.of(
                office, creditor, new BatchSpan.Days(earliest, last), settings.mostDaysLate());
    }

    private BatchRows.By by(String who) {
        return new BatchRows.By(who, clock.instant());
    }

    private static DomainProblem wrongState(String detail) {
        return DomainProblem.of(ProblemType.WRONG_STATE, detail);
    }
}
