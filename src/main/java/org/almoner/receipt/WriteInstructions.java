package org.almoner.receipt;

import java.util.ArrayList;
import java.util.List;

/** Words the instructions for a bank transfer: text first, because pictures are often blocked. */
final class WriteInstructions {

    private WriteInstructions() {}

    static Letter letter(TransferRecord transfer) {
        LetterParts parts = LetterParts.of(transfer.locale(), transfer.office());
        Wording words = parts.words();
        return new Letter(
                transfer.locale(),
                transfer.office().organisation(),
                words.say("title.transfer"),
                parts.money(transfer.amount()),
                parts.greeting(transfer.donor()),
                words.say("intro.transfer"),
                rows(transfer, parts),
                blocks(transfer, words),
                words.say("contact.title"),
                words.say("contact", "contact", transfer.office().replyTo()),
                parts.footer());
    }

    private static List<Letter.Row> rows(TransferRecord transfer, LetterParts parts) {
        boolean hasIban = transfer.iban().matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}");
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row("beneficiary", transfer.beneficiary()));
        rows.add(
                hasIban
                        ? parts.row("account", inFours(transfer.iban()))
                        : parts.row("account.national", transfer.iban()));
        if (transfer.bic() != null) {
            rows.add(parts.row("bic", transfer.bic()));
        }
        rows.add(parts.row("amount", parts.money(transfer.amount())));
        rows.add(parts.row("reference", inFours(transfer.reference())));
        return rows;
    }

    private static List<Letter.Block> blocks(TransferRecord transfer, Wording words) {
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(
                new Letter.Block(
                        words.say("transfer.reference.title"),
                        null,
                        List.of(
                                words.say(
                                        "transfer.reference",
                                        "reference",
                                        inFours(transfer.reference())))));
        if (transfer.qrPayload() != null) {
            blocks.add(
                    new Letter.Block(
                            words.say("transfer.qr.title"),
                            null,
                            List.of(words.say("transfer.qr"), transfer.qrPayload().strip())));
        }
        return blocks;
    }

    static String inFours(String text) {
        return text.replaceAll("\\s", "").replaceAll("(.{4})(?=.)", "$1 ");
    }

    static String subject(TransferRecord transfer) {
        return Wording.in(transfer.locale()).say("subject.transfer");
    }
}
