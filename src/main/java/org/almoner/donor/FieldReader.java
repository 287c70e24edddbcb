package org.almoner.donor;

import java.util.ArrayList;
import java.util.List;
import org.almoner.problem.Violation;

/** Reads one line of text after another and keeps what is wrong with each. */
final class FieldReader {

    private final List<Violation> violations = new ArrayList<>();

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    void refuse(String pointer, String code, String message) {
        violations.add(new Violation(pointer, code, message));
    }

    /** The cleaned text; {@code null} when it is missing, and then refused. */
    String required(String pointer, String value, int maxLength) {
        if (value == null || value.isBlank()) {
            refuse(pointer, "required", "This field is needed");
            return null;
        }
        return free(pointer, value, maxLength);
    }

    /** The cleaned text; {@code null} when there is none, or when it is refused. */
    String optional(String pointer, String value, int maxLength) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        // Before blanks are taken away: a line end at the end is a line end.
        if (!PlainText.isPlain(value)) {
            refuse(
                    pointer,
                    "control_character",
                    "Control characters, line ends and direction overrides are not allowed");
            return null;
        }
        String text = PlainText.clean(value);
        if (text.codePointCount(0, text.length()) > maxLength) {
            refuse(pointer, "too_long", "At most " + maxLength + " characters are allowed");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** The same for free text, which must not hold a payment card's number (PR-1). */
    String free(String pointer, String value, int maxLength) {
        String text = optional(pointer, value, maxLength);
        if (text != null && PlainText.holdsCardNumber(text)) {
            refuse(pointer, "card_number", "This looks like a payment card's number");
            return null;
        }
        return text;
    }
}
