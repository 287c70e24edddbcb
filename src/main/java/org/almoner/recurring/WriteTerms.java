package org.almoner.recurring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.almoner.letter.Letter;

/** Words what tells or changes what will be collected: these mails are announcements too. */
final class WriteTerms {

    private final RecurringGiftParts parts;
    private final RecurringGiftRecord record;

    WriteTerms(RecurringGiftParts parts) {
        this.parts = parts;
        this.record = parts.record();
    }

    RecurringGiftMail.Said started(RecurringGiftNews.Started news) {
        String title = parts.say("title.started");
        return new RecurringGiftMail.Said(
                title,
                title,
                amount(),
                List.of(parts.say("intro.started")),
                null,
                parts.withMandate(null, parts.terms("first")),
                blocks(
                        announcement(
                                news.notice(), "announce.plan", "date", day(record.next().get(0))),
                        true));
    }

    RecurringGiftMail.Said announced(RecurringGiftNews.Announced news) {
        String title = parts.sayOn("title.announced", news.on());
        String amount = parts.letter().money(news.amount());
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.letter().row("amount", amount));
        rows.add(parts.row("collected", news.on()));
        rows.add(parts.method());
        rows.addAll(parts.mandate());
        rows.add(parts.letter().row("purpose", parts.purpose(record.terms())));
        rows.add(parts.number());
        return new RecurringGiftMail.Said(
                title,
                title,
                amount,
                List.of(parts.say("intro.announced", "date", day(news.on()), "amount", amount)),
                null,
                List.of(Letter.Table.of(rows)),
                List.of(parts.manage(parts.say("manage.soon"))));
    }

    RecurringGiftMail.Said changed(RecurringGiftNews.Changed news) {
        String title = parts.say("title.changed");
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(from());
        if (news.underWay() != null) {
            paragraphs.add(parts.sayOn("underway.changed", news.underWay()));
        }
        List<Letter.Table> tables = new ArrayList<>();
        List<Letter.Row> changes = changes(news.before());
        if (!changes.isEmpty()) {
            tables.add(new Letter.Table(parts.say("change.title"), changes));
        }
        tables.addAll(parts.withMandate(parts.say("change.now"), parts.terms("next")));
        return new RecurringGiftMail.Said(
                title,
                title,
                amount(),
                paragraphs,
                null,
                tables,
                blocks(announcement(news.notice(), "announce.plan.open"), false));
    }

    private String from() {
        return record.next().isEmpty()
                ? parts.say("intro.changed.later")
                : parts.sayOn("intro.changed.from", record.next().get(0));
    }

    RecurringGiftMail.Said resumed(RecurringGiftNews.Resumed news) {
        String title = parts.say("title.resumed");
        return new RecurringGiftMail.Said(
                title,
                title,
                amount(),
                List.of(parts.sayOn("intro.resumed", record.next().get(0))),
                null,
                parts.withMandate(null, parts.terms("next")),
                blocks(announcement(news.notice(), "announce.plan.open"), false));
    }

    private String amount() {
        return parts.letter().money(record.terms().amount());
    }

    private String day(LocalDate day) {
        return parts.letter().day(day);
    }

    /** Rhythm, and what of it is hereby announced. */
    private Letter.Block announcement(
            RecurringGiftNews.Notice notice, String plan, String... namesAndValues) {
        List<String> values = new ArrayList<>(List.of(namesAndValues));
        values.addAll(List.of("amount", amount(), "rhythm", parts.rhythm(record.terms())));
        List<String> sentences = new ArrayList<>();
        sentences.add(parts.say(plan, values.toArray(String[]::new)));
        if (record.terms().end() != null) {
            sentences.add(parts.sayOn("announce.ends", record.terms().end()));
        }
        if (record.terms().paying().isDirectDebit()) {
            sentences.add(parts.say("announce.bankday"));
        }
        if (notice != RecurringGiftNews.Notice.NONE) {
            sentences.add(parts.say("announce." + notice));
        }
        return Letter.Block.of(parts.say("announce.title"), String.join(" ", sentences));
    }

    private List<Letter.Block> blocks(Letter.Block announcement, boolean isMandateNew) {
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(announcement);
        if (isMandateNew && record.terms().paying().isDirectDebit()) {
            blocks.add(Letter.Block.of(parts.say("refund.title"), parts.say("refund")));
        }
        blocks.add(parts.manage());
        return blocks;
    }

    /** Each thing that differs from what it was; what is new stands among the terms below. */
    private List<Letter.Row> changes(RecurringGiftRecord.Terms before) {
        List<Letter.Row> rows = new ArrayList<>();
        addChange(rows, "amount", before, terms -> parts.letter().money(terms.amount()));
        addChange(rows, "rhythm", before, parts::rhythm);
        addChange(rows, "ends", before, this::end);
        addChange(rows, "method", before, terms -> parts.method(terms.paying()));
        addChange(rows, "creditor", before, terms -> terms.paying().creditor());
        addChange(rows, "mandate", before, terms -> terms.paying().mandate());
        addChange(rows, "purpose", before, parts::purpose);
        addChange(rows, "receipts", before, parts::receipts);
        return rows;
    }

    private String end(RecurringGiftRecord.Terms terms) {
        return terms.end() == null ? parts.say("ends.never") : day(terms.end());
    }

    private void addChange(
            List<Letter.Row> rows,
            String label,
            RecurringGiftRecord.Terms before,
            Function<RecurringGiftRecord.Terms, String> part) {
        String old = part.apply(before);
        String now = part.apply(record.terms());
        if (old != null && now != null && !now.equals(old)) {
            rows.add(parts.letter().row(label, parts.say("change", "before", old, "after", now)));
        }
    }
}
