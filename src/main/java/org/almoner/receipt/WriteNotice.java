package org.almoner.receipt;

import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;

/**
 * Words the announcement of a direct debit: how much, when, under which mandate and creditor
 * identifier, as the rulebook of SEPA Core wants it.
 */
final class WriteNotice {

    private WriteNotice() {}

    static Letter letter(NoticeRecord notice) {
        LetterParts parts = LetterParts.of("receipt", notice.locale(), notice.office());
        Wording words = parts.words();
        return new Letter(
                parts.frame(),
                words.say("title.notice"),
                parts.money(notice.amount()),
                parts.greeting(notice.donor()),
                List.of(words.say("intro.notice", "day", parts.day(notice.dueOn()))),
                null,
                List.of(Letter.Table.of(rows(notice, parts))),
                List.of(
                        Letter.Block.of(
                                words.say("notice.refund.title"), words.say("notice.refund"))));
    }

    private static List<Letter.Row> rows(NoticeRecord notice, LetterParts parts) {
        return List.of(
                parts.row("amount", parts.money(notice.amount())),
                parts.row("due", parts.day(notice.dueOn())),
                parts.row("debited", notice.account()),
                parts.row("creditor", notice.creditor()),
                parts.row("creditor.identifier", notice.creditorIdentifier()),
                parts.row("mandate", notice.mandate()));
    }

    static String subject(NoticeRecord notice) {
        LetterParts parts = LetterParts.of("receipt", notice.locale(), notice.office());
        return parts.words().say("subject.notice", "day", parts.day(notice.dueOn()));
    }
}
