package org.almoner.pdf;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * The two cuts of the documents' font. Liberation Sans (SIL Open Font License) knows the letters of
 * Latin, Greek, Cyrillic and Hebrew; no font of the machine is asked for.
 */
enum Face {
    REGULAR("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"),
    BOLD("/liberation/LiberationSans-Bold.ttf");

    private final FontFile file;
    private final List<FontCut> cuts = new CopyOnWriteArrayList<>();

    Face(String resource) {
        this.file = new FontFile(resource);
        cuts.add(FontCut.of(file, glyphs(Letters.PREPARED.get(0))));
    }

    FontFile file() {
        return file;
    }

    /** A cut with at least these glyphs: one of the prepared, or else one for this document. */
    FontCut cut(BitSet used) {
        for (int i = 0; i < Letters.PREPARED.size(); i++) {
            if (i == cuts.size()) {
                prepare(i);
            }
            if (cuts.get(i).holds(used)) {
                return cuts.get(i);
            }
        }
        return FontCut.of(file, used);
    }

    /** The wider ones when somebody is the first to need them; each holds those before it. */
    private synchronized void prepare(int number) {
        if (number == cuts.size()) {
            BitSet all = glyphs(Letters.PREPARED.get(number));
            all.or(cuts.get(number - 1).glyphs());
            cuts.add(FontCut.of(file, all));
        }
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

        /** ASCII, Latin-1, the marks of printers: what most documents are written in. */
        private static final List<int[]> WESTERN =
                List.of(
                        new int[] {0x20, 0x7e},
                        new int[] {0xa1, 0xff},
                        new int[] {0x152, 0x153},
                        new int[] {0x2010, 0x203a},
                        new int[] {0x20ac, 0x20ac});

        /** Names from the rest of Europe and from Turkey. */
        private static final List<int[]> EUROPEAN =
                List.of(new int[] {0x100, 0x17f}, new int[] {0x218, 0x21b});

        /** Vietnamese, Greek and Cyrillic. */
        private static final List<int[]> WIDE =
                List.of(
                        new int[] {0x1a0, 0x1b0},
                        new int[] {0x1e00, 0x1ef9},
                        new int[] {0x300, 0x52f},
                        new int[] {0x25a1, 0x25a1});

        private static final List<List<int[]>> PREPARED = List.of(WESTERN, EUROPEAN, WIDE);
    }
}
