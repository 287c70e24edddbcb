package org.almoner.pdf;

/**
 * Where something stands on a sheet, in points from its upper left corner.
 *
 * @param height 0 for what grows with its content
 */
public record PdfArea(float x, float y, float width, float height) {

    private static final float POINTS_OF_A_MILLIMETRE = 72 / 25.4f;

    /** Of measures in points. */
    public static PdfArea of(double x, double y, double width) {
        return new PdfArea((float) x, (float) y, (float) width, 0);
    }

    /** Points of so many millimetres. */
    public static float mm(double millimetres) {
        return (float) millimetres * POINTS_OF_A_MILLIMETRE;
    }

    /** The same place further down. */
    public PdfArea at(double newY) {
        return new PdfArea(x, (float) newY, width, height);
    }

    float right() {
        return x + width;
    }
}
