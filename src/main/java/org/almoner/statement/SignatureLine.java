package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import java.io.IOException;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfStyle;

/** A line to sign on, with the picture of a signature above it when the machine signs. */
final class SignatureLine {

    private static final float PICTURE_HEIGHT = mm(13);
    private static final float PICTURE_WIDTH = mm(48);
    private static final PdfStyle NAME = PdfStyle.of(8.5);

    /** From its top to the line. */
    static final float ABOVE = PICTURE_HEIGHT + 2;

    /** With the name below the line. */
    static final float HEIGHT = ABOVE + 24;

    private SignatureLine() {}

    /** Draws it over the area's width, from its top. */
    static void draw(Writing writing, PdfArea area) throws IOException {
        PdfSheets sheets = writing.sheets();
        Signature signature = writing.issuer().signature();
        if (writing.facsimile() != null) {
            float width = Math.min(PICTURE_WIDTH, area.width());
            float height = writing.facsimile().heightFor(width);
            if (height > PICTURE_HEIGHT) {
                width = width * PICTURE_HEIGHT / height;
                height = PICTURE_HEIGHT;
            }
            sheets.picture(
                    writing.facsimile(),
                    writing.words().say("signature.alt", "name", signature.name()),
                    new PdfArea(area.x() + 4, area.y() + ABOVE - height - 1, width, height));
        }
        sheets.rule(area.at(area.y() + ABOVE), 0.6f, 0);
        sheets.write(
                PdfRole.P,
                NAME,
                signature.role() == null
                        ? signature.name()
                        : signature.name() + ", " + signature.role(),
                area.at(area.y() + ABOVE + 2));
    }
}
