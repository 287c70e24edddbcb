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
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "pgbench",
                                        "--no-vacuum",
                                        "--protocol=prepared",
                                        "--client=" + connections,
                                        "--jobs=2",
                                        "--time=" + seconds,
                                        "--define=n=" + turns * PER_TURN,
                                        "--file=" + script,
                                        "--host=localhost",
                                        "--port=" + port,
                                        "--username=postgres",
                                        Server.YARDSTICK))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor(10, TimeUnit.SECONDS);
        Matcher processed = PROCESSED.matcher(output);
        Matcher rate = RATE.matcher(output);
        if (process.exitValue() != 0 || !processed.find() || !rate.find()) {
            throw new IOException("pgbench: " + output);
        }
        long runs = Long.parseLong(processed.group(1));
        return new Load.Turn(runs, runs / Double.parseDouble(rate.group(1)), new long[0]);
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
