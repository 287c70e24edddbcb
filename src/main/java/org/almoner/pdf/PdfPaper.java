package org.almoner.pdf;

/** Sizes of paper, in points of a 72nd of an inch. */
public enum PdfPaper {
    /** Of ISO 216. */
    A4(595.28f, 841.89f),
    /** Of North America. */
    LETTER(612, 792);

    private final float width;
    private final float height;

    PdfPaper(float width, float height) {
        this.width = width;
        this.height = height;
    }

    /** From left to right. */
    public float width() {
        return width;
    }

    /** From top to bottom. */
    public float height() {
        return height;
    }
}
