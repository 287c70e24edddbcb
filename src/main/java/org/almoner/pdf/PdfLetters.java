package org.almoner.pdf;

/** Which letters documents can show. */
public final class PdfLetters {

    private PdfLetters() {}

    /** Whether both cuts of the font have every letter of a text. */
    public static boolean canShow(String text) {
        for (Face face : Face.values()) {
            Lettering trial = new Lettering(face);
            trial.line(text);
            if (trial.hasReplaced()) {
                return false;
            }
        }
        return true;
    }
}
