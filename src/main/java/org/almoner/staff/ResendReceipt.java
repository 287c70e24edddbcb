package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.receipt.ReceiptHistory;

/** Sends a receipt once more, once per key, and writes down who wanted it and why. */
@ApplicationScoped
class ResendReceipt {

    private static final String OPERATION = "staff.receipt-deliveries";

    private final ShowGift showGift;
    private final ReceiptHistory receipts;
    private final Once once;
    private final WriteDown writeDown;

    ResendReceipt(ShowGift showGift, ReceiptHistory receipts, Once once, WriteDown writeDown) {
        this.showGift = showGift;
        this.receipts = receipts;
        this.once = once;
        this.writeDown = writeDown;
    }

    private record ReceiptDelivery(String receiptNumber) {}

    /**
     * Owes the mail once more.
     *
     * @param reason why, in the person's words; {@code null} when none was given
     * @throws DomainProblem 404 for an unknown or foreign gift, 409 while it has no receipt, 422
     *     when the key belongs to another request
     */
    @Transactional
    Once.Answer resend(UUID gift, IdempotencyKey key, String reason) {
        StaffGift found = showGift.mine(gift);
        return once.carryOut(
                new Once.Call(OPERATION, key, gift + "\n" + reason, Response.Status.ACCEPTED),
                () -> resent(found, gift, reason));
    }

    private ReceiptDelivery resent(StaffGift found, UUID gift, String reason) {
        if (found.receiptNumber() == null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "There is no receipt: the gift has not arrived yet.");
        }
        receipts.resend(new DonationId(gift));
        writeDown.act("receipt.resent", "donation/" + gift, found.office(), reason);
        return new ReceiptDelivery(found.receiptNumber());
    }
}
