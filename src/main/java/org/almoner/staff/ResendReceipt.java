package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.receipt.ReceiptHistory;

/** Sends a receipt once more, once per key, and writes down who wanted it and why. */
@ApplicationScoped
class ResendReceipt {

    private static final String OPERATION = "staff.receipt-deliveries";
    private static final int ACCEPTED = 202;

    private final ShowGift showGift;
    private final ReceiptHistory receipts;
    private final Idempotency idempotency;
    private final WriteDown writeDown;
    private final ObjectMapper json;

    ResendReceipt(
            ShowGift showGift,
            ReceiptHistory receipts,
            Idempotency idempotency,
            WriteDown writeDown,
            ObjectMapper json) {
        this.showGift = showGift;
        this.receipts = receipts;
        this.idempotency = idempotency;
        this.writeDown = writeDown;
        this.json = json;
    }

    /** What was or will be sent back. */
    record Answer(String body, boolean replayed) {}

    private record ReceiptDelivery(String receiptNumber) {}

    /**
     * Owes the mail once more.
     *
     * @param reason why, in the person's words; {@code null} when none was given
     * @throws DomainProblem 404 for an unknown or foreign gift, 409 while it has no receipt, 422
     *     when the key belongs to another request
     */
    @Transactional
    Answer resend(UUID gift, IdempotencyKey key, String reason) {
        StaffGift found = showGift.mine(gift);
        Claim claim = idempotency.claim(OPERATION, key, hash(gift + "\n" + reason), gift);
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        if (found.receiptNumber() == null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "There is no receipt: the gift has not arrived yet.");
        }
        receipts.resend(new DonationId(gift));
        writeDown.act("receipt.resent", "donation/" + gift, found.office(), reason);
        String body = written(new ReceiptDelivery(found.receiptNumber()));
        idempotency.finish(OPERATION, key, ACCEPTED, body);
        return new Answer(body, false);
    }

    private String written(ReceiptDelivery delivery) {
        try {
            return json.writeValueAsString(delivery);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hash(String request) {
        try {
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
