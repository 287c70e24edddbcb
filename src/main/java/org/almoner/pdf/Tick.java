package org.almoner.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * The boxes of forms, ☐ and ☒, which the font does not have: two glyphs drawn here, as a font of
 * their own (Type 3), so that they are text like everything around them.
 */
final class Tick {

    static final float WIDTH = 850;

    /** Beyond all glyphs of other fonts. */
    private static final int EMPTY = 0x10000;

    private static final int CROSSED = 0x10001;

    /** A square as high as capital letters, from 60 to 740. */
    private static final String BOX = "850 0 d0 0 G 65 w 60 -40 680 680 re S";

    private static final String CROSS = " 85 w 190 90 m 610 510 l S 190 510 m 610 90 l S";

    private static final String TO_UNICODE =
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CMapName /Boxes def
            /CMapType 2 def
            1 begincodespacerange
            <00> <FF>
            endcodespacerange
            2 beginbfchar
            <61> <2610>
            <62> <2612>
            endbfchar
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;

    /** The font. */
    static final Prepared FONT = made();

    private Tick() {}

    /** The glyph of a box; 0 for any other letter. */
    static int glyph(int letter) {
        return switch (letter) {
            case '☐' -> EMPTY;
            case '☒' -> CROSSED;
            default -> 0;
        };
    }

    static boolean isTick(int glyph) {
        return glyph >= EMPTY;
    }

    /** As which character of its font a box is shown. */
    static char code(int glyph) {
        return glyph == CROSSED ? 'b' : 'a';
    }

    /** As PDFBox would read it from a file; it has no other way to a font of this type. */
    private static Prepared made() {
        try (COSDocument scratch = new COSDocument()) {
            COSDictionary drawings = new COSDictionary();
            drawings.setItem("empty", stream(scratch, BOX));
            drawings.setItem("crossed", stream(scratch, BOX + CROSS));
            COSArray names = COSArray.ofCOSIntegers(List.of((int) code(EMPTY)));
            names.add(COSName.getPDFName("empty"));
            names.add(COSName.getPDFName("crossed"));
            COSDictionary encoding = new COSDictionary();
            encoding.setItem(COSName.TYPE, COSName.ENCODING);
            encoding.setItem(COSName.DIFFERENCES, names);
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE3);
            font.setItem(COSName.FONT_BBOX, numbers(0, -100, WIDTH, 700));
            font.setItem(COSName.FONT_MATRIX, numbers(0.001f, 0, 0, 0.001f, 0, 0));
            font.setInt(COSName.FIRST_CHAR, code(EMPTY));
            font.setInt(COSName.LAST_CHAR, code(CROSSED));
            font.setItem(COSName.WIDTHS, numbers(WIDTH, WIDTH));
            font.setItem(COSName.RESOURCES, new COSDictionary());
            font.setItem(COSName.ENCODING, encoding);
            font.setItem(COSName.CHAR_PROCS, drawings);
            font.setItem(COSName.TO_UNICODE, stream(scratch, TO_UNICODE));
            return new Prepared(font);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static COSArray numbers(float... numbers) {
        COSArray list = new COSArray();
        list.setFloatArray(numbers);
        return list;
    }

    private static COSStream stream(COSDocument document, String text) throws IOException {
        COSStream stream = document.createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }
}
