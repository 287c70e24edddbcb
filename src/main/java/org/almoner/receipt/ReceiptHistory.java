package org.almoner.receipt;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.benefit.BenefitHistory;
import org.almoner.donation.DonationId;
import org.almoner.office.OfficeCode;
import org.almoner.outbox.Outbox;
import org.almoner.outbox.OutboxEntry;
import org.almoner.outbox.OutboxHistory;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Receipts that were issued, what became of their mails, and sending one again. */
@Singleton
public class ReceiptHistory {

    private final ReceiptTable table;
    private final OutboxHistory deliveries;
    private final Outbox outbox;
    private final MoneyGone gone;
    private final BenefitHistory benefits;

    ReceiptHistory(
            ReceiptTable table,
            OutboxHistory deliveries,
            Outbox outbox,
            MoneyGone gone,
            BenefitHistory benefits) {
        this.gone = gone;
        this.benefits = benefits;
        this.table = table;
        this.deliveries = deliveries;
        this.outbox = outbox;
    }

    /** The receipt of a gift; empty until the gift has settled. */
    public Optional<ReceiptView> ofDonation(DonationId donation) {
        return table.ofDonation(donation.value()).map(this::view);
    }

    /**
     * Owes the receipt's mail once more, in the caller's transaction or one of its own. Asked for
     * twice at the same time, it is sent once more, not twice.
     *
     * @throws DomainProblem 404 when the gift has no receipt, 409 when all of it has flowed back,
     *     the donor was erased, or something was given in return of which the mail would not tell
     */
    @Transactional
    public ReceiptView resend(DonationId donation) {
        ReceiptTable.Row receipt =
                table.ofDonation(donation.value()).orElseThrow(DomainProblem::notFound);
        if (gone.isAllGone(donation)) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "All of this gift has flowed back; no receipt is sent for it.");
        }
        Optional<ReceiptRecord> written = table.receipt(receipt.id());
        if (written.filter(ReceiptRecord::isForNobody).isPresent()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The donor of this gift was erased; nobody can be written to.");
        }
        if (written.filter(ReceiptRecord::saysThatItIsAGift).isPresent()
                && benefits.of(donation).isPresent()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "Something was given in return for it; only the tax statement tells of that.");
        }
        outbox.owe(ReceiptMailHandler.KIND, receipt.id(), next(receipt.id()));
        return view(receipt);
    }

    private int next(UUID receipt) {
        return deliveries.of(ReceiptMailHandler.KIND, receipt).stream()
                        .mapToInt(OutboxEntry::occurrence)
                        .max()
                        .orElse(0)
                + 1;
    }

    private ReceiptView view(ReceiptTable.Row row) {
        List<OutboxEntry> owed = deliveries.of(ReceiptMailHandler.KIND, row.id());
        return new ReceiptView(
                row.id(),
                row.donation(),
                row.number(),
                new OfficeCode(row.office()),
                row.issuedAt(),
                owed);
    }
}
