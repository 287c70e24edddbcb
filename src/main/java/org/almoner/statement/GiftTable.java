package org.almoner.statement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.almoner.money.Money;
import org.almoner.pdf.PdfFlow;
import org.almoner.pdf.PdfStyle;
import org.almoner.pdf.PdfTable;

/** The gifts of a statement, a line for each, and their sum. */
final class GiftTable {

    private static final PdfStyle CELLS = PdfStyle.of(9);

    private final Writing writing;
    private final List<PdfTable.Column> columns = new ArrayList<>();
    private final List<Function<StatementLine, String>> values = new ArrayList<>();

    GiftTable(Writing writing) {
        this.writing = writing;
    }

    private GiftTable column(PdfTable.Column column, Function<StatementLine, String> value) {
        columns.add(column);
        values.add(value);
        return this;
    }

    private String title(String name) {
        return writing.words().say("column." + name);
    }

    GiftTable day(double share) {
        return column(PdfTable.Column.of(title("day"), share), it -> writing.shortDay(it.day()));
    }

    GiftTable purpose(double share) {
        String general = writing.words().say("general");
        return column(
                PdfTable.Column.of(title("purpose"), share),
                it -> it.purpose() == null ? general : it.purpose());
    }

    GiftTable method(double share) {
        return column(
                PdfTable.Column.of(title("method"), share),
                it -> writing.words().say("method." + it.method()));
    }

    /** The same words in every line. */
    GiftTable always(String name, String value, double share) {
        String words = writing.words().say(value);
        return column(PdfTable.Column.of(title(name), share), it -> words);
    }

    /** A yes or no. */
    GiftTable yesOrNo(String name, Function<StatementLine, Boolean> is, double share) {
        return column(
                PdfTable.Column.of(title(name), share),
                it -> writing.words().say(is.apply(it) ? "yes" : "no"));
    }

    GiftTable amount(double share) {
        return amount("amount", StatementLine::amount, share);
    }

    /** Amounts of a kind. */
    GiftTable amount(String name, Function<StatementLine, Money> of, double share) {
        return column(
                PdfTable.Column.numbers(title(name), share), it -> writing.money(of.apply(it)));
    }

    /** Texts at the left. */
    GiftTable text(String name, Function<StatementLine, String> of, double share) {
        return column(PdfTable.Column.of(title(name), share), of);
    }

    /** Amounts, or words in their place. */
    GiftTable amountOrWords(String name, Function<StatementLine, String> of, double share) {
        return column(PdfTable.Column.numbers(title(name), share), of);
    }

    /** Writes all gifts, with a sum below each of the last columns. */
    void write(PdfFlow flow, String label, Money... totals) throws IOException {
        begin(flow, writing.statement().lines());
        flow.total(label, Stream.of(totals).map(writing::money).toArray(String[]::new));
        flow.endTable();
    }

    /** Writes some gifts, without sums. */
    void write(PdfFlow flow, List<StatementLine> lines) throws IOException {
        begin(flow, lines);
        flow.endTable();
    }

    private void begin(PdfFlow flow, List<StatementLine> lines) throws IOException {
        flow.beginTable(columns, CELLS);
        for (StatementLine line : lines) {
            flow.row(values.stream().map(it -> it.apply(line)).toList());
        }
    }
}
