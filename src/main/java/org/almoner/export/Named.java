package org.almoner.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose values have names.
 *
 * @param sql with a question mark for each
 * @param values in the order of the question marks
 */
record Named(String sql, Object[] values) {

    /** Not the second colon of a cast. */
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

    /** The statement with its values in it, where none can be bound. */
    static String whole(String sql, Map<String, Object> known) {
        return NAME.matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(literal(known.get(found.group(1)))));
    }

    private static String literal(Object value) {
        if (value instanceof Instant) {
            return "'" + value + "'::timestamptz";
        }
        if (value instanceof LocalDate) {
            return "'" + value + "'::date";
        }
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        throw new IllegalArgumentException("No literal of " + value);
    }

    static Named of(String sql, Map<String, Object> known) {
        List<Object> values = new ArrayList<>();
        Matcher name = NAME.matcher(sql);
        String written =
                name.replaceAll(
                        found -> {
                            values.add(known.get(found.group(1)));
                            return "?";
                        });
        return new Named(written, values.toArray());
    }
}
