package org.almoner.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** What is asked of a font for each letter, read once: which glyph it has and how wide it is. */
final class FontFile {

    private static final float EM = 1000f;

    private final TrueTypeFont font;
    private final char[] glyphs = new char[Character.MAX_VALUE + 1];
    private final char[] letters;
    private final float[] widths;

    FontFile(String resource) {
        try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The font is not where it is kept: " + resource);
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            font.setEnableGsub(false);
            letters = new char[font.getNumberOfGlyphs()];
            widths = new float[letters.length];
            read(font.getUnicodeCmapLookup());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }

    /** These fonts have no letters beyond the basic plane. */
    private void read(CmapLookup mapping) throws IOException {
        for (int letter = 0; letter < Character.MAX_VALUE; letter++) {
            glyphs[letter] = (char) mapping.getGlyphId(letter);
        }
        for (int glyph = 0; glyph < letters.length; glyph++) {
            List<Integer> codes = mapping.getCharCodes(glyph);
            letters[glyph] = codes == null || codes.isEmpty() ? 0 : (char) (int) codes.get(0);
            widths[glyph] = font.getAdvanceWidth(glyph) * EM / font.getUnitsPerEm();
        }
    }

    /** The font itself, for whoever cuts it; it must not be used by two threads at once. */
    TrueTypeFont font() {
        return font;
    }

    /** The glyph of a letter; 0 when the font does not know it. */
    int glyph(int letter) {
        return letter < glyphs.length ? glyphs[letter] : 0;
    }

    /** The letter that a reader of the document finds for a glyph; 0 for none. */
    int letter(int glyph) {
        return letters[glyph];
    }

    /** Advance in thousandths of the size. */
    float width(int glyph) {
        return widths[glyph];
    }
}
