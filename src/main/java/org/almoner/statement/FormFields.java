package org.almoner.statement;

import static org.almoner.pdf.PdfArea.mm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfLines;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfSide;
import org.almoner.pdf.PdfStyle;

/** Boxes with labels, as forms of authorities have them; empty ones are for a pen. */
final class FormFields {

    private static final PdfStyle LABEL = PdfStyle.of(7.5).quiet();
    private static final PdfStyle VALUE = PdfStyle.of(10);
    private static final PdfStyle TEXT = PdfStyle.of(9.5);
    private static final PdfStyle SMALL = PdfStyle.of(7.5).quiet();
    private static final float LEFT = mm(20);
    private static final float WIDTH = mm(170);
    private static final float GAP = mm(3);
    private static final float INNER = 4;
    private static final float PEN = 19;
    private static final float LINE = 0.5f;

    private static final float TOP = mm(14);
    private static final float FOOT = mm(12);

    private final PdfSheets sheets;
    private final Head head;
    private int turned;
    private float y;

    /** What stands on each sheet above its boxes. */
    interface Head {

        /**
         * Draws it; where it ends.
         *
         * @param sheet 1 for the first
         */
        float draw(int sheet, PdfArea here) throws IOException;
    }

    FormFields(PdfSheets sheets, Head head) {
        this.sheets = sheets;
        this.head = head;
    }

    /** Begins a sheet; boxes that do not fit begin one by themselves. */
    void turnOver() throws IOException {
        sheets.nextSheet();
        turned++;
        y = TOP;
        y = head.draw(turned, here());
    }

    /** How many sheets there are. */
    int sheets() {
        return turned;
    }

    /**
     * A box.
     *
     * @param value {@code null} for a pen
     * @param share of the width
     * @param height at least, in points; 0 for one line
     */
    record Field(String label, String value, double share, float height) {

        static Field of(String label, String value, double share) {
            return new Field(label, value, share, 0);
        }

        /** To sign in. */
        static Field toSign(String label, String value, double share) {
            return new Field(label, value, share, mm(17));
        }
    }

    /** The whole width, from here. */
    PdfArea here() {
        return PdfArea.of(LEFT, y, WIDTH);
    }

    /** The heading of a part. */
    void heading(String text) throws IOException {
        y += 5;
        sheets.ground(new PdfArea(LEFT, y, WIDTH, 16), 0.9f);
        PdfArea inside = PdfArea.of(LEFT + INNER, y + 1.5, WIDTH - INNER);
        y = sheets.write(PdfRole.H2, PdfStyle.of(10).bold(), text, inside) + 4;
    }

    /** A sentence of the form. */
    void text(String text) throws IOException {
        y = sheets.write(PdfRole.P, TEXT, text, here()) + 2;
    }

    /** What is said to whoever fills it in. */
    void hint(String text) throws IOException {
        y = sheets.write(PdfRole.P, SMALL, text, here()) + 3;
    }

    /** A box to tick, and what it says. */
    void tick(boolean isTicked, String text) throws IOException {
        String line = (isTicked ? "☒ " : "☐ ") + text;
        y = sheets.write(PdfRole.P, TEXT, line, PdfArea.of(LEFT + 4, y, WIDTH - 4)) + 1.5f;
    }

    /** Boxes beside each other, as high as the highest of them. */
    void row(Field... fields) throws IOException {
        List<PdfLines> labels = new ArrayList<>();
        List<PdfLines> values = new ArrayList<>();
        float above = 0;
        float inside = PEN;
        for (Field field : fields) {
            PdfLines label = sheets.lines(LABEL, field.label(), width(field));
            PdfLines value =
                    field.value() == null
                            ? null
                            : sheets.lines(VALUE, field.value(), width(field) - 2 * INNER);
            labels.add(label);
            values.add(value);
            above = Math.max(above, label.height());
            inside = Math.max(inside, field.height());
            inside = value == null ? inside : Math.max(inside, value.height() + INNER);
        }
        if (y + above + inside + 1 > sheets.paper().height() - FOOT - 6) {
            turnOver();
        }
        float x = LEFT;
        for (int i = 0; i < fields.length; i++) {
            float width = width(fields[i]);
            sheets.begin(PdfRole.P);
            sheets.show(labels.get(i), PdfArea.of(x, y, width), PdfSide.LEFT);
            if (values.get(i) != null) {
                PdfArea area = PdfArea.of(x + INNER, y + above + INNER / 2 + 1, width - 2 * INNER);
                sheets.show(values.get(i), area, PdfSide.LEFT);
            }
            sheets.end();
            sheets.box(new PdfArea(x, y + above + 1, width, inside), LINE);
            x += width + GAP;
        }
        y += above + inside + 5;
    }

    private static float width(Field field) {
        return (float) field.share() * (WIDTH + GAP) - GAP;
    }

    /** Number of the agreement and of the sheet within its copy. */
    static void foot(PdfSheets sheets, String number, int sheet, int ofCopy) {
        PdfArea area = PdfArea.of(LEFT, sheets.paper().height() - FOOT, WIDTH);
        String page =
                Words.in("nl")
                        .say(
                                "page",
                                "page",
                                Integer.toString(sheet),
                                "pages",
                                Integer.toString(ofCopy));
        String name = Words.law("NL.form.title") + " · " + number;
        sheets.show(sheets.lines(SMALL, name, WIDTH), area, PdfSide.LEFT);
        sheets.show(sheets.lines(SMALL, page, WIDTH), area, PdfSide.RIGHT);
    }
}
