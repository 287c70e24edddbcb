package org.almoner.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of a document, and how texts are broken in it. Liberation Sans comes with PDFBox under
 * the SIL Open Font License and knows the letters of Latin, Greek, Cyrillic and Hebrew; whatever it
 * does not know is replaced by a sign that says so, and never breaks a document off.
 */
final class Lettering {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final float THOUSAND = 1000f;

    private final PDType0Font font;
    private final CmapLookup glyphs;
    private final String replacement;
    private boolean hasReplaced;

    Lettering(PDDocument document) throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("The font is not where PDFBox keeps it: " + FONT);
            }
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(in));
            this.glyphs = parsed.getUnicodeCmapLookup();
            this.font = PDType0Font.load(document, parsed, true);
        }
        this.replacement = glyphs.getGlyphId('□') != 0 ? "□" : "?";
    }

    PDType0Font font() {
        return font;
    }

    /** What stands for a character the font does not know. */
    String replacement() {
        return replacement;
    }

    /** Whether any text had such a character. */
    boolean hasReplaced() {
        return hasReplaced;
    }

    /** The text in letters the font knows. */
    String written(String text) {
        StringBuilder known = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(letter -> append(known, letter));
        return known.toString();
    }

    private void append(StringBuilder known, int letter) {
        if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
            known.append(' ');
        } else if (Character.isISOControl(letter)
                || Character.getType(letter) == Character.FORMAT) {
            return;
        } else if (glyphs.getGlyphId(letter) != 0) {
            known.appendCodePoint(letter);
        } else {
            hasReplaced = true;
            known.append(replacement);
        }
    }

    float width(String written, float size) {
        try {
            return font.getStringWidth(written) / THOUSAND * size;
        } catch (IOException unreadable) {
            throw new IllegalStateException("The font cannot be measured", unreadable);
        }
    }

    /** The text in lines no wider than the width; what has no blank is broken anywhere. */
    List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : written(text).strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (width(line, size) > width && line.length() > 1) {
                int fits = fitting(line, size, width);
                lines.add(line.substring(0, fits));
                line = line.substring(fits);
            }
        }
        lines.add(line);
        return lines;
    }

    /** How many characters fit, one at least; never half a pair of surrogates. */
    private int fitting(String word, float size, float width) {
        int fits = word.offsetByCodePoints(0, 1);
        while (fits < word.length()) {
            int next = word.offsetByCodePoints(fits, 1);
            if (width(word.substring(0, next), size) > width) {
                return fits;
            }
            fits = next;
        }
        return fits;
    }
}
