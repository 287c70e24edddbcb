package org.almoner.recurring;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.almoner.giving.Cadence;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;

/** The parts that mails about a regular gift share: its rows, its rhythm, its days. */
final class RecurringGiftParts {

    /** Collections that are named beside the next one. */
    private static final int NAMED = 3;

    /** Any year that has every day of the collection days. */
    private static final int SOME_YEAR = 2026;

    private final RecurringGiftRecord record;
    private final LetterParts letter;
    private final Wording words;

    RecurringGiftParts(RecurringGiftRecord record) {
        this.record = record;
        this.letter = LetterParts.of("recurring", record.locale(), record.office());
        this.words = letter.words();
    }

    RecurringGiftRecord record() {
        return record;
    }

    LetterParts letter() {
        return letter;
    }

    String say(String key, String... namesAndValues) {
        return words.say(key, namesAndValues);
    }

    /** A sentence with one day in it. */
    String sayOn(String key, LocalDate day) {
        return words.say(key, "date", letter.day(day));
    }

    Letter.Row row(String label, LocalDate day) {
        return letter.row(label, letter.day(day));
    }

    String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM yyyy", letter.locale()).format(month);
    }

    /** When collections come, to be read within a sentence. */
    String rhythm(RecurringGiftRecord.Terms terms) {
        String key = "rhythm." + (terms.isOnLastDay() ? "last." : "") + terms.cadence();
        boolean isDated = terms.cadence() == Cadence.YEARLY && terms.month() != null;
        if (terms.isOnLastDay()) {
            return isDated
                    ? say(
                            key + ".dated",
                            "month",
                            terms.month().getDisplayName(TextStyle.FULL, letter.locale()))
                    : say(key);
        }
        if (isDated) {
            LocalDate day = LocalDate.of(SOME_YEAR, terms.month(), terms.day());
            return say(key + ".dated", "date", letter.dayOfYear(day));
        }
        return say(key, "day", say("ordinals").split(" ")[terms.day() - 1]);
    }

    /** The masked account is not broken at the end of a line. */
    String method(RecurringGiftRecord.Paying paying) {
        String name = say("method." + paying.method());
        return paying.account() == null
                ? name
                : name + " (" + paying.account().replace(' ', '\u00a0') + ")";
    }

    String purpose(RecurringGiftRecord.Terms terms) {
        return terms.purpose() == null ? say("purpose.general") : terms.purpose();
    }

    String receipts(RecurringGiftRecord.Terms terms) {
        return say(terms.yearlyOverview() ? "receipts.yearly" : "receipts.each");
    }

    Letter.Row number() {
        return letter.row("agreement", record.number());
    }

    Letter.Row method() {
        return letter.row("method", method(record.terms().paying()));
    }

    /** The terms in full, with the next collections. */
    List<Letter.Row> terms(String labelOfNext) {
        RecurringGiftRecord.Terms terms = record.terms();
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(letter.row("amount", letter.money(terms.amount())));
        rows.add(letter.row("rhythm", sentenceCase(rhythm(terms))));
        rows.addAll(next(labelOfNext));
        if (terms.end() != null) {
            rows.add(row("ends", terms.end()));
        }
        rows.add(method());
        rows.add(letter.row("purpose", purpose(terms)));
        rows.add(letter.row("receipts", sentenceCase(receipts(terms))));
        rows.add(letter.row("donor", letter.donorName(record.donor())));
        rows.add(number());
        return rows;
    }

    /** The next collection and some that follow it; nothing when none is planned. */
    List<Letter.Row> next(String label) {
        List<Letter.Row> rows = new ArrayList<>();
        List<LocalDate> next = record.next();
        if (!next.isEmpty()) {
            rows.add(row(label, next.get(0)));
        }
        if (next.size() > 1) {
            String following =
                    next.stream()
                            .skip(1)
                            .limit(NAMED)
                            .map(letter::day)
                            .collect(Collectors.joining(" · "));
            rows.add(letter.row("following", following));
        }
        return rows;
    }

    /** By whom and under what permission is collected; nothing but for direct debits. */
    List<Letter.Row> mandate() {
        RecurringGiftRecord.Paying paying = record.terms().paying();
        List<Letter.Row> rows = new ArrayList<>();
        if (paying.creditor() != null) {
            rows.add(letter.row("payee", record.office().organisation()));
            rows.add(letter.row("creditor", paying.creditor()));
        }
        if (paying.mandate() != null) {
            rows.add(letter.row("mandate", paying.mandate()));
        }
        return rows;
    }

    /** What a pre-notification must hold, as a table of its own (SEPA rulebook, AT-11 to AT-24). */
    List<Letter.Table> withMandate(String title, List<Letter.Row> rows) {
        List<Letter.Table> tables = new ArrayList<>();
        tables.add(new Letter.Table(title, rows));
        List<Letter.Row> mandate = mandate();
        if (!mandate.isEmpty()) {
            tables.add(new Letter.Table(say("mandate.title"), mandate));
        }
        return tables;
    }

    Letter.Button button(String label) {
        return new Letter.Button(say("button." + label), record.portal());
    }

    /** How to change or end it; the first sentences say what goes before. */
    Letter.Block manage(String... before) {
        List<String> paragraphs = new ArrayList<>(List.of(before));
        paragraphs.add(say("manage"));
        return Letter.Block.leadingTo(record.portal(), say("manage.title"), paragraphs);
    }

    static String sentenceCase(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
