package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfFlow;
import org.almoner.pdf.PdfLines;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfSide;
import org.almoner.pdf.PdfStyle;

/** A statement as a letter: letterhead, address, number and dates, and whatever its kind says. */
abstract class StatementLetter {

    static final PdfStyle BODY = PdfStyle.of(9.5);

    private static final PdfStyle TITLE = PdfStyle.of(15).bold();
    private static final PdfStyle HEADING = PdfStyle.of(10.5).bold();
    private static final PdfStyle QUIET = PdfStyle.of(8.5).quiet();
    private static final float HAIR = 0.25f;
    private static final float HAIR_GREY = 0.6f;

    final Writing writing;
    final StatementRecord statement;
    final PdfSheets sheets;
    private final FirstSheet first;
    private PdfFlow flow;
    private boolean isVerifiable;

    StatementLetter(Writing writing) {
        this.writing = writing;
        this.statement = writing.statement();
        this.sheets = writing.sheets();
        this.first = new FirstSheet(writing);
    }

    /** What the kind says below its title. */
    abstract void body() throws IOException;

    /** The title. */
    abstract String title();

    final void write() throws IOException {
        first.turnOver();
        first.letterhead();
        first.address(null);
        first.facts(facts());
        boolean isTold = sheets.hasReplaced();
        flow = first.flow(first.design().text().y());
        flow.write(PdfRole.H1, TITLE, title());
        flow.skip(2);
        if (statement.replaces() != null) {
            flow.write(PdfRole.P, BODY.bold(), replaces());
        }
        body();
        if (sheets.hasReplaced() && !isTold) {
            quiet(say("letters", "sign", PdfSheets.REPLACEMENT));
        }
        if (!isVerifiable) {
            verification();
        }
        first.finish();
    }

    String replaces() {
        return say("replaces", "number", statement.replaces());
    }

    final PdfFlow flow() {
        return flow;
    }

    final String say(String key, String... namesAndValues) {
        return writing.words().say(key, namesAndValues);
    }

    private List<FirstSheet.Fact> facts() {
        List<FirstSheet.Fact> facts = new ArrayList<>();
        facts.add(FirstSheet.Fact.strong(say("facts.number"), statement.number()));
        facts.add(FirstSheet.Fact.of(say("facts.issued"), writing.day(statement.issuedOn())));
        facts.add(
                FirstSheet.Fact.of(
                        say("facts.period"),
                        writing.shortDay(statement.from())
                                + " – "
                                + writing.shortDay(statement.to())));
        if (statement.replaces() != null) {
            facts.add(FirstSheet.Fact.of(say("facts.replaces"), statement.replaces()));
        }
        return facts;
    }

    final void text(String text) throws IOException {
        flow.write(PdfRole.P, BODY, text);
    }

    final void quiet(String text) throws IOException {
        flow.write(PdfRole.P, QUIET, text);
    }

    final void heading(String text) throws IOException {
        flow.skip(6);
        flow.write(PdfRole.H2, HEADING, text);
    }

    final void introduction() throws IOException {
        text(say("dear", "from", writing.day(statement.from()), "to", writing.day(statement.to())));
        flow.skip(4);
    }

    /** What the law wants said, so that nobody overlooks it. */
    final void statutory(Locale language, String text) throws IOException {
        PdfStyle style = BODY.bold();
        PdfArea whole = flow.here();
        PdfLines lines = sheets.lines(style, text, whole.width() - 24);
        float height = lines.height() + 14;
        flow.need(height + 6);
        PdfArea here = flow.here();
        sheets.ground(new PdfArea(here.x(), here.y(), here.width(), height), 0.94f);
        sheets.ground(new PdfArea(here.x(), here.y(), 3, height), 0.25f);
        sheets.begin(PdfRole.P, language);
        sheets.show(lines, PdfArea.of(here.x() + 14, here.y() + 7, lines.width()), PdfSide.LEFT);
        sheets.end();
        flow.skip(height + 8);
    }

    /** A line of a list of labels and values. */
    final void line(String label, String value, boolean isStrong) throws IOException {
        flow.need(3 * BODY.leading());
        PdfArea here = flow.here();
        FirstSheet.Fact fact = new FirstSheet.Fact(label, value, isStrong);
        float end = first.fact(fact, here.at(here.y() + 2.5), here.width() * 0.42f) + 2.5f;
        sheets.rule(here.at(end), HAIR, HAIR_GREY);
        flow.skip(end - here.y());
    }

    /** The line to sign on, and beside it what shows that the document is genuine. */
    final void signature() throws IOException {
        if (writing.issuer().signature() == null) {
            return;
        }
        flow.need(SignatureLine.HEIGHT + 14);
        flow.skip(8);
        PdfArea here = flow.here();
        SignatureLine.draw(writing, PdfArea.of(here.x(), here.y(), mm(70)));
        float right = here.width() - mm(80);
        Verification.draw(writing, PdfArea.of(here.x() + mm(80), here.y() + 4, right));
        isVerifiable = true;
        flow.skip(SignatureLine.HEIGHT + 2);
    }

    /** At the foot of the last sheet. */
    private void verification() throws IOException {
        float height = Verification.HEIGHT + 4;
        flow.need(height);
        Verification.draw(writing, flow.here().at(flow.y() + flow.room() - Verification.HEIGHT));
    }
}
