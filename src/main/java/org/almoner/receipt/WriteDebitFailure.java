package org.almoner.receipt;

import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;

/**
 * Words what became of a direct debit that failed: no reproach, no demand, and no more about an
 * account than is needed, because others may read such a mail. Whoever objected is not asked for
 * anything.
 */
final class WriteDebitFailure {

    private final DebitFailureRecord failure;
    private final LetterParts parts;
    private final Wording words;

    private WriteDebitFailure(DebitFailureRecord failure) {
        this.failure = failure;
        this.parts = LetterParts.of("receipt", failure.locale(), failure.office());
        this.words = parts.words();
    }

    static Letter letter(DebitFailureRecord failure) {
        return new WriteDebitFailure(failure).letter();
    }

    static String subject(DebitFailureRecord failure) {
        return new WriteDebitFailure(failure).title();
    }

    private Letter letter() {
        return new Letter(
                parts.frame(),
                title(),
                null,
                parts.greeting(failure.donor()),
                paragraphs(),
                null,
                List.of(Letter.Table.of(rows())),
                isStopped() ? List.of() : List.of(again()));
    }

    private boolean isStopped() {
        return failure.trouble() == DebitTrouble.STOPPED;
    }

    private String title() {
        if (failure.cameBack()) {
            return words.say("title.debit.returned");
        }
        return words.say(isStopped() ? "title.debit.stopped" : "title.debit.failed");
    }

    private List<String> paragraphs() {
        List<String> said = new ArrayList<>();
        said.add(
                words.say(
                        (failure.cameBack() ? "debit.returned." : "debit.failed.")
                                + failure.trouble(),
                        "amount",
                        parts.money(failure.amount()),
                        "account",
                        unbroken(failure.account()),
                        "mandate",
                        failure.mandate()));
        if (failure.receipt() != null) {
            said.add(words.say("debit.receipt", "number", failure.receipt()));
        }
        said.add(words.say(isStopped() ? "debit.meant" : "debit.nothing"));
        return said;
    }

    /** Account numbers do not break at the end of a line. */
    private static String unbroken(String account) {
        return account.replace(' ', '\u00a0');
    }

    private List<Letter.Row> rows() {
        return List.of(
                parts.row("amount", parts.money(failure.amount())),
                parts.row("debit.account", failure.account()),
                parts.row("mandate", failure.mandate()));
    }

    private Letter.Block again() {
        return Letter.Block.leadingTo(
                failure.office().website(),
                words.say("debit.again.title"),
                List.of(words.say("debit.again." + failure.trouble())));
    }
}
