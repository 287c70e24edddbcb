package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The same replay by PostgreSQL's own benchmark, which takes less processor time than JDBC: the
 * stricter yardstick, where it is installed. Fresh values are computed from a counter in SQL.
 */
final class Pgbench {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");
    private static final Pattern PROCESSED = Pattern.compile("actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final Pattern COLON = Pattern.compile(":(?=[A-Za-z_])");
    private static final long PER_TURN = 1_000_000;

    private final Path script;
    private final int port;
    private long turns;

    Pgbench(Recording recording, int port, Path scratch) throws IOException {
        this.port = port;
        this.script = scratch.resolve("run.sql");
        Files.writeString(script, script(recording));
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbench")));
    }

    /** Runs for the given time; quantiles are not measured. */
    Load.Turn run(int connections, int seconds) throws IOException, InterruptedException {
        turns++;
        String output =
                output(
                        script,
                        new Run(port, Server.YARDSTICK, connections, seconds),
                        "--define=n=" + turns * PER_TURN);
        long runs = Math.round(number(PROCESSED, output));
        return new Load.Turn(runs, runs / number(RATE, output), new long[0]);
    }

    /**
     * Where and how long.
     *
     * @param seconds bounded time of the run
     */
    record Run(int port, String database, int connections, int seconds) {}

    /** Runs of a script a second. */
    static double rate(Path script, Run run) throws IOException, InterruptedException {
        return number(RATE, output(script, run, "--define=n=0"));
    }

    private static double number(Pattern pattern, String output) throws IOException {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IOException("pgbench: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String output(Path script, Run run, String define)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "pgbench",
                                        "--no-vacuum",
                                        "--protocol=prepared",
                                        "--client=" + run.connections(),
                                        "--jobs=2",
                                        "--time=" + run.seconds(),
                                        define,
                                        "--file=" + script,
                                        "--host=localhost",
                                        "--port=" + run.port(),
                                        "--username=postgres",
                                        run.database()))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor(10, TimeUnit.SECONDS);
        if (process.exitValue() != 0) {
            throw new IOException("pgbench: " + output);
        }
        return output;
    }

    /** A statement with the values it was issued with. */
    static String filledIn(Issued issued) {
        Matcher place = PLACEHOLDER.matcher(issued.sql());
        StringBuilder sql = new StringBuilder();
        while (place.find()) {
            String value = issued.values().get(Integer.parseInt(place.group(1)) - 1);
            place.appendReplacement(sql, Matcher.quoteReplacement(literal(value)));
        }
        return place.appendTail(sql).toString().strip().replaceAll(";\\s*$", "");
    }

    private static String script(Recording recording) {
        StringBuilder text = new StringBuilder();
        text.append("\\set n :n + 1\n\\set t :n * 64 + :client_id\n");
        Iterator<Template> templates = recording.templates().iterator();
        for (Unit unit : recording.units()) {
            if (unit.transaction()) {
                text.append("BEGIN;\n");
            }
            for (Issued statement : unit.statements()) {
                text.append(filled(statement, recording, templates)).append(";\n");
            }
            if (unit.transaction()) {
                text.append(unit.committed() ? "COMMIT;\n" : "ROLLBACK;\n");
            }
        }
        return text.toString();
    }

    private static String filled(
            Issued issued, Recording recording, Iterator<Template> templates) {
        List<String> expressions = new ArrayList<>();
        for (int value = 0; value < issued.values().size(); value++) {
            expressions.add(templates.next().expression(recording::expression));
        }
        Matcher place = PLACEHOLDER.matcher(issued.sql());
        StringBuilder sql = new StringBuilder();
        while (place.find()) {
            String expression = expressions.get(Integer.parseInt(place.group(1)) - 1);
            place.appendReplacement(sql, Matcher.quoteReplacement(expression));
        }
        return place.appendTail(sql).toString().strip().replaceAll(";\\s*$", "");
    }

    /** A colon before a letter would be taken for a variable, so it is written as an escape. */
    static String literal(String value) {
        if (value == null) {
            return "NULL";
        }
        String quoted = value.replace("'", "''");
        return COLON.matcher(quoted).find()
                ? "E'" + COLON.matcher(quoted.replace("\\", "\\\\")).replaceAll("\\\\x3a") + "'"
                : "'" + quoted + "'";
    }
}
