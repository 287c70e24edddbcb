package bench;

import bench.Load.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** B1: complete wizard runs per second against a replay of exactly the SQL they issue. */
public final class Wizard {

    private static final int RECORDED_RUNS = 30;
    private static final Duration DRAIN = Duration.ofSeconds(120);

    /** What the service's jobs still have to do. */
    private static final String WAITING =
            "SELECT (SELECT count(*) FROM outbox_message WHERE state = 'PENDING')"
                    + " + (SELECT count(*) FROM webhook_event WHERE state = 'RECEIVED')";

    private final Map<String, String> options;
    private final Path scratch;
    private final int connections;
    private final StringBuilder report = new StringBuilder();

    private Wizard(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
        this.connections = number("connections", 8);
    }

    /** Arguments: the packaged jar, a scratch directory, then options with or without values. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int index = 2; index < arguments.length; index++) {
            boolean flag =
                    index + 1 == arguments.length || arguments[index + 1].startsWith("--");
            options.put(arguments[index].substring(2), flag ? "" : arguments[index + 1]);
            index += flag ? 0 : 1;
        }
        new Wizard(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
    }

    private void measure(Path jar) throws Exception {
        List<String> jvm = List.of(options.getOrDefault("jvm", "-Xmx1g").split(" "));
        try (Server server = Server.start(scratch)) {
            server.execute("CREATE DATABASE " + Server.SERVICE);
            String url = server.url(Server.SERVICE);
            Service.start(jar, url, scratch, jvm).close();
            server.execute(
                    "CREATE DATABASE " + Server.YARDSTICK + " TEMPLATE " + Server.SERVICE);
            try (Service service = Service.start(jar, url, scratch, jvm)) {
                say("Almoner " + options.getOrDefault("commit", "?") + ", " + LocalDate.now());
                say(machine() + ", PostgreSQL " + server.version() + ", JVM " + jvm);
                turn(service, number("warmup", 60));
                Recording recording = record(server, service);
                say("A run: " + recording.summary());
                if (options.containsKey("show")) {
                    System.out.println(recording.listing());
                }
                replay(server, recording, Math.max(2, number("warmup", 60) / 4));
                pairs(server, service, recording);
            }
        }
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.APPEND);
        }
    }

    private Recording record(Server server, Service service) throws Exception {
        awaitQuiet(server);
        server.logStatements(true);
        Thread.sleep(1500);
        StatementLog log = new StatementLog(server.statementLog());
        List<List<StatementLog.Unit>> runs = new ArrayList<>();
        try (HttpLine line = new HttpLine(service.port())) {
            for (int run = 0; run < RECORDED_RUNS; run++) {
                log.skip();
                String draft = GiftRun.make(line);
                Thread.sleep(30);
                runs.add(RequestPath.of(log.units(Server.SERVICE), draft));
                Thread.sleep(300);
            }
        } finally {
            server.logStatements(false);
        }
        return new Recording(runs);
    }

    private void pairs(Server server, Service service, Recording recording) throws Exception {
        List<Double> ratios = new ArrayList<>();
        List<Double> strict = new ArrayList<>();
        int seconds = number("seconds", 20);
        Pgbench pgbench =
                Pgbench.isInstalled() ? new Pgbench(recording, server.port(), scratch) : null;
        for (int pair = 1; pair <= number("pairs", 5); pair++) {
            Map<String, Long> before = server.rows(Server.SERVICE);
            double serviceBusy = service.processorSeconds();
            double databaseBusy = server.processorSeconds();
            Turn service1 = turn(service, seconds);
            double drain = awaitQuiet(server);
            serviceBusy = (service.processorSeconds() - serviceBusy) * 1e3 / service1.runs();
            databaseBusy = (server.processorSeconds() - databaseBusy) * 1e3 / service1.runs();
            String busy =
                    String.format(
                            Locale.ROOT,
                            "        processor time per run, jobs included: service %.2f ms,"
                                    + " database %.2f ms",
                            serviceBusy,
                            databaseBusy);
            String grown = growth(before, server.rows(Server.SERVICE), service1.runs());
            Map<String, Long> beforeReplay = server.rows(Server.YARDSTICK);
            Turn yardstick = replay(server, recording, seconds);
            String replayed =
                    growth(beforeReplay, server.rows(Server.YARDSTICK), yardstick.runs());
            ratios.add(service1.rate() / yardstick.rate());
            say(
                    String.format(
                            Locale.ROOT,
                            "pair %d: service %.0f runs/s (p50 %.1f ms, p99 %.1f ms; jobs done %.1f s"
                                    + " later), yardstick %.0f runs/s, ratio %.3f",
                            pair,
                            service1.rate(),
                            service1.millis(0.50),
                            service1.millis(0.99),
                            drain,
                            yardstick.rate(),
                            ratios.get(pair - 1)));
            say(busy);
            if (pgbench != null) {
                Map<String, Long> beforePgbench = server.rows(Server.YARDSTICK);
                Turn turn = pgbench.run(connections, seconds);
                growth(beforePgbench, server.rows(Server.YARDSTICK), turn.runs());
                strict.add(service1.rate() / turn.rate());
                say(
                        String.format(
                                Locale.ROOT,
                                "        pgbench %.0f runs/s, ratio %.3f",
                                turn.rate(),
                                strict.get(pair - 1)));
            }
            if (pair == 1) {
                say("rows per run, service:   " + grown);
                say("rows per run, yardstick: " + replayed);
            }
        }
        say("median ratio to the JDBC replay: " + median(ratios));
        if (!strict.isEmpty()) {
            say("median ratio to pgbench:         " + median(strict));
        }
    }

    private static String median(List<Double> ratios) {
        ratios.sort(null);
        return String.format(Locale.ROOT, "%.3f", ratios.get(ratios.size() / 2));
    }

    /** Every run is one settled gift: anything else makes the figure worthless. */
    private static String growth(Map<String, Long> before, Map<String, Long> after, long runs) {
        Map<String, String> grown = new TreeMap<>();
        after.forEach(
                (table, count) -> {
                    double each = (count - before.getOrDefault(table, 0L)) / (double) runs;
                    if (each > 0.001) {
                        grown.put(table, String.format(Locale.ROOT, "%.2f", each));
                    }
                });
        long gifts = after.getOrDefault("donation", 0L) - before.getOrDefault("donation", 0L);
        if (gifts != runs) {
            throw new IllegalStateException(runs + " runs, but " + gifts + " gifts: " + grown);
        }
        return grown.toString();
    }

    private Turn turn(Service service, int seconds) throws Exception {
        return Load.drive(
                connections,
                Duration.ofSeconds(seconds),
                () -> {
                    HttpLine line = new HttpLine(service.port());
                    return new Load.Connection() {
                        @Override
                        public void runOnce() throws IOException {
                            GiftRun.make(line);
                        }

                        @Override
                        public void close() throws IOException {
                            line.close();
                        }
                    };
                });
    }

    private Turn replay(Server server, Recording recording, int seconds) throws Exception {
        return Load.drive(
                connections,
                Duration.ofSeconds(seconds),
                () -> new Replay(server.connect(Server.YARDSTICK), recording));
    }

    /** Waits until the jobs have nothing left to do, and says how many seconds that took. */
    private double awaitQuiet(Server server) throws Exception {
        String waiting = options.getOrDefault("waiting", WAITING);
        long started = System.nanoTime();
        while (!waiting.isEmpty()
                && server.count(Server.SERVICE, waiting) > 0
                && System.nanoTime() - started < DRAIN.toNanos()) {
            Thread.sleep(100);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private String machine() {
        return Runtime.getRuntime().availableProcessors()
                + " cores, Java "
                + Runtime.version().feature()
                + ", "
                + connections
                + " connections, generator and database on the same cores";
    }

    private void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
