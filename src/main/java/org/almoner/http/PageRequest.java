package org.almoner.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.almoner.problem.DomainProblem;

/**
 * How much of a list is wanted, and where to continue. A cursor is opaque to clients and believed
 * by nobody: it only says where to continue within what the caller may see anyway.
 *
 * @param limit 1 to 100
 * @param mark what the cursor holds; empty for the first page
 */
public record PageRequest(int limit, Optional<String> mark) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int LARGEST_LIMIT = 100;
    private static final int LONGEST_CURSOR = 200;

    /** Reads the query parameters; {@code null} when absent. */
    public static PageRequest of(String limit, String cursor) {
        return new PageRequest(
                limitIn(limit), Optional.ofNullable(cursor).map(PageRequest::opened));
    }

    private static int limitIn(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        }
        throw DomainProblem.invalid("query:limit", "out_of_range", "A whole number from 1 to 100.");
    }

    private static String opened(String cursor) {
        try {
            if (cursor.length() <= LONGEST_CURSOR) {
                byte[] bytes = Base64.getUrlDecoder().decode(cursor);
                return new String(bytes, StandardCharsets.US_ASCII);
            }
        } catch (IllegalArgumentException notOurs) {
            // Told below, like every other cursor that is not ours.
        }
        throw badCursor();
    }

    /** The mark as the list understands it; a cursor that is not ours is invalid input. */
    public <T> Optional<T> markAs(Function<String, T> reading) {
        try {
            return mark.map(reading);
        } catch (RuntimeException notOurs) {
            throw badCursor();
        }
    }

    /** What a client sends back to continue behind the mark. */
    public static String cursorFor(String mark) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mark.getBytes(StandardCharsets.US_ASCII));
    }

    private static DomainProblem badCursor() {
        return DomainProblem.invalid(
                "query:cursor", "unknown_cursor", "Use the nextCursor of an earlier answer.");
    }
}
