package org.almoner.pdf;

import org.apache.pdfbox.cos.COSString;

/**
 * The text of a page's content stream. PDFBox's own writer of it encodes each run of letters anew,
 * which takes longer than all the rest of a document.
 */
final class Operators {

    private static final String DIGITS = "0123456789ABCDEF";

    private final StringBuilder text = new StringBuilder(8192);

    Operators add(String ascii) {
        text.append(ascii);
        return this;
    }

    Operators add(char ascii) {
        text.append(ascii);
        return this;
    }

    Operators add(int number) {
        text.append(number);
        return this;
    }

    /** A number with two decimals at most, and a blank after it. */
    Operators number(float value) {
        int hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            text.append('-');
            hundredths = -hundredths;
        }
        text.append(hundredths / 100);
        int rest = hundredths % 100;
        if (rest > 0) {
            text.append('.').append((char) ('0' + rest / 10));
            if (rest % 10 > 0) {
                text.append((char) ('0' + rest % 10));
            }
        }
        text.append(' ');
        return this;
    }

    /** A glyph: four hexadecimal digits. */
    Operators glyph(int number) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(DIGITS.charAt(number >> shift & 15));
        }
        return this;
    }

    /** A text for those who hear it. */
    Operators text(String words) {
        text.append('<').append(new COSString(words).toHexString()).append('>');
        return this;
    }

    /** What was added; begins anew. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
