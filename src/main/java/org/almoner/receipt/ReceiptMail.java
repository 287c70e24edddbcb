package org.almoner.receipt;

import java.util.List;
import java.util.UUID;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letters;
import org.almoner.mail.Mail;

/** Makes finished mails of records: the same record and occurrence give the same mail. */
final class ReceiptMail {

    private ReceiptMail() {}

    /** The receipt of a settled gift. */
    static Mail of(ReceiptRecord receipt, int occurrence) {
        return Letters.mail(
                new Envelope(
                        receipt.donation(),
                        "receipt",
                        occurrence,
                        receipt.donor(),
                        receipt.office(),
                        WriteReceipt.subject(receipt),
                        List.of()),
                WriteReceipt.letter(receipt));
    }

    /** How to make the transfer. */
    static Mail of(TransferRecord transfer, UUID payment, int occurrence) {
        return Letters.mail(
                new Envelope(
                        payment,
                        "transfer",
                        occurrence,
                        transfer.donor(),
                        transfer.office(),
                        WriteInstructions.subject(transfer),
                        WriteInstructions.pictures(transfer)),
                WriteInstructions.letter(transfer));
    }

    /** What will be collected, and when. */
    static Mail of(NoticeRecord notice, UUID payment, int occurrence) {
        return Letters.mail(
                new Envelope(
                        payment,
                        "notice",
                        occurrence,
                        notice.donor(),
                        notice.office(),
                        WriteNotice.subject(notice),
                        List.of()),
                WriteNotice.letter(notice));
    }

    /** What became of a direct debit that failed. */
    static Mail of(DebitFailureRecord failure, UUID payment, int occurrence) {
        return Letters.mail(
                new Envelope(
                        payment,
                        "debit-failed",
                        occurrence,
                        failure.donor(),
                        failure.office(),
                        WriteDebitFailure.subject(failure),
                        List.of()),
                WriteDebitFailure.letter(failure));
    }

    /** That money was given back. */
    static Mail of(RefundRecord refund, UUID movement, int occurrence) {
        return Letters.mail(
                new Envelope(
                        movement,
                        "refund",
                        occurrence,
                        refund.donor(),
                        refund.office(),
                        WriteRefund.subject(refund),
                        List.of()),
                WriteRefund.letter(refund));
    }
}
