package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.almoner.money.AmountInWords;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfFlow;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfSide;
import org.almoner.pdf.PdfStyle;
import org.almoner.pdf.PdfTable;

/**
 * The official forms for gifts of money (BMF of 7 November 2013): their words in their order, on
 * one page of A4, without thanks or advertising. The name of the form stands above the window of
 * the envelope, so that the order of the form and the place of the address agree.
 */
final class GermanConfirmation {

    private static final PdfStyle ISSUER = PdfStyle.of(10.5).bold();
    private static final PdfStyle ISSUER_ADDRESS = PdfStyle.of(8.5);
    private static final PdfStyle TITLE = PdfStyle.of(14).bold();
    private static final PdfStyle SENSE = PdfStyle.of(8.5);
    private static final double[] SIZES = {9.5, 9, 8.5, 8, 7.5, 7, 6.5};
    private static final float GAP = 6;

    /** Share of the column for the amount in letters. */
    private static final float LETTERS = 0.57f;

    private final Writing writing;
    private final StatementRecord statement;
    private final PdfSheets sheets;
    private final FirstSheet first;
    private final boolean isCollective;

    GermanConfirmation(Writing writing) {
        this.writing = writing;
        this.statement = writing.statement();
        this.sheets = writing.sheets();
        this.first = new FirstSheet(writing);
        this.isCollective = statement.kind() == DocumentKind.DE_COLLECTIVE;
        if (!isCollective && statement.lines().size() != 1) {
            throw new IllegalArgumentException(
                    "A single confirmation is about one gift: " + statement.number());
        }
    }

    void write() throws IOException {
        first.turnOver();
        head();
        first.address(Words.law("DE.donor"));
        facts();
        body();
        if (isCollective) {
            annex();
        }
        first.finish();
    }

    private void head() throws IOException {
        Issuer issuer = writing.issuer();
        PdfArea area = first.design().text();
        float y = sheets.write(PdfRole.P, ISSUER, issuer.legalName(), area.at(mm(10)));
        String address = String.join(", ", issuer.address());
        sheets.write(PdfRole.P, ISSUER_ADDRESS, address, area.at(y));
        sheets.rule(area.at(mm(20)), 0.8f, 0);
        String title = Words.law(statement.kind() + ".title");
        y = sheets.write(PdfRole.H1, TITLE, title, area.at(mm(22)));
        sheets.write(PdfRole.P, SENSE, Words.law("DE.sense"), area.at(y + 2));
    }

    private void facts() throws IOException {
        Words words = writing.words();
        List<FirstSheet.Fact> facts = new ArrayList<>();
        facts.add(FirstSheet.Fact.strong(words.say("facts.number"), statement.number()));
        if (statement.replaces() != null) {
            facts.add(FirstSheet.Fact.of(words.say("facts.replaces"), statement.replaces()));
        }
        first.facts(facts);
    }

    /** The largest letters with which all of it stands on the sheet. */
    private void body() throws IOException {
        float top = first.design().text().y();
        float foot = first.design().bottom() - Verification.HEIGHT - 6;
        PdfFlow flow = first.flow(top);
        for (double size : SIZES) {
            PdfStyle style = PdfStyle.of(size);
            flow.headsLook(PdfStyle.of(size - 1.5));
            if (top + height(flow, style) <= foot) {
                write(flow, style);
                Verification.draw(writing, first.design().text().at(foot + 6));
                return;
            }
        }
        throw new IllegalArgumentException(
                "The form does not fit one page, as it must: " + statement.number());
    }

    private float height(PdfFlow flow, PdfStyle style) {
        float width = first.design().text().width();
        float height = flow.heightOf(amountColumns(), amounts(), amountStyle(style)) + 8;
        for (String text : beforeSignature()) {
            height += sheets.lines(style, text, width).height() + GAP;
        }
        height += SignatureLine.HEIGHT;
        for (String text : notes()) {
            height += sheets.lines(note(style), text, width).height() + GAP;
        }
        return height;
    }

    private static PdfStyle note(PdfStyle style) {
        return PdfStyle.of(style.size() - 0.5);
    }

    private void write(PdfFlow flow, PdfStyle style) throws IOException {
        PdfArea top = flow.here();
        flow.beginTable(amountColumns(), amountStyle(style));
        flow.row(amounts());
        flow.endTable();
        flow.skip(-GAP);
        sheets.box(
                new PdfArea(top.x() - 5, top.y() - 2, top.width() + 10, flow.y() - top.y() + 4),
                0.8f);
        flow.skip(GAP + 8);
        for (String text : beforeSignature()) {
            flow.write(PdfRole.P, style, text);
        }
        signature(flow, style);
        flow.write(PdfRole.P, note(style).bold(), Words.law("DE.note"));
        flow.skip(-GAP + 1);
        for (String text : notes().subList(1, notes().size())) {
            flow.write(PdfRole.P, note(style), text);
        }
    }

    /** No amount is broken within a word. */
    private PdfStyle amountStyle(PdfStyle style) {
        String longest =
                Stream.of(amounts().get(1).split(" "))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow();
        float width = first.design().text().width() * LETTERS - GAP;
        PdfStyle fitting = style;
        while (sheets.width(fitting, longest) > width) {
            fitting = PdfStyle.of(fitting.size() - 0.5);
        }
        return fitting;
    }

    private List<PdfTable.Column> amountColumns() {
        String kind = statement.kind().name();
        return List.of(
                PdfTable.Column.of(Words.law(kind + ".digits"), 0.2),
                PdfTable.Column.of(Words.law(kind + ".letters"), LETTERS),
                PdfTable.Column.of(Words.law(kind + ".day"), 0.23));
    }

    private List<String> amounts() {
        String days =
                isCollective
                        ? writing.day(statement.from()) + " - " + writing.day(statement.to())
                        : writing.day(statement.lines().get(0).day());
        return List.of(
                writing.money(statement.total()),
                AmountInWords.of(statement.total(), Locale.GERMAN),
                days);
    }

    private List<String> beforeSignature() {
        List<String> texts = new ArrayList<>();
        if (!isCollective) {
            texts.add(Words.law("DE.waiver." + statement.lines().get(0).waiver()));
        }
        TaxNotice notice = writing.issuer().notice();
        texts.add(noticeText(notice));
        texts.add(Words.law("DE.use", "purposes", notice.purposes()));
        if (writing.issuer().membershipFeesNotDeductible()) {
            texts.add(Words.law("DE.members"));
            texts.add(Words.law("DE.no.fee"));
        }
        if (isCollective) {
            texts.add(Words.law("DE.once"));
            texts.add(Words.law("DE.waivers"));
        }
        return texts;
    }

    private String noticeText(TaxNotice notice) {
        return Words.law(
                notice.kind() == TaxNoticeKind.SIXTY_A ? "DE.found" : "DE.exempt",
                "purposes",
                notice.purposes(),
                "taxOffice",
                notice.taxOffice(),
                "taxNumber",
                notice.taxNumber(),
                "dated",
                writing.day(notice.dated()),
                "period",
                notice.assessmentPeriod().orElse(""));
    }

    private void signature(PdfFlow flow, PdfStyle style) throws IOException {
        PdfArea here = flow.here();
        String place = writing.issuer().place() + ", " + writing.day(statement.issuedOn());
        sheets.begin(PdfRole.P);
        sheets.show(
                sheets.lines(style, place, here.width() * 0.4f),
                here.at(here.y() + SignatureLine.ABOVE - style.leading()),
                PdfSide.LEFT);
        sheets.end();
        float left = here.width() * 0.45f;
        sheets.rule(PdfArea.of(here.x(), here.y() + SignatureLine.ABOVE, left - 12), 0.6f, 0);
        SignatureLine.draw(writing, PdfArea.of(here.x() + left, here.y(), here.width() - left));
        sheets.write(
                PdfRole.P,
                PdfStyle.of(7.5).quiet(),
                Words.law("DE.signed"),
                PdfArea.of(here.x(), here.y() + SignatureLine.ABOVE + 3, left));
        flow.skip(SignatureLine.HEIGHT);
    }

    /** The two notes, and what a machine's signature needs (R 10b.1(4) EStR). */
    private List<String> notes() {
        List<String> notes =
                new ArrayList<>(
                        List.of(
                                Words.law("DE.note"),
                                Words.law("DE.liability"),
                                Words.law("DE.validity")));
        Signature signature = writing.issuer().signature();
        if (signature.mode() == Signature.Mode.FACSIMILE) {
            notes.add(
                    Words.law(
                            "DE.machine",
                            "office",
                            signature.notifiedOffice(),
                            "day",
                            writing.day(signature.notifiedOn())));
        }
        return notes;
    }

    private void annex() throws IOException {
        PdfFlow flow = first.flow(first.design().text().y());
        flow.turnOver();
        flow.write(
                PdfRole.H2,
                PdfStyle.of(13).bold(),
                Words.law("DE.annex", "day", writing.day(statement.issuedOn())));
        flow.beginTable(
                List.of(
                        PdfTable.Column.of(Words.law("DE.column.day"), 0.22),
                        PdfTable.Column.of(Words.law("DE.column.kind"), 0.28),
                        PdfTable.Column.of(Words.law("DE.column.waiver"), 0.3),
                        PdfTable.Column.numbers(Words.law("DE.column.amount"), 0.2)),
                PdfStyle.of(9));
        for (StatementLine line : statement.lines()) {
            flow.row(
                    List.of(
                            writing.day(line.day()),
                            Words.law("DE.kind"),
                            Words.law(line.waiver() ? "DE.yes" : "DE.no"),
                            writing.money(line.amount())));
        }
        flow.total(Words.law("DE.sum"), writing.money(statement.total()));
        flow.endTable();
    }
}
