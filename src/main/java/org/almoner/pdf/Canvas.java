package org.almoner.pdf;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The operators of one sheet: text, rules, boxes. Measures are from the upper left corner. */
final class Canvas {

    private final float height;
    private final Map<Face, Lettering> letterings = new EnumMap<>(Face.class);
    private final Operators operators = new Operators();
    private boolean hasTicks;

    Canvas(PdfPaper paper) {
        height = paper.height();
        for (Face face : Face.values()) {
            letterings.put(face, new Lettering(face));
        }
    }

    Operators operators() {
        return operators;
    }

    boolean hasTicks() {
        return hasTicks;
    }

    boolean hasReplaced() {
        return letterings.values().stream().anyMatch(Lettering::hasReplaced);
    }

    Lettering lettering(Face face) {
        return letterings.get(face);
    }

    Lettering lettering(PdfStyle style) {
        return letterings.get(face(style));
    }

    private static Face face(PdfStyle style) {
        return style.isBold() ? Face.BOLD : Face.REGULAR;
    }

    /** Begins what only eyes see. */
    void beginArtifact(String kind) {
        operators.add("/Artifact").add(kind.isEmpty() ? " BMC\n" : kind + "BDC\n");
    }

    /** Begins what belongs to an element of the structure. */
    void beginMarked(int mark) {
        operators.add("/P<</MCID ").add(mark).add(">>BDC\n");
    }

    /** Begins a line whose letters say less than its text. */
    void beginMarked(int mark, String text) {
        operators.add("/Span<</MCID ").add(mark).add("/ActualText").text(text).add(">>BDC\n");
    }

    void end() {
        operators.add("EMC\n");
    }

    /** Lines below each other, the first one's letters below the area's top. */
    void lines(PdfStyle style, List<Lettering.Line> lines, Setting setting) {
        begin(style);
        for (int i = 0; i < lines.size(); i++) {
            Lettering.Line line = lines.get(i);
            float free = setting.area().width() - line.width(style.size());
            float x = setting.area().x() + free * setting.side().share();
            place(x, setting.area().y() + baseline(style) + i * style.leading());
            show(style, line, i + 1 < lines.size());
        }
        operators.add("ET\n");
    }

    /** How far below the top of a line its letters stand. */
    static float baseline(PdfStyle style) {
        return style.size() + (style.leading() - style.size()) / 2 - style.size() * 0.12f;
    }

    private void begin(PdfStyle style) {
        operators.number(style.grey()).add("g BT /F").add(face(style).ordinal()).add(' ');
        operators.number(style.size()).add("Tf\n");
    }

    private void place(float x, float y) {
        operators.add("1 0 0 1 ").number(x).number(height - y).add("Tm ");
    }

    /** A blank after a line that goes on keeps its last word from the next line's first. */
    private void show(PdfStyle style, Lettering.Line line, boolean goesOn) {
        boolean isOpen = false;
        for (int glyph : line.glyphs()) {
            if (Tick.isTick(glyph)) {
                operators.add(isOpen ? ">Tj /F2 " : "/F2 ").number(style.size());
                operators
                        .add("Tf (")
                        .add(Tick.code(glyph))
                        .add(")Tj /F")
                        .add(face(style).ordinal());
                operators.add(' ').number(style.size()).add("Tf ");
                isOpen = false;
                hasTicks = true;
                continue;
            }
            if (!isOpen) {
                operators.add('<');
                isOpen = true;
            }
            operators.glyph(glyph);
        }
        if (goesOn && isOpen) {
            operators.glyph(face(style).file().glyph(' '));
        }
        operators.add(isOpen ? ">Tj\n" : "\n");
    }

    /** Large letters across the sheet, from lower left to upper right. */
    void across(PdfStyle style, Lettering.Line line, PdfPaper paper) {
        double angle = Math.atan2(paper.height(), paper.width());
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        float half = line.width(style.size()) / 2;
        begin(style);
        operators.number(cos).number(sin).number(-sin).number(cos);
        operators.number(paper.width() / 2 - half * cos).number(height / 2 - half * sin).add("Tm ");
        show(style, line, false);
        operators.add("ET\n");
    }

    /** Along the area's top. */
    void rule(PdfArea area, float thickness, float grey) {
        operators.number(grey).add("G ").number(thickness).add("w ").number(area.x());
        operators.number(height - area.y()).add("m ").number(area.right());
        operators.number(height - area.y()).add("l S\n");
    }

    void box(PdfArea area, float thickness) {
        operators.add("0 G ").number(thickness).add("w ");
        rectangle(area);
        operators.add("S\n");
    }

    void fill(PdfArea area, float grey) {
        operators.number(grey).add("g ");
        rectangle(area);
        operators.add("f\n");
    }

    private void rectangle(PdfArea area) {
        operators.number(area.x()).number(height - area.y() - area.height());
        operators.number(area.width()).number(area.height()).add("re ");
    }

    /** Dark squares of a code; neighbours in a row are drawn as one. */
    void squares(boolean[][] dark, PdfArea area) {
        float side = area.width() / dark.length;
        operators.add("0 g ");
        for (int row = 0; row < dark.length; row++) {
            for (int from = 0; from < dark.length; from++) {
                int to = from;
                while (to < dark.length && dark[row][to]) {
                    to++;
                }
                if (to > from) {
                    rectangle(
                            new PdfArea(
                                    area.x() + from * side,
                                    area.y() + row * side,
                                    (to - from) * side,
                                    side));
                    from = to;
                }
            }
        }
        operators.add("f\n");
    }

    void picture(int number, PdfArea area) {
        operators.add("q ").number(area.width()).add("0 0 ").number(area.height());
        operators.number(area.x()).number(height - area.y() - area.height()).add("cm /I");
        operators.add(number).add(" Do Q\n");
    }

    /** Where lines stand. */
    record Setting(PdfArea area, PdfSide side) {}
}
