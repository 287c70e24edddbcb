package org.almoner.pdf;

import java.util.List;

/** A text that has been broken into lines. */
public final class PdfLines {

    private final PdfStyle style;
    private final List<Lettering.Line> lines;

    PdfLines(PdfStyle style, List<Lettering.Line> lines) {
        this.style = style;
        this.lines = lines;
    }

    PdfStyle style() {
        return style;
    }

    List<Lettering.Line> lines() {
        return lines;
    }

    /** How many. */
    public int count() {
        return lines.size();
    }

    /** How much room they take. */
    public float height() {
        return lines.size() * style.leading();
    }

    /** The width of the longest. */
    public float width() {
        float width = 0;
        for (Lettering.Line line : lines) {
            width = Math.max(width, line.width(style.size()));
        }
        return width;
    }

    /** Some of them. */
    public PdfLines part(int from, int to) {
        return new PdfLines(style, lines.subList(from, to));
    }
}
