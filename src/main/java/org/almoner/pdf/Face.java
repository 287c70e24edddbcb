package org.almoner.pdf;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The two cuts of the documents' font. Liberation Sans (SIL Open Font License) knows the letters of
 * Latin, Greek, Cyrillic and Hebrew; no font of the machine is asked for.
 */
enum Face {
    REGULAR("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf", "LiberationSans"),
    BOLD("/liberation/LiberationSans-Bold.ttf", "LiberationSans-Bold");

    private final String name;
    private final FontFile file;
    private final FontCut common;
    private FontCut wide;

    Face(String resource, String name) {
        this.name = name;
        this.file = new FontFile(resource);
        this.common = FontCut.of(file, name, glyphs(Letters.COMMON));
    }

    String fontName() {
        return name;
    }

    FontFile file() {
        return file;
    }

    /** A cut with at least these glyphs: one of the prepared, or else one for this document. */
    FontCut cut(BitSet used) {
        if (holds(common, used)) {
            return common;
        }
        FontCut prepared = wide();
        if (holds(prepared, used)) {
            return prepared;
        }
        BitSet all = glyphs(Letters.COMMON);
        all.or(used);
        return FontCut.of(file, name, all);
    }

    private synchronized FontCut wide() {
        if (wide == null) {
            BitSet all = glyphs(Letters.COMMON);
            all.or(glyphs(Letters.WIDE));
            wide = FontCut.of(file, name, all);
        }
        return wide;
    }

    private static boolean holds(FontCut cut, BitSet used) {
        BitSet missing = (BitSet) used.clone();
        missing.andNot(cut.glyphs());
        return missing.isEmpty();
    }

    private BitSet glyphs(List<int[]> ranges) {
        BitSet glyphs = new BitSet();
        ranges.stream()
                .flatMapToInt(it -> IntStream.rangeClosed(it[0], it[1]))
                .map(file::glyph)
                .filter(it -> it != 0)
                .forEach(glyphs::set);
        return glyphs;
    }

    /** Ranges of letters that are cut in advance. */
    private static final class Letters {

        /** ASCII, Latin-1, Latin Extended-A, the marks of printers: enough for nearly everybody. */
        private static final List<int[]> COMMON =
                List.of(
                        new int[] {0x20, 0x7e},
                        new int[] {0xa1, 0x17f},
                        new int[] {0x218, 0x21b},
                        new int[] {0x2010, 0x203a},
                        new int[] {0x20ac, 0x20ac});

        /** Vietnamese, Greek and Cyrillic beside the common ones. */
        private static final List<int[]> WIDE =
                List.of(
                        new int[] {0x1a0, 0x1b0},
                        new int[] {0x1e00, 0x1ef9},
                        new int[] {0x300, 0x52f},
                        new int[] {0x25a1, 0x25a1});
    }
}
