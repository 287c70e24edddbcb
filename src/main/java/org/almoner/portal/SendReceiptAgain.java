package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.donation.DonationId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.receipt.ReceiptHistory;

/** Sends the mail with a gift's receipt once more, not too often. */
@ApplicationScoped
class SendReceiptAgain {

    private static final List<Limit> OF_A_GIFT = List.of(new Limit(3, Duration.ofDays(1)));

    /** All gifts together, so that nobody's mailbox is flooded from a borrowed session. */
    private static final List<Limit> OF_A_PERSON =
            List.of(new Limit(10, Duration.ofHours(1)), new Limit(30, Duration.ofDays(1)));

    private final ShowMyGift show;
    private final ReceiptHistory receipts;
    private final Allowances allowances;
    private final CurrentDonor donor;

    SendReceiptAgain(
            ShowMyGift show, ReceiptHistory receipts, Allowances allowances, CurrentDonor donor) {
        this.show = show;
        this.receipts = receipts;
        this.allowances = allowances;
        this.donor = donor;
    }

    /** What will be sent. */
    record ReceiptDelivery(String receiptNumber) {}

    /**
     * Owes the mail once more.
     *
     * @throws DomainProblem 404 for an unknown or foreign gift, 409 while it has no receipt or when
     *     all of it has flowed back, 429 when it was sent often enough
     */
    @Transactional
    ReceiptDelivery send(UUID gift) {
        MyGift.Receipt receipt = show.show(gift).receipt();
        if (receipt == null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "There is no receipt: the gift has not arrived yet.");
        }
        require("receipt-again-gift", gift.toString(), OF_A_GIFT);
        require("receipt-again-person", donor.account().toString(), OF_A_PERSON);
        receipts.resend(new DonationId(gift));
        return new ReceiptDelivery(receipt.number());
    }

    private void require(String kind, String subject, List<Limit> limits) {
        if (!allowances.use(kind, subject, limits)) {
            throw DomainProblem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The receipt was sent several times already; try again later.")
                    .retryAfter(Duration.ofHours(1));
        }
    }
}
