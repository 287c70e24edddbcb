package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almoner.office.Registration;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfFlow;
import org.almoner.pdf.PdfLines;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfSide;
import org.almoner.pdf.PdfStyle;

/** What all letters share: letterhead, address, number and dates, heads and feet of the sheets. */
final class FirstSheet {

    private static final PdfStyle NAME = PdfStyle.of(15).bold();
    private static final PdfStyle SMALL = PdfStyle.of(7.5).quiet();
    private static final PdfStyle ADDRESS = PdfStyle.of(10);
    private static final PdfStyle LABEL = PdfStyle.of(8).quiet();
    private static final PdfStyle VALUE = PdfStyle.of(9);
    private static final PdfStyle STAMP = PdfStyle.of(12).bold();
    private static final float TOP = mm(14);
    private static final float LABEL_WIDTH = mm(24);
    private static final float LINE_GREY = 0.55f;

    private final Writing writing;
    private final Design design;
    private final PdfSheets sheets;

    FirstSheet(Writing writing) {
        this.writing = writing;
        this.design = Design.of(writing.statement().kind());
        this.sheets = writing.sheets();
    }

    Design design() {
        return design;
    }

    /** Begins a sheet; what is no original has its mark below everything else. */
    void turnOver() throws IOException {
        sheets.nextSheet();
        watermark();
    }

    private void watermark() {
        if (writing.mark() != StatementMark.ORIGINAL) {
            sheets.watermark(writing.words().say("mark." + writing.mark()));
        }
    }

    /** Name at the left, address and registers at the right, a line below. */
    void letterhead() throws IOException {
        Issuer issuer = writing.issuer();
        PdfArea whole = design.text().at(TOP);
        float half = whole.width() * 0.56f;
        sheets.write(PdfRole.P, NAME, issuer.legalName(), PdfArea.of(whole.x(), TOP, half));
        List<String> lines = new ArrayList<>(List.of(String.join(", ", issuer.address())));
        lines.add(bare(issuer.website()));
        issuer.registrations().forEach(it -> lines.add(registration(it)));
        float left = whole.x() + half;
        float y = TOP + 3;
        for (String line : lines) {
            PdfLines broken = sheets.lines(SMALL, line, whole.width() - half);
            sheets.begin(PdfRole.P);
            sheets.show(broken, PdfArea.of(left, y, whole.width() - half), PdfSide.RIGHT);
            sheets.end();
            y += broken.height();
        }
        sheets.rule(whole.at(Math.max(y + 5, TOP + mm(13))), 0.8f, 0);
    }

    static String bare(String website) {
        return website.replaceFirst("^https?://", "");
    }

    private String registration(Registration it) {
        String line =
                writing.words().say("registration." + it.kind())
                        + writing.words().say("colon")
                        + " "
                        + it.printed().replace(' ', '\u00a0');
        return it.authority() == null ? line : line + " (" + it.authority() + ")";
    }

    /**
     * The address in the window, above it where undeliverable letters go, and a label if the form
     * wants one.
     */
    void address(String label) throws IOException {
        PdfArea window = design.address();
        Issuer issuer = writing.issuer();
        String back = issuer.legalName() + " · " + String.join(" · ", issuer.address());
        PdfStyle tiny = PdfStyle.of(6.5).quiet();
        PdfLines returns = sheets.lines(tiny, back, mm(400)).part(0, 1);
        if (returns.width() > window.width()) {
            tiny = new PdfStyle(6.5f * window.width() / returns.width(), false, tiny.grey());
            returns = sheets.lines(tiny, back, mm(400)).part(0, 1);
        }
        sheets.begin(PdfRole.P);
        sheets.show(returns, window, PdfSide.LEFT);
        sheets.end();
        PdfLines lines = fitting(window, label);
        float y = Math.min(design.addressTop(), window.y() + window.height() - lines.height());
        if (label != null) {
            sheets.write(PdfRole.P, LABEL, label, window.at(y - LABEL.leading() - 2));
        }
        sheets.begin(PdfRole.P);
        sheets.show(lines, window.at(y), PdfSide.LEFT);
        sheets.end();
    }

    private PdfLines fitting(PdfArea window, String label) {
        float room = window.height() - (label == null ? 10 : 24);
        PdfStyle style = ADDRESS;
        PdfLines lines = sheets.lines(style, addressLines(), window.width());
        while (lines.height() > room && style.size() > 5) {
            style = PdfStyle.of(style.size() - 0.5);
            lines = sheets.lines(style, addressLines(), window.width());
        }
        return lines;
    }

    private String addressLines() {
        Recipient to = writing.statement().recipient();
        List<String> lines = new ArrayList<>(List.of(to.name()));
        if (to.contact() != null) {
            lines.add(to.contact());
        }
        lines.addAll(to.address());
        if (to.country() != null && !to.country().equals(writing.issuer().country())) {
            String country = writing.country(to.country());
            lines.add(country.toUpperCase(writing.locale()));
        }
        lines.removeIf(String::isBlank);
        return String.join("\n", lines);
    }

    /** Number and dates beside the address. */
    void facts(List<Fact> facts) throws IOException {
        PdfArea area = design.facts();
        float y = area.y();
        for (Fact fact : facts) {
            y = fact(fact, area.at(y), LABEL_WIDTH) + 2.5f;
        }
        if (writing.mark() != StatementMark.ORIGINAL) {
            y = stamp(area.at(y + 6));
        }
        if (sheets.hasReplaced()) {
            String note = writing.words().say("letters", "sign", PdfSheets.REPLACEMENT);
            sheets.write(PdfRole.P, SMALL, note, area.at(y + 6));
        }
    }

    private float stamp(PdfArea area) throws IOException {
        Words words = writing.words();
        PdfArea inner = PdfArea.of(area.x() + 6, area.y() + 4, area.width() - 12);
        float y = sheets.write(PdfRole.P, STAMP, words.say("mark." + writing.mark()), inner);
        y =
                sheets.write(
                        PdfRole.P,
                        PdfStyle.of(7.5),
                        words.say(
                                "mark." + writing.mark() + ".why",
                                "day",
                                writing.day(writing.statement().issuedOn())),
                        inner.at(y + 1));
        sheets.box(new PdfArea(area.x(), area.y(), area.width(), y + 5 - area.y()), 1.2f);
        return y + 5;
    }

    /** A label and its value side by side; answers where they end. */
    float fact(Fact fact, PdfArea area, float labelWidth) throws IOException {
        PdfLines label = sheets.lines(LABEL, fact.label(), labelWidth - 4);
        PdfStyle style = fact.isStrong() ? VALUE.bold() : VALUE;
        PdfLines value = sheets.lines(style, fact.value(), area.width() - labelWidth);
        sheets.begin(PdfRole.P);
        sheets.show(label, area.at(area.y() + 1.2), PdfSide.LEFT);
        sheets.show(
                value,
                PdfArea.of(area.x() + labelWidth, area.y(), area.width() - labelWidth),
                PdfSide.LEFT);
        sheets.end();
        return area.y() + Math.max(label.height() + 1.2f, value.height());
    }

    /** What flows on this sheet and the next ones. */
    PdfFlow flow(float y) {
        return new PdfFlow(sheets, design.from(y), design.later(), it -> onLaterSheet());
    }

    private void onLaterSheet() {
        watermark();
        String head = writing.issuer().legalName() + " · " + writing.statement().number();
        PdfArea area = design.text().at(TOP);
        PdfLines line = sheets.lines(SMALL, head, area.width()).part(0, 1);
        sheets.repeat(line, area, PdfSide.LEFT);
        sheets.rule(area.at(TOP + 13), 0.5f, LINE_GREY);
    }

    /** Numbers the sheets and writes what is left. */
    void finish() throws IOException {
        PdfArea foot = design.text().at(design.paper().height() - mm(12));
        String name = writing.issuer().legalName() + " · " + writing.statement().number();
        sheets.finish(
                (sheet, all) -> {
                    String page =
                            writing.words()
                                    .say(
                                            "page",
                                            "page",
                                            Integer.toString(sheet),
                                            "pages",
                                            Integer.toString(all));
                    sheets.show(
                            sheets.lines(SMALL, name, foot.width() * 0.8f).part(0, 1),
                            foot,
                            PdfSide.LEFT);
                    sheets.show(sheets.lines(SMALL, page, foot.width()), foot, PdfSide.RIGHT);
                });
    }

    /** A label and its value. */
    record Fact(String label, String value, boolean isStrong) {

        static Fact of(String label, String value) {
            return new Fact(label, value, false);
        }

        static Fact strong(String label, String value) {
            return new Fact(label, value, true);
        }
    }
}
