package org.almoner.receipt;

import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;

/** Words the receipt of a settled gift; the same record always gives the same letter. */
final class WriteReceipt {

    private WriteReceipt() {}

    static Letter letter(ReceiptRecord receipt) {
        LetterParts parts = LetterParts.of("receipt", receipt.locale(), receipt.office());
        Wording words = parts.words();
        return new Letter(
                parts.frame(),
                words.say("title.receipt"),
                parts.money(receipt.amount()),
                parts.greeting(receipt.donor()),
                List.of(words.say("intro.receipt")),
                null,
                List.of(Letter.Table.of(rows(receipt, parts))),
                new TaxBlocks(parts, receipt).all());
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
        return Wording.in("receipt", receipt.locale())
                .say("subject.receipt", "number", receipt.number());
    }
}
