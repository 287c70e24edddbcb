package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The SQL of one run, ready to be issued again: what differed from run to run gets a fresh value of
 * the same shape at every replay, the same one wherever it stood; everything else stays.
 */
final class Recording {

    private static final String UUID_SHAPE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TIME_SHAPE = "\\d{4}-\\d\\d-\\d\\d[ T].*";
    private static final int FEW = 4;
    private static final AtomicLong SEQUENCE = new AtomicLong(100_000_000);

    private final List<Unit> units;
    private final int seen;
    private final int recorded;

    /** For each value of each statement, in order. */
    private final List<Template> templates = new ArrayList<>();

    private final List<List<String>> slotValues = new ArrayList<>();
    private final List<List<String>> slotAlphabets = new ArrayList<>();

    /**
     * Chooses the most frequent sequence of statements among the runs, from which {@link
     * RequestPath} has taken what jobs did. At least half of them must share it: values can only be
     * told apart by looking at many runs, and a sequence that few share is a rare one.
     */
    Recording(List<List<Unit>> runs) {
        Map<List<Object>, List<List<Unit>>> byShape = new LinkedHashMap<>();
        runs.forEach(run -> byShape.computeIfAbsent(shape(run), any -> new ArrayList<>()).add(run));
        List<List<Unit>> alike =
                byShape.values().stream()
                        .max((one, other) -> Integer.compare(one.size(), other.size()))
                        .orElseThrow();
        recorded = runs.size();
        seen = alike.size();
        if (seen * 2 < recorded) {
            throw new IllegalStateException(
                    "The runs differ: %d of %d share their SQL. First runs of each kind:\n%s"
                            .formatted(
                                    seen,
                                    recorded,
                                    byShape.values().stream()
                                            .map(kind -> kind.size() + " x\n" + listing(kind.get(0)))
                                            .collect(Collectors.joining("\n"))));
        }
        units = alike.get(0);
        Map<List<String>, Integer> known = new HashMap<>();
        List<List<String>> columns = alike.stream().map(Recording::values).toList();
        for (int index = 0; index < columns.get(0).size(); index++) {
            List<String> column = new ArrayList<>();
            for (List<String> values : columns) {
                column.add(values.get(index));
            }
            templates.add(
                    Template.of(
                            column,
                            part -> stays(part) ? -1 : known.computeIfAbsent(part, this::newSlot)));
        }
    }

    private int newSlot(List<String> column) {
        slotValues.add(column);
        slotAlphabets.add(alphabets(column));
        return slotValues.size() - 1;
    }

    private static List<Object> shape(List<Unit> run) {
        List<Object> shape = new ArrayList<>();
        for (Unit unit : run) {
            shape.add(unit.transaction());
            unit.statements().forEach(statement -> shape.add(statement.sql()));
        }
        return shape;
    }

    private static List<String> values(List<Unit> run) {
        List<String> values = new ArrayList<>();
        run.forEach(unit -> unit.statements().forEach(one -> values.addAll(one.values())));
        return values;
    }

    private static boolean stays(List<String> column) {
        String first = column.get(0);
        return first == null
                || column.stream().allMatch(first::equals)
                || column.contains(null)
                || first.matches(TIME_SHAPE)
                || first.startsWith("{")
                || first.startsWith("[")
                || isNumber(first) && !isRising(column);
    }

    private static boolean isNumber(String value) {
        return value.matches("-?\\d{1,18}");
    }

    private static boolean isRising(List<String> column) {
        for (int index = 1; index < column.size(); index++) {
            if (!isNumber(String.valueOf(column.get(index)))
                    || Long.parseLong(column.get(index)) <= Long.parseLong(column.get(index - 1))) {
                return false;
            }
        }
        return true;
    }

    List<Unit> units() {
        return units;
    }

    /** The values of one more run, in the order of the statements. */
    List<String> freshValues() {
        List<String> fresh = new ArrayList<>();
        for (int slot = 0; slot < slotValues.size(); slot++) {
            fresh.add(likeThese(slotValues.get(slot), slotAlphabets.get(slot)));
        }
        return templates.stream().map(template -> template.filled(fresh)).toList();
    }

    private static String likeThese(List<String> column, List<String> alphabets) {
        String first = column.get(0);
        if (first.matches(UUID_SHAPE)) {
            return timeOrderedUuid();
        }
        if (isNumber(first)) {
            return Long.toString(SEQUENCE.incrementAndGet());
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] text = first.toCharArray();
        for (int index = 0; index < text.length; index++) {
            String letters = alphabets.get(index);
            text[index] = letters.charAt(random.nextInt(letters.length()));
        }
        return new String(text);
    }

    /**
     * What may stand at each place of a text: where many letters were seen, any letter that was seen
     * at two such places (a check character has letters of its own); where few were, as at a version
     * digit, only those.
     */
    private static List<String> alphabets(List<String> column) {
        int length = column.get(0) == null ? 0 : column.get(0).length();
        List<String> seen = new ArrayList<>();
        TreeSet<Character> once = new TreeSet<>();
        TreeSet<Character> free = new TreeSet<>();
        for (int index = 0; index < length; index++) {
            int place = index;
            TreeSet<Character> letters = new TreeSet<>();
            column.stream()
                    .filter(value -> value != null && value.length() == length)
                    .forEach(value -> letters.add(value.charAt(place)));
            seen.add(join(letters));
            if (letters.size() > FEW) {
                letters.stream().filter(letter -> !once.add(letter)).forEach(free::add);
            }
        }
        String any = join(free);
        return seen.stream().map(letters -> letters.length() > FEW ? any : letters).toList();
    }

    private static String join(TreeSet<Character> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    /** For each value of each statement, in order. */
    List<Template> templates() {
        return templates;
    }

    /** The statements of one run in order, as transactions, values left out. */
    String listing() {
        return listing(units);
    }

    private static String listing(List<Unit> run) {
        StringBuilder text = new StringBuilder();
        for (Unit unit : run) {
            text.append(unit.transaction() ? "BEGIN\n" : "(single)\n");
            for (Issued one : unit.statements()) {
                String sql = one.sql().strip().replaceAll("\\s+", " ").replaceAll("\\$\\d+", "?");
                text.append("    ").append(sql).append('\n');
            }
            if (unit.transaction()) {
                text.append(unit.committed() ? "COMMIT\n" : "ROLLBACK\n");
            }
        }
        return text.toString();
    }

    /** A fresh value of a slot in SQL, made from pgbench's variable {@code t}, unique per run. */
    String expression(int slot) {
        String first = slotValues.get(slot).get(0);
        if (first.matches(UUID_SHAPE)) {
            String low = "lpad(to_hex(:t::bigint * 256 + " + slot + "), 12, '0')";
            return "('01900000-0000-7000-8000-' || " + low + ")::uuid";
        }
        if (isNumber(first)) {
            return "(:t::bigint * 256 + " + (1_000_000_000_000L + slot) + ")";
        }
        int begin = 0;
        int end = 0;
        for (int from = 0, to = 0; to <= first.length(); to++) {
            if (to == first.length() || slotAlphabets.get(slot).get(to).length() <= FEW) {
                begin = to - from > end - begin ? from : begin;
                end = begin == from ? to : end;
                from = to + 1;
            }
        }
        int length = end - begin;
        String counted = "right(repeat('0', " + length + ") || (:t::bigint), " + length + ")";
        String text =
                Pgbench.literal(first.substring(0, begin))
                        + " || "
                        + counted
                        + " || "
                        + Pgbench.literal(first.substring(end));
        return "(" + text + ")" + (first.startsWith("\\x") ? "::bytea" : "");
    }

    private static String timeOrderedUuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L).toString();
    }

    /** What a run costs the database, in numbers a reader can compare from release to release. */
    String summary() {
        Map<String, Integer> words = new LinkedHashMap<>();
        int statements = 0;
        for (Unit unit : units) {
            for (Issued statement : unit.statements()) {
                String word = statement.sql().strip().split("\\s+")[0].toLowerCase();
                words.merge(word, 1, Integer::sum);
                statements++;
            }
        }
        long transactions = units.stream().filter(Unit::transaction).count();
        return statements
                + " statements "
                + words
                + " in "
                + transactions
                + " transactions and "
                + (units.size() - transactions)
                + " single statements (the same in "
                + seen
                + " of "
                + recorded
                + " recorded runs)";
    }
}
