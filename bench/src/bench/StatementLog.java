package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the server logged of one run: every statement the service issued, with its values. */
final class StatementLog {

    private static final Pattern EXECUTED =
            Pattern.compile("(?s)^(?:execute [^:]*|statement): (.*)$");

    /** Possessive, because jobs bind values of some hundred thousand signs. */
    private static final Pattern VALUE =
            Pattern.compile("\\$(\\d+) = (NULL|'([^']*+(?:''[^']*+)*+)')");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private long position;

    StatementLog(Path file) {
        this.file = file;
    }

    /** A statement as issued; a null value is SQL's NULL. */
    record Issued(String sql, List<String> values) {

        boolean is(String word) {
            return sql.strip().regionMatches(true, 0, word, 0, word.length());
        }
    }

    /** What one session did between BEGIN and its end, or a statement of its own. */
    record Unit(boolean transaction, boolean committed, List<Issued> statements) {

        boolean mentions(String text) {
            return statements.stream().anyMatch(one -> one.sql().contains(text));
        }

        boolean holds(String value) {
            return statements.stream()
                    .flatMap(one -> one.values().stream())
                    .anyMatch(any -> any != null && any.contains(value));
        }
    }

    /** Forgets what was logged so far. */
    void skip() throws IOException {
        lines();
    }

    /** The units of everything logged since the last call, in the order they began. */
    List<Unit> units(String database) throws IOException {
        Map<Long, List<Issued>> open = new LinkedHashMap<>();
        List<List<Issued>> order = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (String line : lines()) {
            JsonNode entry = JSON.readTree(line);
            Matcher executed = EXECUTED.matcher(entry.path("message").asText());
            if (!database.equals(entry.path("dbname").asText()) || !executed.matches()) {
                continue;
            }
            Issued issued =
                    new Issued(executed.group(1), values(entry.path("detail").asText()));
            long session = entry.path("pid").asLong();
            List<Issued> transaction = open.get(session);
            if (transaction != null) {
                transaction.add(issued);
                if (issued.is("COMMIT") || issued.is("ROLLBACK")) {
                    open.remove(session);
                }
            } else {
                List<Issued> begun = new ArrayList<>(List.of(issued));
                order.add(begun);
                if (issued.is("BEGIN")) {
                    open.put(session, begun);
                }
            }
        }
        order.removeAll(open.values());
        order.forEach(statements -> units.add(unit(statements)));
        return units;
    }

    private static Unit unit(List<Issued> statements) {
        if (!statements.get(0).is("BEGIN")) {
            return new Unit(false, true, List.copyOf(statements));
        }
        int last = statements.size() - 1;
        return new Unit(
                true, statements.get(last).is("COMMIT"), List.copyOf(statements.subList(1, last)));
    }

    private static List<String> values(String detail) {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(detail);
        while (value.find()) {
            values.add(value.group(2).equals("NULL") ? null : value.group(3).replace("''", "'"));
        }
        return values;
    }

    private List<String> lines() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] read = new byte[Math.toIntExact(log.length() - position)];
            log.seek(position);
            log.readFully(read);
            position += read.length;
            return new String(read, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
