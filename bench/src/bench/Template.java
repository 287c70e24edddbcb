package bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How one value of one statement is made at each replay: of parts, each of which stays or has a
 * slot. A plain value is one part; an array has one part for each element, because its elements
 * (ids, hashes) change each for itself and return elsewhere.
 */
final class Template {

    /** An array as PostgreSQL writes it, of one dimension. */
    private static final Pattern ARRAY = Pattern.compile("(?s)\\{(.*)}");

    private static final Pattern ELEMENT =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\"{}]+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean array;
    private final List<Part> parts;

    private Template(boolean array, List<Part> parts) {
        this.array = array;
        this.parts = parts;
    }

    /** A slot, or -1 and a text that stays; {@code null} is SQL's NULL. */
    private record Part(int slot, String first) {

        String filled(List<String> fresh) {
            return slot < 0 ? first : fresh.get(slot);
        }
    }

    /**
     * The template of a value.
     *
     * @param column the value in every recorded run
     * @param slots gives a part, as seen in every run, its slot, or -1 where it stays
     */
    static Template of(List<String> column, ToIntFunction<List<String>> slots) {
        List<List<String>> arrays = column.stream().map(Template::elements).toList();
        boolean array =
                arrays.stream().allMatch(one -> one != null && one.size() == arrays.get(0).size());
        List<Part> parts = new ArrayList<>();
        if (!array) {
            parts.add(new Part(slots.applyAsInt(column), column.get(0)));
        } else {
            for (int index = 0; index < arrays.get(0).size(); index++) {
                List<String> part = new ArrayList<>();
                for (List<String> one : arrays) {
                    part.add(one.get(index));
                }
                parts.add(new Part(slots.applyAsInt(part), part.get(0)));
            }
        }
        return new Template(array, parts);
    }

    /** The elements of an array, or null where the value is none. */
    private static List<String> elements(String value) {
        Matcher whole = value == null ? null : ARRAY.matcher(value);
        if (whole == null || !whole.matches() || isJson(value)) {
            return null;
        }
        List<String> elements = new ArrayList<>();
        Matcher element = ELEMENT.matcher(whole.group(1));
        while (element.find()) {
            String quoted = element.group(1);
            String plain = element.group(2);
            elements.add(
                    quoted != null
                            ? quoted.replaceAll("\\\\(.)", "$1")
                            : plain.equals("NULL") ? null : plain);
        }
        return elements;
    }

    private static boolean isJson(String value) {
        try {
            return JSON.readTree(value).isObject();
        } catch (JsonProcessingException other) {
            return false;
        }
    }

    /** The value for one more run. */
    String filled(List<String> fresh) {
        if (!array) {
            return parts.get(0).filled(fresh);
        }
        return parts.stream()
                .map(part -> quoted(part.filled(fresh)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String element) {
        return element == null
                ? "NULL"
                : '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The same in SQL, for pgbench. */
    String expression(IntFunction<String> ofSlot) {
        if (!array) {
            Part only = parts.get(0);
            return only.slot() < 0 ? Pgbench.literal(only.first()) : ofSlot.apply(only.slot());
        }
        if (parts.stream().allMatch(part -> part.slot() < 0)) {
            return Pgbench.literal(filled(List.of()));
        }
        String elements =
                parts.stream()
                        .map(
                                part ->
                                        part.slot() < 0
                                                ? Pgbench.literal(quoted(part.first()))
                                                : "(" + ofSlot.apply(part.slot()) + ")::text")
                        .collect(Collectors.joining(" || ',' || ", "('{' || ", " || '}')"));
        boolean ids = parts.stream().allMatch(part -> UUID.matcher(part.first()).matches());
        return elements + (ids ? "::uuid[]" : "::text[]");
    }
}
