package org.almoner.export;

import java.text.Normalizer;

/**
 * Keeps texts from being taken for formulas by programs that open a CSV file. An apostrophe before
 * the text makes them show it as it is.
 */
final class HarmlessCell {

    /** Signs that begin a formula somewhere, and those that some programs end a cell at. */
    private static final String DANGEROUS = "=+-@;|%\u2212";

    private HarmlessCell() {}

    /** The text, with an apostrophe before it where it could be taken for a formula. */
    static String of(String text) {
        return isDangerous(text) ? "'" + text : text;
    }

    private static boolean isDangerous(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (first < 0x80 && Character.isLetterOrDigit(first)) {
            return false; // as nearly all do
        }
        if (first == '\t' || first == '\r' || first == '\n') {
            return true;
        }
        int at = 0;
        while (at < text.length() && isSkipped(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at < text.length() && isFormulaSign(text.codePointAt(at));
    }

    /** Blanks of all kinds, marks without a shape such as a byte order mark, and controls. */
    private static boolean isSkipped(int sign) {
        return Character.isWhitespace(sign)
                || Character.isSpaceChar(sign)
                || Character.isISOControl(sign)
                || Character.getType(sign) == Character.FORMAT
                || Character.getType(sign) == Character.NON_SPACING_MARK;
    }

    /** Full-width and small forms are the same signs to some programs. */
    private static boolean isFormulaSign(int sign) {
        if (sign < 0x80) {
            return DANGEROUS.indexOf(sign) >= 0;
        }
        if (Character.isLetterOrDigit(sign)) {
            return false;
        }
        String plain = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC);
        return DANGEROUS.indexOf(plain.codePointAt(0)) >= 0;
    }
}
