package org.almoner.export;

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
