package org.almoner.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.Adler32;

/**
 * Some glyphs of a font, ready to be put into documents: outlines without hints under their old
 * numbers, widths, and the way back to letters. Made once and shared by all documents that need no
 * other letters, because cutting costs more than all the rest of a page.
 *
 * @param name with the six letters that mark a part of a font
 * @param glyphs which are in it
 * @param file TrueType, deflated
 * @param length of the file before it was deflated
 * @param widths the array {@code W}
 * @param toUnicode the character map, deflated
 */
record FontCut(
        String name, BitSet glyphs, byte[] file, int length, String widths, byte[] toUnicode) {

    private static final String[] TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    private static final int COMPOSITE_START = 10;
    private static final int HAS_INSTRUCTIONS = 0x100;
    private static final int HAS_MORE = 0x20;

    static FontCut of(FontFile font, String name, BitSet wanted) {
        BitSet glyphs = withParts(font, wanted);
        byte[] file = trueType(font, glyphs);
        Adler32 mark = new Adler32();
        mark.update(file);
        return new FontCut(
                tag(mark.getValue()) + "+" + name,
                glyphs,
                Deflate.once(file),
                file.length,
                widths(font, glyphs),
                Deflate.once(toUnicode(font, glyphs).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String tag(long value) {
        StringBuilder tag = new StringBuilder();
        long rest = value;
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + rest % 26));
            rest /= 26;
        }
        return tag.toString();
    }

    /** Letters with accents are made of others. */
    private static BitSet withParts(FontFile font, BitSet wanted) {
        BitSet all = (BitSet) wanted.clone();
        all.set(0);
        BitSet open = (BitSet) all.clone();
        while (!open.isEmpty()) {
            int glyph = open.nextSetBit(0);
            open.clear(glyph);
            byte[] outline = font.outline(glyph);
            if (outline.length == 0 || outline[0] >= 0) {
                continue;
            }
            ByteBuffer parts = ByteBuffer.wrap(outline);
            int at = COMPOSITE_START;
            while (at > 0) {
                int part = parts.getChar(at + 2);
                if (!all.get(part)) {
                    all.set(part);
                    open.set(part);
                }
                at = nextPart(parts, at);
            }
        }
        return all;
    }

    /** Where the next part of a composite glyph is described; -1 after the last. */
    private static int nextPart(ByteBuffer outline, int at) {
        int flags = outline.getChar(at);
        return (flags & HAS_MORE) == 0 ? -1 : endOfPart(flags, at);
    }

    private static int endOfPart(int flags, int at) {
        int length = 4 + ((flags & 1) != 0 ? 4 : 2);
        if ((flags & 0x8) != 0) {
            length += 2;
        } else if ((flags & 0x40) != 0) {
            length += 4;
        } else if ((flags & 0x80) != 0) {
            length += 8;
        }
        return at + length;
    }

    private static byte[] trueType(FontFile font, BitSet glyphs) {
        int count = glyphs.length();
        ByteArrayOutputStream outlines = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
        ByteBuffer metrics = ByteBuffer.allocate(4 * count);
        int given = font.table("hhea").getChar(34);
        for (int glyph = 0; glyph < count; glyph++) {
            places.putInt(outlines.size());
            if (glyphs.get(glyph)) {
                outlines.writeBytes(withoutHints(font.outline(glyph)));
                outlines.writeBytes(new byte[-outlines.size() & 3]);
                metrics.putInt(
                        4 * glyph, font.table("hmtx").getInt(4 * Math.min(glyph, given - 1)));
            }
        }
        places.putInt(outlines.size());
        ByteBuffer head = copy(font.table("head")).putInt(8, 0).putShort(50, (short) 1);
        ByteBuffer hhea = copy(font.table("hhea")).putShort(34, (short) count);
        ByteBuffer maxp = copy(font.table("maxp")).putShort(4, (short) count);
        return file(
                outlines.toByteArray(),
                head.array(),
                hhea.array(),
                metrics.array(),
                places.array(),
                maxp.array());
    }

    private static ByteBuffer copy(ByteBuffer table) {
        byte[] bytes = new byte[table.capacity()];
        table.get(0, bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Hints are a third of the file and ask for tables that are not copied. */
    private static byte[] withoutHints(byte[] outline) {
        if (outline.length == 0) {
            return outline;
        }
        ByteBuffer glyph = ByteBuffer.wrap(outline.clone());
        int contours = glyph.getShort(0);
        int end = outline.length;
        if (contours >= 0) {
            int at = COMPOSITE_START + 2 * contours;
            int hints = glyph.getChar(at);
            byte[] bare = new byte[end - hints];
            System.arraycopy(outline, 0, bare, 0, at);
            System.arraycopy(outline, at + 2 + hints, bare, at + 2, end - at - 2 - hints);
            return bare;
        }
        int at = COMPOSITE_START;
        while (at > 0) {
            int flags = glyph.getChar(at);
            glyph.putChar(at, (char) (flags & ~HAS_INSTRUCTIONS));
            end = endOfPart(flags, at);
            at = nextPart(glyph, at);
        }
        byte[] bare = new byte[end];
        glyph.get(0, bare);
        return bare;
    }

    private static byte[] file(byte[]... tables) {
        int offset = 12 + 16 * TABLES.length;
        int length = offset;
        for (byte[] table : tables) {
            length += table.length + 3 & ~3;
        }
        ByteBuffer file = ByteBuffer.allocate(length);
        file.putInt(0x00010000).putShort((short) TABLES.length);
        file.putShort((short) 64).putShort((short) 2).putShort((short) 32);
        for (int i = 0; i < TABLES.length; i++) {
            file.put(TABLES[i].getBytes(StandardCharsets.US_ASCII));
            file.putInt(checksum(tables[i])).putInt(offset).putInt(tables[i].length);
            file.put(offset, tables[i]);
            offset += tables[i].length + 3 & ~3;
        }
        return file.array();
    }

    private static int checksum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += (table[i] & 0xff) << 24 - 8 * (i & 3);
        }
        return sum;
    }

    private static String widths(FontFile font, BitSet glyphs) {
        StringBuilder widths = new StringBuilder("[");
        for (int from = glyphs.nextSetBit(0); from >= 0; ) {
            int to = glyphs.nextClearBit(from);
            widths.append(from).append('[');
            for (int glyph = from; glyph < to; glyph++) {
                widths.append(glyph == from ? "" : " ").append(Math.round(font.width(glyph)));
            }
            widths.append(']');
            from = glyphs.nextSetBit(to);
        }
        return widths.append(']').toString();
    }

    private static String toUnicode(FontFile font, BitSet glyphs) {
        int[] known = glyphs.stream().filter(it -> font.letter(it) != 0).toArray();
        StringBuilder map =
                new StringBuilder(
                        """
                        /CIDInit /ProcSet findresource begin
                        12 dict begin
                        begincmap
                        /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
                        /CMapName /Adobe-Identity-UCS def
                        /CMapType 2 def
                        1 begincodespacerange
                        <0000> <FFFF>
                        endcodespacerange
                        """);
        for (int from = 0; from < known.length; from += 100) {
            int to = Math.min(from + 100, known.length);
            map.append(to - from).append(" beginbfchar\n");
            for (int i = from; i < to; i++) {
                map.append(String.format("<%04X> <%04X>%n", known[i], font.letter(known[i])));
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString()
                .replace("\r", "");
    }
}
