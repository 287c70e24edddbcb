package org.almoner.pdf;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The letters of one document and one cut of the font, and how texts are broken into lines. What
 * the font does not know is shown as a sign that says so, and the letter itself stays in the text
 * for whoever copies or reads it aloud.
 */
final class Lettering {

    /** Stands for a letter the font does not know. */
    static final char REPLACEMENT = '□';

    private static final float THOUSAND = 1000f;
    private static final char SOFT_HYPHEN = 0xad;
    private static final char FIRST_FROM_RIGHT = 0x590;

    /** Paragraphs of this length are words of a form or a law, which many documents share. */
    private static final int SHARED = 80;

    private static final int MOST_SHARED = 1000;
    private static final Map<Broken, Shared> BROKEN = new ConcurrentHashMap<>();

    private final Face face;
    private final BitSet used = new BitSet();
    private boolean hasReplaced;

    Lettering(Face face) {
        this.face = face;
    }

    /** Whether any text had a letter the font does not know. */
    boolean hasReplaced() {
        return hasReplaced;
    }

    /** The glyphs that were set. */
    BitSet used() {
        return used;
    }

    /** One line, broken for no width. */
    Line line(String text) {
        String known = cleaned(text);
        int[] glyphs = new int[known.length()];
        int count = 0;
        float width = 0;
        boolean isTold = true;
        for (int i = 0; i < known.length(); ) {
            int letter = known.codePointAt(i);
            i += Character.charCount(letter);
            int glyph = Tick.glyph(letter);
            if (glyph == 0) {
                glyph = face.file().glyph(letter);
                if (glyph == 0) {
                    glyph = face.file().glyph(REPLACEMENT);
                    hasReplaced = true;
                }
                used.set(glyph);
                isTold &= face.file().letter(glyph) == letter;
                width += face.file().width(glyph);
            } else {
                width += Tick.WIDTH;
            }
            glyphs[count++] = glyph;
        }
        boolean turns = isFromRight(known);
        int[] shown = Arrays.copyOf(glyphs, count);
        return new Line(turns ? inOrderOfSight(known, shown) : shown, width, isTold ? null : known);
    }

    private static boolean isFromRight(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_FROM_RIGHT) {
                return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
            }
        }
        return false;
    }

    /** Words written from right to left stand in the order in which they are seen. */
    private static int[] inOrderOfSight(String text, int[] glyphs) {
        int[] letters = text.codePoints().toArray();
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        byte[] levels = new byte[glyphs.length];
        Integer[] order = new Integer[glyphs.length];
        for (int i = 0, at = 0; i < glyphs.length; i++) {
            levels[i] = (byte) bidi.getLevelAt(at);
            order[i] = i;
            at += Character.charCount(letters[i]);
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        return Arrays.stream(order).mapToInt(it -> glyphs[it]).toArray();
    }

    /** Whether it has letters of ASCII and Latin-1 only, with nothing to compose or to replace. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it < ' ' || it >= 0x7f && it <= 0xa0 || it == SOFT_HYPHEN || it >= 0x100) {
                return false;
            }
        }
        return true;
    }

    /** Composed letters; every kind of blank is one that the font has. */
    private static String cleaned(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder known = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(
                        letter -> {
                            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                                known.append(' ');
                            } else if (!Character.isISOControl(letter)
                                    && Character.getType(letter) != Character.FORMAT) {
                                known.appendCodePoint(
                                        Character.getType(letter) == Character.SURROGATE
                                                ? '\uFFFD'
                                                : letter);
                            }
                        });
        return known.toString();
    }

    float width(String text, float size) {
        return line(text).width() / THOUSAND * size;
    }

    /**
     * The text in lines no wider than the width; what has no blank is broken behind a slash, or
     * anywhere.
     */
    List<Line> lines(String text, float size, float width) {
        if (text.length() < SHARED) {
            return broken(text, size, width);
        }
        Broken key = new Broken(face, text, size, width);
        Shared known = BROKEN.get(key);
        if (known != null) {
            used.or(known.used());
            return known.lines();
        }
        List<Line> lines = List.copyOf(broken(text, size, width));
        if (lines.stream().allMatch(it -> it.text() == null)) {
            if (BROKEN.size() >= MOST_SHARED) {
                BROKEN.clear();
            }
            BROKEN.put(key, new Shared(lines, glyphs(lines)));
        }
        return lines;
    }

    private static BitSet glyphs(List<Line> lines) {
        BitSet glyphs = new BitSet();
        lines.stream()
                .flatMapToInt(it -> Arrays.stream(it.glyphs()))
                .filter(it -> !Tick.isTick(it))
                .forEach(glyphs::set);
        return glyphs;
    }

    /** A text that was broken before. */
    private record Broken(Face face, String text, float size, float width) {}

    /** Its lines, with the glyphs that a document needs for them. */
    private record Shared(List<Line> lines, BitSet used) {}

    private List<Line> broken(String text, float size, float width) {
        Line whole = line(text.strip());
        float limit = width / size * THOUSAND;
        if (whole.width() <= limit && text.indexOf('\n') < 0) {
            return List.of(whole);
        }
        List<Line> lines = new ArrayList<>();
        for (String part : text.split("\n", -1)) {
            breakInto(lines, part.strip(), limit);
        }
        return lines;
    }

    private void breakInto(List<Line> lines, String text, float limit) {
        StringBuilder line = new StringBuilder();
        float width = 0;
        float blank = face.file().width(face.file().glyph(' '));
        for (String word : text.split("[ \t]+")) {
            String rest = word;
            float wide = line(rest).width();
            if (!line.isEmpty() && width + blank + wide > limit) {
                lines.add(line(line.toString()));
                line.setLength(0);
            }
            while (wide > limit && rest.codePointCount(0, rest.length()) > 1) {
                int fits = fitting(rest, limit);
                lines.add(line(rest.substring(0, fits)));
                rest = rest.substring(fits);
                wide = line(rest).width();
            }
            width = line.isEmpty() ? wide : width + blank + wide;
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line(line.toString()));
    }

    /** How many characters fit, one at least; never half a pair of surrogates. */
    private int fitting(String word, float limit) {
        int fits = word.offsetByCodePoints(0, 1);
        float width = line(word.substring(0, fits)).width();
        while (fits < word.length()) {
            int next = word.offsetByCodePoints(fits, 1);
            width += line(word.substring(fits, next)).width();
            if (width > limit) {
                return behindSlash(word, fits);
            }
            fits = next;
        }
        return fits;
    }

    /**
     * An address of a page is broken between its parts, unless that leaves most of a line empty.
     */
    private static int behindSlash(String word, int fits) {
        int slash = word.lastIndexOf('/', fits - 1) + 1;
        return slash > fits / 2 ? slash : fits;
    }

    /**
     * Letters side by side.
     *
     * @param glyphs in the order in which they are seen
     * @param width in thousandths of the size
     * @param text what they say, where the glyphs alone would not tell; otherwise {@code null}
     */
    record Line(int[] glyphs, float width, String text) {

        float width(float size) {
            return width / THOUSAND * size;
        }
    }
}
