package org.almoner.receipt;

import java.util.ArrayList;
import java.util.List;

/** Words the receipt of a settled gift; the same record always gives the same letter. */
final class WriteReceipt {

    private WriteReceipt() {}

    static Letter letter(ReceiptRecord receipt) {
        LetterParts parts = LetterParts.of(receipt.locale(), receipt.office());
        Wording words = parts.words();
        return new Letter(
                receipt.locale(),
                receipt.office().organisation(),
                words.say("title.receipt"),
                parts.colon(),
                parts.money(receipt.amount()),
                parts.greeting(receipt.donor()),
                words.say("intro.receipt"),
                rows(receipt, parts),
                new TaxBlocks(parts, receipt).all(),
                words.say("contact.title"),
                words.say("contact", "contact", receipt.office().replyTo()),
                parts.footer());
    }

    private static List<Letter.Row> rows(ReceiptRecord receipt, LetterParts parts) {
        Wording words = parts.words();
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row("number", receipt.number()));
        rows.add(parts.row("amount", parts.money(receipt.amount())));
        rows.add(parts.row("date", parts.day(receipt.givenOn())));
        rows.add(parts.row("donor", parts.donorName(receipt.donor())));
        rows.add(
                parts.row(
                        "purpose",
                        receipt.purpose() == null
                                ? words.say("purpose.general")
                                : receipt.purpose()));
        rows.add(parts.row("method", words.say("method." + receipt.method())));
        return rows;
    }

    static String subject(ReceiptRecord receipt) {
        return Wording.in(receipt.locale()).say("subject.receipt", "number", receipt.number());
    }
}
