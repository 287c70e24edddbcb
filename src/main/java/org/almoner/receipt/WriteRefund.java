package org.almoner.receipt;

import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;

/** Words that we gave money back: how much, what is left, and what that means for the receipt. */
final class WriteRefund {

    private final RefundRecord refund;
    private final LetterParts parts;
    private final Wording words;

    private WriteRefund(RefundRecord refund) {
        this.refund = refund;
        this.parts = LetterParts.of("receipt", refund.locale(), refund.office());
        this.words = parts.words();
    }

    static Letter letter(RefundRecord refund) {
        return new WriteRefund(refund).letter();
    }

    static String subject(RefundRecord refund) {
        return new WriteRefund(refund).title();
    }

    private Letter letter() {
        return new Letter(
                parts.frame(),
                title(),
                null,
                parts.greeting(refund.donor()),
                paragraphs(),
                null,
                List.of(Letter.Table.of(rows())),
                List.of());
    }

    private boolean isAllGone() {
        return refund.left().isZero();
    }

    private String title() {
        return words.say(isAllGone() ? "title.refund.all" : "title.refund.part");
    }

    private List<String> paragraphs() {
        List<String> said = new ArrayList<>();
        said.add(
                words.say(
                        "refund." + refund.part(),
                        "back",
                        parts.money(refund.back()),
                        "gift",
                        parts.money(refund.gift())));
        said.add(words.say("refund.way"));
        if (refund.receipt() != null) {
            said.add(
                    isAllGone()
                            ? words.say("debit.receipt", "number", refund.receipt())
                            : words.say(
                                    "refund.receipt",
                                    "number",
                                    refund.receipt(),
                                    "gift",
                                    parts.money(refund.gift()),
                                    "left",
                                    parts.money(refund.left())));
        }
        said.add(words.say("refund.meant"));
        return said;
    }

    private List<Letter.Row> rows() {
        return List.of(
                parts.row("refund.gift", parts.money(refund.gift())),
                parts.row("refund.back", parts.money(refund.back())),
                parts.row("refund.left", parts.money(refund.left())));
    }
}
