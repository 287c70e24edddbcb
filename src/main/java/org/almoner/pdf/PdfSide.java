package org.almoner.pdf;

/** At which side of its area a line stands. */
public enum PdfSide {
    LEFT(0),
    CENTRE(0.5f),
    RIGHT(1);

    private final float share;

    PdfSide(float share) {
        this.share = share;
    }

    /** How much of the free width is left of the line. */
    float share() {
        return share;
    }
}
