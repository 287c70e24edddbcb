package org.almoner.recurring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.Letter;

/** Words a break and the two ends of a regular gift. None of them asks for anything. */
final class WriteEnds {

    private final RecurringGiftParts parts;
    private final RecurringGiftRecord record;

    WriteEnds(RecurringGiftParts parts) {
        this.parts = parts;
        this.record = parts.record();
    }

    RecurringGiftMail.Said paused(RecurringGiftNews.Paused news) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                news.until() == null
                        ? parts.say("intro.paused.open")
                        : parts.sayOn("intro.paused", news.until()));
        if (!record.next().isEmpty()) {
            paragraphs.add(parts.sayOn("intro.paused.next", record.next().get(0)));
        }
        if (news.underWay() != null) {
            paragraphs.add(parts.sayOn("underway.paused", news.underWay()));
        }
        List<Letter.Row> rows = new ArrayList<>();
        if (news.until() != null) {
            rows.add(parts.row("until", news.until()));
        }
        rows.addAll(parts.next("next"));
        rows.addAll(amountAndRhythm());
        rows.add(parts.number());
        return said("title.paused", paragraphs, rows, List.of(parts.manage()));
    }

    RecurringGiftMail.Said cancelled(RecurringGiftNews.Cancelled news) {
        boolean isUnderWay = news.underWay() != null;
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                parts.sayOn(
                        isUnderWay ? "intro.cancelled.underway" : "intro.cancelled", news.on()));
        if (isUnderWay) {
            paragraphs.add(parts.sayOn("underway.cancelled", news.underWay()));
        }
        paragraphs.add(thanks(news.last() != null || isUnderWay));
        return said(
                "title.cancelled",
                paragraphs,
                ending("cancelled", news.on(), news.last()),
                List.of());
    }

    RecurringGiftMail.Said ended(RecurringGiftNews.Ended news) {
        return said(
                "title.ended",
                List.of(parts.sayOn("intro.ended", news.on()), thanks(news.last() != null)),
                ending("ended", news.on(), news.last()),
                List.of(
                        Letter.Block.leadingTo(
                                record.portal(),
                                parts.say("restart.title"),
                                List.of(parts.say("restart")))));
    }

    private String thanks(boolean hasGiven) {
        return parts.say(hasGiven ? "thanks.given" : "thanks.meant");
    }

    private List<Letter.Row> ending(String label, LocalDate on, LocalDate last) {
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row(label, on));
        if (last != null) {
            rows.add(parts.row("last", last));
        }
        rows.addAll(amountAndRhythm());
        rows.add(parts.number());
        return rows;
    }

    private List<Letter.Row> amountAndRhythm() {
        RecurringGiftRecord.Terms terms = record.terms();
        return List.of(
                parts.letter().row("amount", parts.letter().money(terms.amount())),
                parts.letter().row("rhythm", RecurringGiftParts.sentenceCase(parts.rhythm(terms))));
    }

    private RecurringGiftMail.Said said(
            String title,
            List<String> paragraphs,
            List<Letter.Row> rows,
            List<Letter.Block> blocks) {
        String words = parts.say(title);
        return new RecurringGiftMail.Said(
                words, words, null, paragraphs, null, List.of(Letter.Table.of(rows)), blocks);
    }
}
