package org.almoner.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes from top to bottom; a new sheet begins by itself, and a table that goes on repeats its
 * head.
 */
public final class PdfFlow {

    private static final float GAP = 6;
    private static final float PADDING = 2.2f;
    private static final float HAIR = 0.25f;
    private static final float STRONG = 0.8f;
    private static final float HAIR_GREY = 0.6f;

    private final PdfSheets sheets;
    private final PdfArea later;
    private final Turn turn;
    private PdfArea frame;
    private float y;
    private List<PdfTable.Column> columns = List.of();
    private PdfStyle cellStyle = PdfStyle.of(9);
    private PdfStyle headStyle = cellStyle.bold();

    /** Draws what stands on a new sheet before anything flows onto it. */
    public interface Turn {

        /** Called once for each sheet but the first. */
        void onto(PdfSheets sheets) throws IOException;
    }

    /**
     * Begins on the present sheet.
     *
     * @param first what may be written on there, with its height
     * @param later the same on every later sheet
     */
    public PdfFlow(PdfSheets sheets, PdfArea first, PdfArea later, Turn turn) {
        this.sheets = sheets;
        this.frame = first;
        this.later = later;
        this.turn = turn;
        this.y = first.y();
    }

    /** Where the next line begins. */
    public float y() {
        return y;
    }

    /** What is left of the sheet. */
    public float room() {
        return frame.y() + frame.height() - y;
    }

    /** The column of text at the present line. */
    public PdfArea here() {
        return frame.at(y);
    }

    /** Leaves some room. */
    public void skip(float height) {
        y += height;
    }

    /** Turns over unless so much room is left. */
    public void need(float height) throws IOException {
        if (room() < height && y > frame.y()) {
            turnOver();
        }
    }

    /** Turns over. */
    public void turnOver() throws IOException {
        sheets.nextSheet();
        turn.onto(sheets);
        frame = later;
        y = frame.y();
    }

    /** A paragraph or a heading over the whole width, with a little room after it. */
    public void write(PdfRole role, PdfStyle style, String text) throws IOException {
        write(role, sheets.lines(style, text, frame.width()));
    }

    /** Lines over the whole width, with a little room after them. */
    public void write(PdfRole role, PdfLines lines) throws IOException {
        PdfStyle style = lines.style();
        boolean isHeading = role == PdfRole.H1 || role == PdfRole.H2;
        need(isHeading ? lines.height() + 4 * style.leading() : style.leading());
        sheets.begin(role);
        for (int from = 0; from < lines.count(); ) {
            int fit = Math.max(1, (int) ((room() + 0.01f) / style.leading()));
            int to = Math.min(lines.count(), from + fit);
            sheets.show(lines.part(from, to), here(), PdfSide.LEFT);
            y += (to - from) * style.leading();
            from = to;
            if (from < lines.count()) {
                turnOver();
            }
        }
        sheets.end();
        y += GAP;
    }

    /** How the titles of columns look from now on; bold unless something else is said. */
    public void headsLook(PdfStyle style) {
        headStyle = style;
    }

    /** How high a table of this one row is with its head. */
    public float heightOf(List<PdfTable.Column> titles, List<String> texts, PdfStyle style) {
        columns = titles;
        cellStyle = style;
        List<String> heads = titles.stream().map(PdfTable.Column::title).toList();
        return most(broken(heads, headStyle)) * headStyle.leading()
                + most(broken(texts, style)) * style.leading()
                + 4 * PADDING
                + GAP;
    }

    /** Begins a table with its head; only rows may follow until it ends. */
    public void beginTable(List<PdfTable.Column> columns, PdfStyle style) throws IOException {
        this.columns = columns;
        this.cellStyle = style;
        need(5 * style.leading());
        sheets.begin(PdfRole.TABLE);
        sheets.begin(PdfRole.HEAD);
        head(false);
        sheets.end();
        sheets.begin(PdfRole.BODY);
    }

    /** Ends it. */
    public void endTable() throws IOException {
        sheets.end();
        sheets.end();
        y += GAP;
    }

    private void head(boolean isRepeated) throws IOException {
        List<PdfLines> cells =
                broken(columns.stream().map(PdfTable.Column::title).toList(), headStyle);
        float height = most(cells) * headStyle.leading();
        if (!isRepeated) {
            sheets.begin(PdfRole.ROW);
        }
        float x = frame.x();
        for (int i = 0; i < cells.size(); i++) {
            PdfLines cell = cells.get(i);
            float free = height - cell.height();
            PdfArea area = cell(i, x, free);
            if (isRepeated) {
                sheets.repeat(cell, area, side(i));
            } else {
                show(PdfRole.COLUMN_TITLE, cell, area, side(i));
            }
            x += share(i);
        }
        if (!isRepeated) {
            sheets.end();
        }
        y += height + 2 * PADDING;
        sheets.rule(here(), STRONG, 0);
    }

    private PdfArea cell(int column, float x, float down) {
        return PdfArea.of(x, y + PADDING + down, share(column) - GAP);
    }

    private float share(int column) {
        return columns.get(column).share() * frame.width()
                + (column == columns.size() - 1 ? GAP : 0);
    }

    private PdfSide side(int column) {
        return columns.get(column).isNumber() ? PdfSide.RIGHT : PdfSide.LEFT;
    }

    private void show(PdfRole role, PdfLines lines, PdfArea area, PdfSide side) throws IOException {
        sheets.begin(role);
        if (lines.count() > 0) {
            sheets.show(lines, area, side);
        }
        sheets.end();
    }

    private List<PdfLines> broken(List<String> texts, PdfStyle style) {
        List<PdfLines> cells = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            cells.add(sheets.lines(style, texts.get(i), share(i) - GAP));
        }
        return cells;
    }

    private static int most(List<PdfLines> cells) {
        int most = 0;
        for (PdfLines cell : cells) {
            most = Math.max(most, cell.count());
        }
        return most;
    }

    /** A row of the table. */
    public void row(List<String> texts) throws IOException {
        sliced(broken(texts, cellStyle));
        sheets.rule(here(), HAIR, HAIR_GREY);
    }

    /**
     * A row that sums up those above it: words that name the sums, and a sum for each of the last
     * columns.
     */
    public void total(String label, String... sums) throws IOException {
        int first = columns.size() - sums.length;
        float shares = 0;
        List<PdfLines> values = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            shares += columns.get(first + i).share();
            values.add(sheets.lines(cellStyle.bold(), sums[i], share(first + i) - GAP));
        }
        float labelWidth = frame.width() * (1 - shares);
        PdfLines words = sheets.lines(cellStyle.bold(), label, labelWidth - GAP);
        float height = Math.max(words.height(), most(values) * cellStyle.leading()) + 2 * PADDING;
        if (height > room()) {
            turnInTable();
        }
        sheets.rule(here(), STRONG, 0);
        sheets.begin(PdfRole.ROW);
        sheets.beginTitleOver(first);
        sheets.show(words, PdfArea.of(frame.x(), y + PADDING, labelWidth - GAP), PdfSide.LEFT);
        sheets.end();
        float x = frame.x() + labelWidth;
        for (int i = 0; i < sums.length; i++) {
            show(PdfRole.CELL, values.get(i), cell(first + i, x, 0), side(first + i));
            x += share(first + i);
        }
        sheets.end();
        y += height;
    }

    /** What is higher than a sheet goes on as a row of its own on the next. */
    private void sliced(List<PdfLines> cells) throws IOException {
        int all = most(cells);
        float height = all * cellStyle.leading() + 2 * PADDING;
        if (height > room() && height < later.height() / 2) {
            turnInTable();
        }
        for (int from = 0; from < all; ) {
            int fit = (int) ((room() - 2 * PADDING) / cellStyle.leading());
            if (fit < 1) {
                turnInTable();
                continue;
            }
            int to = Math.min(all, from + fit);
            slice(cells, from, to);
            from = to;
        }
    }

    private void turnInTable() throws IOException {
        turnOver();
        head(true);
    }

    private void slice(List<PdfLines> cells, int from, int to) throws IOException {
        sheets.begin(PdfRole.ROW);
        float x = frame.x();
        for (int i = 0; i < cells.size(); i++) {
            PdfLines cell = cells.get(i);
            PdfLines part = cell.part(Math.min(from, cell.count()), Math.min(to, cell.count()));
            show(PdfRole.CELL, part, cell(i, x, 0), side(i));
            x += share(i);
        }
        sheets.end();
        y += (to - from) * cellStyle.leading() + 2 * PADDING;
    }
}
