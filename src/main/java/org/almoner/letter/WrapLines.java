package org.almoner.letter;

import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Breaks the lines of a plain text at blanks after at most 72 characters, so that it also reads
 * well where nothing wraps it, and when it is quoted (RFC 5322, section 2.1.1; RFC 3676, section
 * 4.2). Words longer than a line stay whole; no-break spaces hold.
 */
final class WrapLines {

    static final int WIDTH = 72;

    private WrapLines() {}

    static String of(String text) {
        return text.lines().map(WrapLines::wrapped).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A line that fits stays as it is, with the blank that ends a signature's "-- ". */
    private static String wrapped(String line) {
        if (length(line) <= WIDTH) {
            return line;
        }
        StringJoiner lines = new StringJoiner("\n");
        StringBuilder current = new StringBuilder();
        for (String word : line.split(" ")) {
            if (!current.isEmpty() && length(current) + 1 + length(word) > WIDTH) {
                lines.add(current);
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        return lines.add(current).toString();
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
