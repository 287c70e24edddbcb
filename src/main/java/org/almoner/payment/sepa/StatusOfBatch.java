package org.almoner.payment.sepa;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.almoner.bankfile.StatusPart;
import org.almoner.payment.DirectDebitBatches.Batch;
import org.almoner.payment.DirectDebitBatches.State;
import org.almoner.payment.ReadsStatusReports.StatusReportView;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** One report as it is read: what it says is done a slice at a time. */
final class StatusOfBatch implements Consumer<StatusPart> {

    private static final int SLICE = 500;
    private static final String REJECTED = "RJCT";

    private final String office;
    private final BatchRows batches;
    private final RejectCollections collections;
    private final InstantSource clock;

    private Batch batch;
    private boolean wholeFile;
    private final Set<String> wholeBlocks = new LinkedHashSet<>();
    private final List<RejectCollections.Rejected> slice = new ArrayList<>();
    private long rejected;

    StatusOfBatch(
            String office, BatchRows batches, RejectCollections collections, InstantSource clock) {
        this.office = office;
        this.batches = batches;
        this.collections = collections;
        this.clock = clock;
    }

    @Override
    public void accept(StatusPart part) {
        if (part instanceof StatusPart.File file) {
            begin(file);
        } else if (part instanceof StatusPart.Block block) {
            if (isRejected(block.status())) {
                wholeBlocks.add(block.original());
            }
        } else if (part instanceof StatusPart.Transaction transaction) {
            if (isRejected(transaction.status())) {
                reject(transaction);
            }
        }
    }

    private static boolean isRejected(Optional<String> status) {
        return status.filter(REJECTED::equals).isPresent();
    }

    private void begin(StatusPart.File file) {
        batch =
                batches.ofMessage(file.original())
                        .filter(it -> it.office().equals(office))
                        .orElseThrow(StatusOfBatch::notOurs);
        if (batch.state() == State.MADE) {
            // Whatever finance forgot to note: what the bank judges was sent.
            batches.sent(batch.id(), dayOf(), new BatchRows.By("status report", clock.instant()));
        }
        wholeFile = isRejected(file.status());
    }

    private LocalDate dayOf() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static DomainProblem notOurs() {
        return DomainProblem.of(
                ProblemType.WRONG_STATE,
                "The report is about no direct debit batch of this office.");
    }

    private void reject(StatusPart.Transaction transaction) {
        String endToEnd =
                transaction
                        .endToEnd()
                        .orElseThrow(
                                () ->
                                        DomainProblem.of(
                                                ProblemType.WRONG_STATE,
                                                "The report rejects a collection without naming"
                                                        + " its end-to-end id."));
        String code =
                transaction.reasons().stream()
                        .flatMap(it -> it.code().stream())
                        .findFirst()
                        .orElse(null);
        slice.add(
                new RejectCollections.Rejected(
                        endToEnd.toLowerCase(Locale.ROOT), ReasonRule.code(code)));
        if (slice.size() >= SLICE) {
            flush();
        }
    }

    private void flush() {
        if (!slice.isEmpty()) {
            rejected += collections.reject(batch.id(), List.copyOf(slice));
            slice.clear();
        }
    }

    /** What it led to. */
    StatusReportView end() {
        if (batch == null) {
            throw notOurs();
        }
        flush();
        long waiting = 0;
        if (wholeFile && batch.state() != State.CANCELLED) {
            batches.cancel(batch.id(), new BatchRows.By("bank", clock.instant()));
        } else {
            for (String block : wholeBlocks) {
                waiting += batches.block(batch.id(), block).map(batches::putBack).orElse(0L);
            }
        }
        long others = wholeFile ? 0 : batch.collections() - rejected - waiting;
        return new StatusReportView(
                "direct-debit-batch/" + batch.id(), Math.max(0, others), rejected);
    }
}
