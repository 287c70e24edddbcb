package org.almoner.recurring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.money.Money;

/**
 * Words what went wrong, without blame and without saying more about an account than is needed:
 * such a mail may be read by others. Where the donor can mend it, there is a button.
 */
final class WriteTrouble {

    private final RecurringGiftParts parts;
    private final RecurringGiftRecord record;

    WriteTrouble(RecurringGiftParts parts) {
        this.parts = parts;
        this.record = parts.record();
    }

    RecurringGiftMail.Said failed(RecurringGiftNews.Failed news) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(parts.sayOn("failed." + news.reason(), news.on()));
        paragraphs.addAll(then(news.reason(), news.again()));
        String heading = news.again() == null ? "failed." + news.reason() : "again";
        LocalDate day = news.again() == null ? news.on() : news.again();
        return new RecurringGiftMail.Said(
                parts.sayOn("subject." + heading, day),
                parts.sayOn("title." + heading, day),
                null,
                paragraphs,
                button(news.reason(), news.again()),
                List.of(Letter.Table.of(rows(news.amount(), news.on(), news.again()))),
                blocks(news.reason()));
    }

    RecurringGiftMail.Said returned(RecurringGiftNews.Returned news) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                parts.say(
                        "returned." + news.reason(),
                        "date",
                        parts.letter().day(news.on()),
                        "amount",
                        parts.letter().money(news.amount())));
        paragraphs.addAll(then(news.reason(), news.again()));
        if (news.receipt() != null) {
            paragraphs.add(parts.say("returned.receipt", "number", news.receipt()));
        }
        return new RecurringGiftMail.Said(
                parts.say("subject.returned"),
                parts.say("title.returned"),
                null,
                paragraphs,
                button(news.reason(), news.again()),
                List.of(Letter.Table.of(rows(news.amount(), news.on(), news.again()))),
                blocks(news.reason()));
    }

    RecurringGiftMail.Said lapsed(RecurringGiftNews.Lapsed news) {
        List<Letter.Row> rows = new ArrayList<>();
        if (news.last() != null) {
            rows.add(parts.row("last", news.last()));
        }
        rows.addAll(agreed());
        return said(
                "title.lapsed",
                List.of(parts.say("intro.lapsed"), parts.say("intro.lapsed.again")),
                parts.button("lapsed"),
                rows);
    }

    RecurringGiftMail.Said expires(RecurringGiftNews.MethodExpires news) {
        String month = parts.month(news.month());
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.letter().row("expires", month));
        rows.addAll(parts.next("next"));
        rows.addAll(agreed());
        return said(
                "title.expires",
                List.of(parts.say("intro.expires", "month", month)),
                parts.button("RENEW_METHOD"),
                rows);
    }

    RecurringGiftMail.Said methodNeeded() {
        return said(
                "title.needed",
                List.of(
                        parts.say("intro.needed"),
                        parts.say("ask.RENEW_METHOD") + " " + parts.say("then.nothing")),
                parts.button("RENEW_METHOD"),
                agreed());
    }

    private RecurringGiftMail.Said said(
            String title, List<String> paragraphs, Letter.Button button, List<Letter.Row> rows) {
        String words = parts.say(title);
        return new RecurringGiftMail.Said(
                words, words, null, paragraphs, button, List.of(Letter.Table.of(rows)), List.of());
    }

    /** What the donor is asked for, and what happens next in any case. */
    private List<String> then(RecurringGiftNews.Reason reason, LocalDate again) {
        if (again != null) {
            return List.of(parts.sayOn("then.again", again));
        }
        boolean isNothingNext = record.next().isEmpty();
        if (reason == RecurringGiftNews.Reason.TRY_AGAIN && !isNothingNext) {
            return List.of(parts.sayOn("then.instead", record.next().get(0)));
        }
        String next =
                isNothingNext
                        ? parts.say("then.nothing")
                        : parts.sayOn("then.next", record.next().get(0));
        return List.of(parts.say("ask." + reason), next);
    }

    private Letter.Button button(RecurringGiftNews.Reason reason, LocalDate again) {
        return switch (reason) {
            case TRY_AGAIN ->
                    again == null && record.next().isEmpty() ? parts.button("RENEW_METHOD") : null;
            case RENEW_METHOD, CONFIRM, NO_MANDATE -> parts.button(reason.name());
            case OBJECTED -> null;
        };
    }

    /** Nobody who objected is asked for anything but is told where to find the switch. */
    private List<Letter.Block> blocks(RecurringGiftNews.Reason reason) {
        return reason == RecurringGiftNews.Reason.OBJECTED ? List.of(parts.manage()) : List.of();
    }

    /** With the day of another try, these are its announcement as well. */
    private List<Letter.Row> rows(Money amount, LocalDate on, LocalDate again) {
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.letter().row("amount", parts.letter().money(amount)));
        rows.add(parts.row("failed", on));
        if (again != null) {
            rows.add(parts.row("again", again));
        }
        rows.addAll(parts.next("next").stream().limit(1).toList());
        rows.add(parts.method());
        if (again != null) {
            rows.addAll(parts.mandate());
        }
        rows.add(parts.number());
        return rows;
    }

    private List<Letter.Row> agreed() {
        return List.of(
                parts.letter().row("amount", parts.letter().money(record.terms().amount())),
                parts.letter()
                        .row(
                                "rhythm",
                                RecurringGiftParts.sentenceCase(parts.rhythm(record.terms()))),
                parts.method(),
                parts.number());
    }
}
