package org.almoner.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is needed of a TrueType font: which glyph a letter has, how wide it is, and its outline. */
final class FontFile {

    private static final int SEGMENT_MAPPING = 4;
    private static final float EM = 1000f;

    private final Map<String, ByteBuffer> tables = new HashMap<>();
    private final char[] glyphs = new char[Character.MAX_VALUE + 1];
    private final int[] unicode;
    private final float[] widths;
    private final int glyphCount;
    private final float scale;

    FontFile(String resource) {
        ByteBuffer file = ByteBuffer.wrap(read(resource));
        int count = file.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            byte[] name = new byte[4];
            file.get(entry, name);
            tables.put(
                    new String(name, StandardCharsets.US_ASCII),
                    file.slice(file.getInt(entry + 8), file.getInt(entry + 12)));
        }
        glyphCount = table("maxp").getChar(4);
        scale = EM / table("head").getChar(18);
        widths = readWidths();
        unicode = new int[glyphCount];
        readMapping();
    }

    private static byte[] read(String resource) {
        try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The font is not where it is kept: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }

    private float[] readWidths() {
        ByteBuffer metrics = table("hmtx");
        int given = table("hhea").getChar(34);
        float[] read = new float[glyphCount];
        for (int glyph = 0; glyph < glyphCount; glyph++) {
            read[glyph] = metrics.getChar(4 * Math.min(glyph, given - 1)) * scale;
        }
        return read;
    }

    /** Reads the mapping of the basic plane (format 4); these fonts have no letters beyond it. */
    private void readMapping() {
        ByteBuffer all = table("cmap");
        ByteBuffer map = null;
        for (int i = 0; i < all.getChar(2); i++) {
            int start = all.getInt(8 + 8 * i);
            ByteBuffer one = all.slice(start, all.capacity() - start);
            if (one.getChar(0) == SEGMENT_MAPPING) {
                map = one;
            }
        }
        if (map == null) {
            throw new IllegalStateException("The font has no mapping of format 4");
        }
        int segments = map.getChar(6) / 2;
        for (int i = 0; i < segments; i++) {
            int end = map.getChar(14 + 2 * i);
            int start = map.getChar(16 + 2 * (segments + i));
            for (int letter = start; letter <= end && letter < Character.MAX_VALUE; letter++) {
                map(letter, glyphOf(map, segments, i, letter));
            }
        }
    }

    private static int glyphOf(ByteBuffer map, int segments, int segment, int letter) {
        int delta = map.getShort(16 + 2 * (2 * segments + segment));
        int at = 16 + 2 * (3 * segments + segment);
        int offset = map.getChar(at);
        if (offset == 0) {
            return letter + delta & Character.MAX_VALUE;
        }
        int start = map.getChar(16 + 2 * (segments + segment));
        int glyph = map.getChar(at + offset + 2 * (letter - start));
        return glyph == 0 ? 0 : glyph + delta & Character.MAX_VALUE;
    }

    private void map(int letter, int glyph) {
        glyphs[letter] = (char) glyph;
        if (glyph != 0 && (unicode[glyph] == 0 || isGreek(letter))) {
            unicode[glyph] = letter;
        }
    }

    private static boolean isGreek(int letter) {
        return Character.UnicodeBlock.of(letter) == Character.UnicodeBlock.GREEK;
    }

    ByteBuffer table(String name) {
        ByteBuffer table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("The font has no table " + name);
        }
        return table;
    }

    int glyphCount() {
        return glyphCount;
    }

    /** The glyph of a letter; 0 when the font does not know it. */
    int glyph(int letter) {
        return letter < glyphs.length ? glyphs[letter] : 0;
    }

    /** The letter that a reader of the document finds for a glyph; 0 for none. */
    int letter(int glyph) {
        return unicode[glyph];
    }

    /** Advance in thousandths of the size. */
    float width(int glyph) {
        return widths[glyph];
    }

    /** A measure of the font, such as its ascent, in thousandths of the size. */
    int measure(String table, int offset) {
        return Math.round(table(table).getShort(offset) * scale);
    }

    /** The glyph's outline as in the file; empty for a blank. */
    byte[] outline(int glyph) {
        boolean isLong = table("head").getShort(50) == 1;
        ByteBuffer places = table("loca");
        int from = isLong ? places.getInt(4 * glyph) : 2 * places.getChar(2 * glyph);
        int to = isLong ? places.getInt(4 * glyph + 4) : 2 * places.getChar(2 * glyph + 2);
        byte[] outline = new byte[to - from];
        table("glyf").get(from, outline);
        return outline;
    }
}
