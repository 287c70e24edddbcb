package bench;

import bench.Load.Turn;
import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * B3: what a donor with a thousand gifts reads, among a million other donors, against the same
 * statements issued over JDBC (and by {@code pgbench} where it is installed) and nothing else.
 */
public final class Portal {

    private static final int WARM = 300;
    private static final List<String> READ =
            List.of(
                    "/v1/me/gifts",
                    "/v1/me/gifts?limit=100",
                    "/v1/me/giving-summary",
                    "/v1/me/recurring-gifts",
                    "/v1/me");

    private final Map<String, String> options;
    private final Path scratch;
    private final int connections;
    private final StringBuilder report = new StringBuilder();

    private Portal(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
        this.connections = number("connections", 8);
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int index = 2; index + 1 < arguments.length; index += 2) {
            options.put(arguments[index].substring(2), arguments[index + 1]);
        }
        new Portal(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
    }

    private void measure(Path jar) throws Exception {
        Service.Launch launch =
                new Service.Launch(
                        jar, scratch, List.of(options.getOrDefault("jvm", "-Xmx256m").split(" ")));
        try (Server server = Server.start(scratch)) {
            server.execute("CREATE DATABASE " + Server.SERVICE);
            String url = server.url(Server.SERVICE);
            int port = Service.freePort();
            Service.start(launch, url, port, Map.of()).close();
            say("Almoner " + options.getOrDefault("commit", "?") + ", " + LocalDate.now());
            say(
                    Runtime.getRuntime().availableProcessors()
                            + " cores, Java "
                            + Runtime.version().feature()
                            + ", PostgreSQL "
                            + server.version()
                            + ", "
                            + connections
                            + " connections, everything on the same cores");
            say(SeedHistory.seed(server, number("donors", 1_000_000), number("gifts", 1000)));
            Map<String, String> everybodyFromHere =
                    Map.of("ALMONER_ACCESS_DONOR_REQUESTS_PER_NETWORK", "100000");
            try (Service service = Service.start(launch, url, port, everybodyFromHere)) {
                // A token lives ten minutes, all reads together take longer.
                for (String path : READ) {
                    compare(server, service, new Read(path, signIn(service)));
                }
                walk(service, signIn(service));
                signIns(service);
            }
        }
        keepReport();
    }

    private static String signIn(Service service) throws Exception {
        return PortalVisitor.signIn(service.port(), SeedHistory.ADDRESS);
    }

    private record Read(String path, String token) {

        HttpLine.Answer send(HttpLine line) throws IOException {
            HttpLine.Answer answer =
                    line.send("GET", path, "Authorization: Bearer " + token + "\r\n", "");
            if (answer.status() != 200) {
                throw new IOException(path + " answered " + answer.status());
            }
            return answer;
        }
    }

    /** One kind of read in turns with its yardsticks. */
    private void compare(Server server, Service service, Read read) throws Exception {
        int bytes = warmUp(service, read);
        List<Issued> statements = record(server, service, read);
        Path script = script(statements);
        List<Double> rates = new ArrayList<>();
        List<Double> overJdbc = new ArrayList<>();
        List<Double> overPgbench = new ArrayList<>();
        List<Double> bares = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        double p99 = 0;
        for (int pair = 0; pair < number("pairs", 5); pair++) {
            Turn served = drive(() -> reading(service, read));
            Turn replayed = drive(() -> replaying(server, statements));
            rates.add(served.rate());
            overJdbc.add(served.rate() / replayed.rate());
            p99 = Math.max(p99, served.millis(0.99));
            if (Pgbench.isInstalled()) {
                double strict =
                        Pgbench.rate(
                                script,
                                new Pgbench.Run(
                                        server.port(), Server.SERVICE, connections, seconds()));
                overPgbench.add(served.rate() / strict);
                bares.add(Bare.rate(service, connections, Duration.ofSeconds(seconds())));
                ceilings.add(Bare.ceiling(bares.get(pair), strict));
            }
        }
        Turn steady =
                Load.steady(
                        4 * connections,
                        middle(rates) / 2,
                        Duration.ofSeconds(seconds()),
                        () -> reading(service, read));
        say(
                String.format(
                        Locale.ROOT,
                        "%-26s %d statements, %6d bytes, %5.0f/s, ratio to JDBC %.3f%s;"
                                + " worst p99 %.1f ms; at half the rate p50 %.1f ms, p99 %.1f ms",
                        read.path(),
                        statements.size(),
                        bytes,
                        middle(rates),
                        middle(overJdbc),
                        overPgbench.isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", to pgbench %.3f (bare HTTP %.0f/s: at most %.3f)",
                                        middle(overPgbench),
                                        middle(bares),
                                        middle(ceilings)),
                        p99,
                        steady.millis(0.50),
                        steady.millis(0.99)));
    }

    private int warmUp(Service service, Read read) throws Exception {
        int bytes = 0;
        try (HttpLine line = new HttpLine(service.port())) {
            for (int call = 0; call < WARM; call++) {
                bytes = read.send(line).body().length();
            }
        }
        Load.drive(
                connections,
                Duration.ofSeconds(number("warmup", 8)),
                () -> reading(service, read));
        return bytes;
    }

    /** What the service asks the database for this read; jobs ask, too, hence three recordings. */
    private List<Issued> record(Server server, Service service, Read read) throws Exception {
        server.logStatements(true);
        List<Issued> fewest = null;
        try (HttpLine line = new HttpLine(service.port())) {
            Thread.sleep(1500);
            StatementLog log = new StatementLog(server.statementLog());
            for (int time = 0; time < 5; time++) {
                log.skip();
                read.send(line);
                Thread.sleep(40);
                List<Issued> issued = new ArrayList<>();
                for (Unit unit : log.units(Server.SERVICE)) {
                    issued.addAll(unit.statements());
                }
                fewest = fewest == null || issued.size() < fewest.size() ? issued : fewest;
                Thread.sleep(230);
            }
        } finally {
            server.logStatements(false);
        }
        Thread.sleep(500);
        return fewest;
    }

    private Path script(List<Issued> statements) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Issued issued : statements) {
            text.append(Pgbench.filledIn(issued)).append(";\n");
        }
        Path script = scratch.resolve("read.sql");
        Files.writeString(script, text.toString());
        return script;
    }

    private Turn drive(Callable<Load.Connection> opener) throws Exception {
        return Load.drive(connections, Duration.ofSeconds(seconds()), opener);
    }

    private static Load.Connection reading(Service service, Read read) {
        HttpLine line = new HttpLine(service.port());
        return new Load.Connection() {
            @Override
            public void runOnce() throws IOException {
                read.send(line);
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }

    /** The same statements with the same values; every column of every row is read. */
    private static Load.Connection replaying(Server server, List<Issued> statements)
            throws SQLException {
        Connection connection = server.connect(Server.SERVICE);
        List<PreparedStatement> prepared = new ArrayList<>();
        for (Issued issued : statements) {
            PreparedStatement one =
                    connection.prepareStatement(issued.sql().replaceAll("\\$\\d+", "?"));
            for (int index = 1; index <= issued.values().size(); index++) {
                one.setObject(index, issued.values().get(index - 1), Types.OTHER);
            }
            prepared.add(one);
        }
        return new Load.Connection() {
            @Override
            public void runOnce() throws SQLException {
                for (PreparedStatement one : prepared) {
                    try (ResultSet rows = one.executeQuery()) {
                        int columns = rows.getMetaData().getColumnCount();
                        while (rows.next()) {
                            for (int column = 1; column <= columns; column++) {
                                rows.getString(column);
                            }
                        }
                    }
                }
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /** All pages of the history: the last one must cost what the first one does. */
    private void walk(Service service, String token) throws IOException {
        List<Double> millis = new ArrayList<>();
        String next = "";
        try (HttpLine line = new HttpLine(service.port())) {
            while (next != null) {
                String path = "/v1/me/gifts?limit=25" + (next.isEmpty() ? "" : "&cursor=" + next);
                long from = System.nanoTime();
                String body = new Read(path, token).send(line).body();
                millis.add((System.nanoTime() - from) / 1e6);
                int at = body.indexOf("\"nextCursor\":\"");
                next = at < 0 ? null : body.substring(at + 14, body.indexOf('"', at + 14));
            }
        }
        say(
                String.format(
                        Locale.ROOT,
                        "all %d pages of the history: median of the first ten %.1f ms, of the last"
                                + " ten %.1f ms",
                        millis.size(),
                        middle(new ArrayList<>(millis.subList(0, 10))),
                        middle(new ArrayList<>(millis.subList(millis.size() - 10, millis.size())))));
    }

    /** From the typed address to the first page, one visitor after another, each another donor. */
    private void signIns(Service service) throws IOException, InterruptedException {
        PortalVisitor visitor = PortalVisitor.at(service.port());
        List<PortalVisitor.Visit> visits = new ArrayList<>();
        int wanted = number("sign-ins", 200);
        for (int donor = 1; donor <= wanted + 50; donor++) {
            PortalVisitor.Visit visit = visitor.visit("donor" + donor + "@example.org");
            if (donor > 50) {
                visits.add(visit);
            }
        }
        say(
                String.format(
                        Locale.ROOT,
                        "%d sign-ins to the first page, one after another: asked %.1f ms, mail %.1f"
                                + " ms later, code redeemed %.1f ms, first page %.1f ms (medians);"
                                + " longest without the mail %.1f ms",
                        wanted,
                        middle(each(visits, PortalVisitor.Visit::askMillis)),
                        middle(each(visits, PortalVisitor.Visit::mailMillis)),
                        middle(each(visits, PortalVisitor.Visit::redeemMillis)),
                        middle(each(visits, PortalVisitor.Visit::pageMillis)),
                        each(
                                        visits,
                                        it -> it.askMillis() + it.redeemMillis() + it.pageMillis())
                                .stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0)));
    }

    private static List<Double> each(
            List<PortalVisitor.Visit> visits, ToDoubleFunction<PortalVisitor.Visit> what) {
        return new ArrayList<>(visits.stream().map(what::applyAsDouble).toList());
    }

    private int seconds() {
        return number("seconds", 8);
    }

    private static double middle(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private void keepReport() throws IOException {
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
