package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Writes a document from top to bottom on pages of A4; a new page begins by itself, and a table
 * that goes on repeats its head. The same texts give the same pages.
 */
public final class PdfPages implements AutoCloseable {

    private static final float MARGIN = 50;
    private static final float BOTTOM = 60;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BODY = 9;
    private static final float HEADING = 13;
    private static final float TITLE = 20;
    private static final float LEADING = 1.35f;
    private static final float GAP = 6;
    private static final float PAGE_NUMBER_AT = 35;

    /** Makes letters bolder than the only weight the font has. */
    private static final float BOLD = 0.35f;

    private final PDDocument document = new PDDocument();
    private final Lettering lettering;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream page;
    private float y;

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
     */
    public PdfPages(String title, Locale language) throws IOException {
        lettering = new Lettering(document);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        nextPage();
    }

    /** The sign that stands for characters the font does not know. */
    public String replacement() {
        return lettering.replacement();
    }

    /** Whether that sign had to be used so far. */
    public boolean hasReplaced() {
        return lettering.hasReplaced();
    }

    /** The name of the whole. */
    public void title(String text) throws IOException {
        paragraph(text, TITLE, true);
    }

    /** Begins a part; never at the foot of a page. */
    public void heading(String text) throws IOException {
        y -= 2 * GAP;
        if (y - 4 * HEADING * LEADING < BOTTOM) {
            nextPage();
        }
        paragraph(text, HEADING, true);
    }

    /** A paragraph. */
    public void text(String text) throws IOException {
        paragraph(text, BODY, false);
    }

    private void paragraph(String text, float size, boolean isBold) throws IOException {
        for (String line : lettering.lines(text, size, WIDTH)) {
            if (y - size * LEADING < BOTTOM) {
                nextPage();
            }
            y -= size * LEADING;
            draw(new Placed(line, MARGIN, size, isBold));
        }
        y -= GAP;
    }

    /** A table; its head stands on every page it reaches. */
    public void table(PdfTable table) throws IOException {
        List<PdfTable.Column> columns = table.columns();
        List<String> titles = columns.stream().map(PdfTable.Column::title).toList();
        row(columns, titles, true);
        for (List<String> row : table.rows()) {
            float height = height(columns, row);
            if (y - height < BOTTOM && height < TOP - BOTTOM - 4 * BODY) {
                nextPage();
                row(columns, titles, true);
            }
            row(columns, row, false);
        }
        y -= GAP;
    }

    private List<List<String>> cells(List<PdfTable.Column> columns, List<String> row) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(lettering.lines(row.get(i), BODY, columns.get(i).share() * WIDTH - GAP));
        }
        return cells;
    }

    private static int mostLines(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0);
    }

    private float height(List<PdfTable.Column> columns, List<String> row) {
        return mostLines(cells(columns, row)) * BODY * LEADING + GAP / 2;
    }

    private void row(List<PdfTable.Column> columns, List<String> row, boolean isHead)
            throws IOException {
        List<List<String>> cells = cells(columns, row);
        for (int line = 0; line < mostLines(cells); line++) {
            if (y - BODY * LEADING < BOTTOM) {
                nextPage();
            }
            y -= BODY * LEADING;
            float x = MARGIN;
            for (int i = 0; i < columns.size(); i++) {
                float width = columns.get(i).share() * WIDTH;
                if (line < cells.get(i).size()) {
                    String text = cells.get(i).get(line);
                    float shift =
                            columns.get(i).isNumber()
                                    ? width - GAP - lettering.width(text, BODY)
                                    : 0;
                    draw(new Placed(text, x + shift, BODY, isHead));
                }
                x += width;
            }
        }
        y -= GAP / 2;
        rule(isHead ? 0.7f : 0.2f);
    }

    private void rule(float thickness) throws IOException {
        page.setLineWidth(thickness);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + WIDTH, y);
        page.stroke();
    }

    /** A line of text and where it begins. */
    private record Placed(String text, float x, float size, boolean isBold) {}

    private void draw(Placed it) throws IOException {
        page.beginText();
        page.setFont(lettering.font(), it.size());
        page.setRenderingMode(it.isBold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        page.setLineWidth(BOLD);
        page.newLineAtOffset(it.x(), y);
        page.showText(it.text());
        page.endText();
    }

    private void nextPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        pages.add(next);
        page = new PDPageContentStream(document, next);
        y = TOP;
    }

    /** Numbers the pages and writes the document; nothing can be added afterwards. */
    public void writeTo(OutputStream out, PageNumber number) throws IOException {
        page.close();
        for (int i = 0; i < pages.size(); i++) {
            page =
                    new PDPageContentStream(
                            document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true);
            String text = lettering.written(number.of(i + 1, pages.size()));
            y = PAGE_NUMBER_AT;
            draw(new Placed(text, MARGIN + WIDTH - lettering.width(text, BODY), BODY, false));
            page.close();
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
