package org.almoner.receipt;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.almoner.mail.Mail;

/** Makes finished mails of records: the same record and occurrence give the same mail. */
final class ReceiptMail {

    private ReceiptMail() {}

    @CheckedTemplate(basePath = "receipt")
    static class Templates {
        static native TemplateInstance page(Letter letter);

        static native TemplateInstance plain(Letter letter);
    }

    /** The receipt of a settled gift. */
    static Mail of(ReceiptRecord receipt, int occurrence) {
        return mail(
                messageId(receipt.donation(), "receipt", occurrence, receipt.office()),
                WriteReceipt.subject(receipt),
                new Envelope(receipt.donor(), receipt.office(), List.of()),
                WriteReceipt.letter(receipt));
    }

    /** How to make the transfer. */
    static Mail of(TransferRecord transfer, UUID payment, int occurrence) {
        return mail(
                messageId(payment, "transfer", occurrence, transfer.office()),
                WriteInstructions.subject(transfer),
                new Envelope(
                        transfer.donor(), transfer.office(), WriteInstructions.pictures(transfer)),
                WriteInstructions.letter(transfer));
    }

    private record Envelope(Addressee to, Letterhead from, List<Mail.Picture> pictures) {}

    private static Mail mail(String messageId, String subject, Envelope envelope, Letter letter) {
        return new Mail(
                messageId,
                envelope.from().senderName(),
                envelope.from().senderAddress(),
                envelope.from().replyTo(),
                envelope.to().email(),
                subject,
                WrapLines.of(Templates.plain(letter).render()),
                Templates.page(letter).render(),
                letter.language(),
                envelope.pictures());
    }

    /** The same at every try, so that mail programs can tell a repetition (EO-18). */
    private static String messageId(UUID subject, String kind, int occurrence, Letterhead office) {
        String sender = office.senderAddress();
        return subject + "." + kind + "." + occurrence + sender.substring(sender.lastIndexOf('@'));
    }
}
