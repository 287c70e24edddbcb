package org.almoner.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** A plain document of headings, paragraphs and tables on pages of A4. */
public final class PdfPages implements AutoCloseable {

    private static final float MARGIN = 50;
    private static final float BOTTOM = 60;
    private static final float PAGE_NUMBER_AT = 800;
    private static final PdfStyle BODY = PdfStyle.of(9);
    private static final PdfStyle HEADING = PdfStyle.of(13).bold();
    private static final PdfStyle TITLE = PdfStyle.of(20).bold();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PdfSheets sheets;
    private final PdfFlow flow;

    /** What stands at the foot of each page. */
    public interface PageNumber {

        /** Such as {@code Page 2 of 7}. */
        String of(int page, int pages);
    }

    /**
     * Begins a document.
     *
     * @param title for the window that shows it
     * @param language of its texts
     * @param made the day it says something of
     */
    public PdfPages(String title, Locale language, LocalDate made) throws IOException {
        PdfPaper paper = PdfPaper.A4;
        PdfArea area =
                new PdfArea(
                        MARGIN,
                        MARGIN,
                        paper.width() - 2 * MARGIN,
                        paper.height() - MARGIN - BOTTOM);
        sheets = new PdfSheets(written, new PdfDetails(title, language, made, paper));
        sheets.nextSheet();
        flow = new PdfFlow(sheets, area, area, turned -> {});
    }

    /** The sign that stands for characters the font does not know. */
    public String replacement() {
        return String.valueOf(Lettering.REPLACEMENT);
    }

    /** Whether that sign had to be used so far. */
    public boolean hasReplaced() {
        return sheets.hasReplaced();
    }

    /** The name of the whole. */
    public void title(String text) throws IOException {
        flow.write(PdfRole.H1, TITLE, text);
    }

    /** Begins a part; never at the foot of a page. */
    public void heading(String text) throws IOException {
        flow.skip(BODY.leading());
        flow.write(PdfRole.H2, HEADING, text);
    }

    /** A paragraph. */
    public void text(String text) throws IOException {
        flow.write(PdfRole.P, BODY, text);
    }

    /** A table; its head stands on every page it reaches. */
    public void table(PdfTable table) throws IOException {
        flow.beginTable(table.columns(), BODY);
        for (List<String> row : table.rows()) {
            flow.row(row);
        }
        flow.endTable();
    }

    /** Numbers the pages and writes the document; nothing can be added afterwards. */
    public void writeTo(OutputStream out, PageNumber number) throws IOException {
        PdfArea foot = PdfArea.of(MARGIN, PAGE_NUMBER_AT, sheets.paper().width() - 2 * MARGIN);
        sheets.finish(
                (page, all) ->
                        sheets.show(
                                sheets.lines(BODY, number.of(page, all), foot.width()),
                                foot,
                                PdfSide.RIGHT));
        written.writeTo(out);
    }

    @Override
    public void close() {
        sheets.close();
    }
}
