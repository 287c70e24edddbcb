package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfPaper;

/**
 * Where things stand on the first sheet, so that the address shows in the window of an envelope.
 *
 * @param address where it may stand; it begins lower down unless it has many lines
 * @param addressTop where it usually begins
 * @param facts number and dates beside it
 * @param text where the text begins
 */
record Design(
        PdfPaper paper,
        PdfArea address,
        float addressTop,
        PdfArea facts,
        PdfArea text,
        float bottom) {

    /** DIN 5008, form B; fits British and Australian windows as well. */
    private static final Design A4 = a4();

    /** A letter folded in three for a no. 10 window envelope. */
    private static final Design LETTER = letter();

    static Design of(DocumentKind kind) {
        return switch (kind.jurisdiction()) {
            case DE, GB, NL, AU -> A4;
            case CA, US -> LETTER;
        };
    }

    private static Design a4() {
        float width = PdfPaper.A4.width() - mm(45);
        return new Design(
                PdfPaper.A4,
                new PdfArea(mm(25), mm(45), mm(80), mm(45)),
                mm(62.7),
                PdfArea.of(mm(125), mm(50), mm(65)),
                PdfArea.of(mm(25), mm(98.5), width),
                PdfPaper.A4.height() - mm(20));
    }

    private static Design letter() {
        float width = PdfPaper.LETTER.width() - mm(42);
        return new Design(
                PdfPaper.LETTER,
                new PdfArea(mm(22), 130, mm(85), 98),
                148,
                PdfArea.of(PdfPaper.LETTER.width() - mm(85), 136, mm(65)),
                PdfArea.of(mm(22), 254, width),
                PdfPaper.LETTER.height() - mm(19));
    }

    /** What flows from the place on, down to the foot of the sheet. */
    PdfArea from(float y) {
        return new PdfArea(text.x(), y, text.width(), bottom - y);
    }

    /** The same on later sheets. */
    PdfArea later() {
        return from(mm(26));
    }
}
