package org.almoner.export;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Map;

/**
 * Texts in Windows-1252, the only set of signs that every way of importing into DATEV reads.
 * Control characters, line ends among them, may not be in a text and become one blank. A sign that
 * the set lacks becomes its letter without the mark (ş: s), and what has none a question mark; a
 * text that is too long ends with "…". Nothing goes without a trace.
 */
final class ExtfText {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final String UNKNOWN = "?";
    private static final String MORE = "…";

    /** Letters that are not made of one and a mark. */
    private static final Map<String, String> LETTERS =
            Map.ofEntries(
                    Map.entry("ẞ", "SS"),
                    Map.entry("Ł", "L"),
                    Map.entry("ł", "l"),
                    Map.entry("Đ", "D"),
                    Map.entry("đ", "d"),
                    Map.entry("Ħ", "H"),
                    Map.entry("ħ", "h"),
                    Map.entry("ı", "i"),
                    Map.entry("Ŧ", "T"),
                    Map.entry("ŧ", "t"),
                    Map.entry("−", "-"),
                    Map.entry("‐", "-"));

    private ExtfText() {}

    /**
     * A text as a batch can hold it.
     *
     * @param most how many signs the field has; each is one byte
     */
    static String fitted(String text, int most) {
        if (text.length() <= most && text.chars().allMatch(it -> it >= ' ' && it <= '~')) {
            return text;
        }
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
        CharsetEncoder encoder = WINDOWS_1252.newEncoder();
        StringBuilder written = new StringBuilder(plain.length());
        plain.codePoints()
                .mapToObj(Character::toString)
                .forEach(sign -> written.append(known(sign, encoder)));
        return written.length() <= most
                ? written.toString()
                : written.substring(0, most - MORE.length()) + MORE;
    }

    private static String known(String sign, CharsetEncoder encoder) {
        if (encoder.canEncode(sign)) {
            return sign;
        }
        String letter = LETTERS.get(sign);
        if (letter != null) {
            return letter;
        }
        String parts = Normalizer.normalize(sign, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return !parts.isEmpty() && encoder.canEncode(parts) ? parts : UNKNOWN;
    }
}
