package org.almoner.pdf;

/**
 * How letters look.
 *
 * @param size in points
 * @param grey 0 is black, 1 is white
 */
public record PdfStyle(float size, boolean isBold, float grey) {

    private static final float LEADING = 1.32f;

    /** Black letters of the ordinary weight. */
    public static PdfStyle of(double size) {
        return new PdfStyle((float) size, false, 0);
    }

    /** The same in bold. */
    public PdfStyle bold() {
        return new PdfStyle(size, true, grey);
    }

    /** The same in a dark grey that can still be read well (contrast 7 to 1). */
    public PdfStyle quiet() {
        return new PdfStyle(size, isBold, 0.33f);
    }

    /** From one line to the next. */
    public float leading() {
        return size * LEADING;
    }
}
