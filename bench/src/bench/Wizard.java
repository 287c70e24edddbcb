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
import java.util.concurrent.Callable;

/** B1: complete wizard runs per second against a replay of exactly the SQL they issue. */
public final class Wizard {

    private static final int COLD_RUNS = 20;
    private static final int RECORDED_RUNS = 30;
    private static final Duration DRAIN = Duration.ofSeconds(120);

    /** What the service's jobs still have to do. */
    private static final String WAITING =
            "SELECT (SELECT count(*) FROM outbox_message WHERE state = 'PENDING')"
                    + " + (SELECT count(*) FROM webhook_event WHERE state = 'RECEIVED')";

    private final Map<String, String> options;
    final Path scratch;
    final int connections;
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
            boolean flag = index + 1 == arguments.length || arguments[index + 1].startsWith("--");
            options.put(arguments[index].substring(2), flag ? "" : arguments[index + 1]);
            index += flag ? 0 : 1;
        }
        new Wizard(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
    }

    private void measure(Path jar) throws Exception {
        List<String> jvm = List.of(options.getOrDefault("jvm", "-Xmx1g").split(" "));
        Service.Launch launch = new Service.Launch(jar, scratch, jvm);
        try (Server server = Server.start(scratch)) {
            server.execute("CREATE DATABASE " + Server.SERVICE);
            String url = server.url(Server.SERVICE);
            int port = Service.freePort();
            Service.start(launch, url, port, Map.of()).close();
            server.execute("CREATE DATABASE " + Server.YARDSTICK + " TEMPLATE " + Server.SERVICE);
            try (Outside outside =
                            options.containsKey("outside") ? Outside.start(scratch, port) : null;
                    Service service =
                            Service.start(
                                    launch,
                                    url,
                                    port,
                                    outside == null ? Map.of() : outside.environment())) {
                say("Almoner " + options.getOrDefault("commit", "?") + ", " + LocalDate.now());
                say(machine() + ", PostgreSQL " + server.version() + ", JVM " + jvm);
                say(
                        "Provider and mailbox: "
                                + (outside == null
                                        ? "inside the service"
                                        : "a process of their own"));
                warmUp(server, service, outside);
                Recording recording = record(server, service);
                say("A run: " + recording.summary());
                if (options.containsKey("show")) {
                    System.out.println(recording.listing());
                }
                replay(server, recording, Math.max(2, number("warmup", 60) / 4));
                new Pairs(this, server, service, outside).measure(recording);
            }
        }
        keepReport();
    }

    private void keepReport() throws IOException {
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /**
     * Drives the service until what is hot is compiled: for the time asked for, and then on while
     * the compiler takes a tenth of its processor time, but at most four times as long.
     */
    private void warmUp(Server server, Service service, Outside outside) throws Exception {
        int seconds = number("warmup", 60);
        int slice = Math.max(1, seconds / 4);
        int spent = 0;
        long runs = COLD_RUNS;
        double compiling = 1;
        goGently(service);
        while (spent < seconds || (compiling > 0.10 && spent < 4 * seconds)) {
            Meter before = Meter.read(service, outside, server);
            runs += turn(service, slice).runs();
            compiling = Meter.read(service, outside, server).since(before).compiling();
            spent += slice;
        }
        say(
                String.format(
                        Locale.ROOT,
                        "Warmed up by %d runs in %d s; at the end the compiler took %.0f %% of the"
                                + " service's processor time",
                        runs,
                        spent,
                        compiling * 100));
    }

    /** The first calls load thousands of classes: eight at once run into time limits. */
    private static void goGently(Service service) throws IOException {
        try (HttpLine line = new HttpLine(service.port())) {
            for (int run = 0; run < COLD_RUNS; run++) {
                GiftRun.make(line);
            }
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

    Turn turn(Service service, int seconds) throws Exception {
        return Load.drive(connections, Duration.ofSeconds(seconds), calls(service));
    }

    static Callable<Load.Connection> calls(Service service) {
        return () -> {
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
        };
    }

    Turn replay(Server server, Recording recording, int seconds) throws Exception {
        return Load.drive(
                connections,
                Duration.ofSeconds(seconds),
                () -> new Replay(server.connect(Server.YARDSTICK), recording));
    }

    /** Waits until the jobs have nothing left to do, and says how many seconds that took. */
    double awaitQuiet(Server server) throws Exception {
        String waiting = options.getOrDefault("waiting", WAITING);
        long started = System.nanoTime();
        while (!waiting.isEmpty()
                && server.count(Server.SERVICE, waiting) > 0
                && System.nanoTime() - started < DRAIN.toNanos()) {
            Thread.sleep(100);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    int number(String name, int otherwise) {
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

    void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
