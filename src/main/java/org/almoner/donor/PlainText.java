package org.almoner.donor;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What one line of text from outside may hold (FW-3): letters of every script, emoji, punctuation;
 * no control characters (C0, C1, so no line ends), no lone surrogates, no characters that turn the
 * writing direction of what follows (a name must not rearrange the mail around it), and nothing
 * that looks like a payment card's number (PR-1).
 */
public final class PlainText {

    private static final Pattern DIGITS_WITH_SEPARATORS =
            Pattern.compile("\\p{Nd}(?:[\\p{Zs}\\p{Pd}./_,]{0,2}\\p{Nd}){12,}");

    private PlainText() {}

    /** The same text in Unicode normal form C, without blanks around it; {@code null} stays. */
    public static String clean(String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** Whether the text has none of the characters named above. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isForbidden);
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            // bidi embeddings, overrides and isolates; U+200E and U+200F are harmless marks
            case Character.FORMAT ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069)
                            || character == 0xFEFF;
            default -> false;
        };
    }

    /**
     * Whether 13 to 19 digits, written together or in groups, stand somewhere in the text and pass
     * the Luhn check as card numbers do. Any row of neighbouring groups counts, so a number is also
     * found behind another.
     */
    public static boolean holdsCardNumber(String text) {
        var runs = DIGITS_WITH_SEPARATORS.matcher(text);
        while (runs.find()) {
            String[] groups = runs.group().split("\\P{Nd}+");
            for (int from = 0; from < groups.length; from++) {
                StringBuilder digits = new StringBuilder();
                for (int to = from; to < groups.length && digits.length() <= 19; to++) {
                    digits.append(groups[to]);
                    if (digits.length() >= 13 && digits.length() <= 19 && passesLuhn(digits)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
