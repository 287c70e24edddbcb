package bench;

import bench.Load.Turn;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * F8: what a flood of sign-in requests does to others. Half of it asks for one known address from a
 * thousand networks (addresses of loopback), half for many addresses from one network. Others read
 * a page of gifts at a constant rate, without and with the flood, in turns.
 */
public final class Flood {

    private static final int NETWORKS = 1000;
    private static final int HANDS = 16;

    /** Seconds that the flood begins before and ends after the others of a turn. */
    private static final int FLOOD_LONGER = 4;

    private final Map<String, String> options;
    private final Path scratch;
    private final StringBuilder report = new StringBuilder();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private Flood(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int index = 2; index + 1 < arguments.length; index += 2) {
            options.put(arguments[index].substring(2), arguments[index + 1]);
        }
        new Flood(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
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
                    String.format(
                            Locale.ROOT,
                            "%d cores, Java %d, PostgreSQL %s, others %d/s, flood %d/s, turns of %d"
                                    + " s, everything on the same cores",
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.version().feature(),
                            server.version(),
                            others(),
                            number("flood", 100),
                            seconds()));
            say(SeedHistory.seed(server, number("donors", 2000), 100));
            try (Service service = Service.start(launch, url, port, Map.of())) {
                String token = PortalVisitor.signIn(service.port(), SeedHistory.ADDRESS);
                calm(service, token, number("warmup", 20));
                flooded(service, token);
                inTurns(server, service, token);
                tally(server);
            }
        }
        keepReport();
    }

    /** What others wait: calm and flooded, each as often, the first of a pair by turns. */
    private void inTurns(Server server, Service service, String token) throws Exception {
        List<Double> ratios = new ArrayList<>();
        List<Double> calmly = new ArrayList<>();
        List<Double> flooded = new ArrayList<>();
        for (int pair = 1; pair <= number("pairs", 5); pair++) {
            double idle = processor(server, service);
            Turn before = calm(service, token, seconds());
            double begun = processor(server, service);
            Turn during = flooded(service, token);
            double ended = processor(server, service);
            Turn after = calm(service, token, seconds());
            flooded.add((ended - begun) / (seconds() + FLOOD_LONGER));
            calmly.add((begun - idle + processor(server, service) - ended) / 2 / seconds());
            double calm = (before.millis(0.95) + after.millis(0.95)) / 2;
            ratios.add(during.millis(0.95) / calm);
            say(
                    String.format(
                            Locale.ROOT,
                            "pair %d: p50 %.2f, %.2f, %.2f ms, p95 %.2f, %.2f, %.2f ms,"
                                    + " longest %.0f, %.0f, %.0f ms without, with, without the flood:"
                                    + " ratio of p95 %.2f",
                            pair,
                            before.millis(0.50),
                            during.millis(0.50),
                            after.millis(0.50),
                            before.millis(0.95),
                            during.millis(0.95),
                            after.millis(0.95),
                            before.millis(1),
                            during.millis(1),
                            after.millis(1),
                            during.millis(0.95) / calm));
        }
        say(
                String.format(
                        Locale.ROOT,
                        "median ratio of p95: %.2f (goal: less than 1.5); processor time of service"
                                + " and database: %.0f ms a second without, %.0f ms with the flood",
                        middle(ratios),
                        1000 * middle(calmly),
                        1000 * middle(flooded)));
    }

    private static double processor(Server server, Service service) {
        return Processor.own(service.process()) + Processor.withChildren(server.process());
    }

    private static double middle(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private Turn calm(Service service, String token, int seconds) throws Exception {
        return Load.steady(
                HANDS, others(), Duration.ofSeconds(seconds), () -> reading(service, token));
    }

    private Turn flooded(Service service, String token) throws Exception {
        ExecutorService flood = Executors.newSingleThreadExecutor();
        try {
            // The flood is there when the others begin, and goes on until they are done.
            Future<Turn> flooding =
                    flood.submit(
                            () ->
                                    Load.steady(
                                            HANDS,
                                            number("flood", 100),
                                            Duration.ofSeconds(seconds() + FLOOD_LONGER),
                                            attacking(service)));
            Thread.sleep(FLOOD_LONGER * 500);
            Turn others = calm(service, token, seconds());
            flooding.get();
            return others;
        } finally {
            flood.shutdownNow();
        }
    }

    private static Load.Connection reading(Service service, String token) {
        HttpLine line = new HttpLine(service.port());
        return new Load.Connection() {
            @Override
            public void runOnce() throws IOException {
                int status =
                        line.send("GET", "/v1/me/gifts", "Authorization: Bearer " + token + "\r\n", "")
                                .status();
                if (status != 200) {
                    throw new IOException("Others were answered " + status);
                }
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }

    private Callable<Load.Connection> attacking(Service service) {
        AtomicLong turn = new AtomicLong();
        return () ->
                new Load.Connection() {
                    private final HttpLine same =
                            new HttpLine(service.port(), InetAddress.getByName("127.77.0.1"));

                    @Override
                    public void runOnce() throws IOException {
                        long number = turn.getAndIncrement();
                        if (number % 2 == 0) {
                            try (HttpLine line = new HttpLine(service.port(), network(number))) {
                                count(ask(line, SeedHistory.ADDRESS));
                            }
                        } else {
                            count(ask(same, "donor" + number % 2000 + "@example.org"));
                        }
                    }

                    @Override
                    public void close() throws IOException {
                        same.close();
                    }
                };
    }

    private static InetAddress network(long number) throws IOException {
        long one = number / 2 % NETWORKS;
        return InetAddress.getByName("127.78." + one / 250 + "." + (one % 250 + 1));
    }

    private static int ask(HttpLine line, String address) throws IOException {
        String wish = "{\"email\":\"" + address + "\",\"locale\":\"en\"}";
        return line.send("POST", "/v1/sign-in-links", "", wish).status();
    }

    private void count(int status) throws IOException {
        sent.incrementAndGet();
        switch (status) {
            case 202 -> accepted.incrementAndGet();
            case 429 -> refused.incrementAndGet();
            default -> throw new IOException("The flood was answered " + status);
        }
    }

    /** What became of the flood; the first sign-in, of the reader, is one of the wishes. */
    private void tally(Server server) throws Exception {
        String most =
                "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM sign_in_request"
                        + " WHERE mail = 'YES' GROUP BY email) mails";
        say(
                String.format(
                        Locale.ROOT,
                        "sent %d: %d answered 202, %d answered 429; wishes noted %d, mails %d, at"
                                + " most %d to one mailbox",
                        sent.get(),
                        accepted.get(),
                        refused.get(),
                        server.count(Server.SERVICE, "SELECT count(*) FROM sign_in_request"),
                        server.count(
                                Server.SERVICE,
                                "SELECT count(*) FROM sign_in_request WHERE mail = 'YES'"),
                        server.count(Server.SERVICE, most)));
    }

    private int others() {
        return number("others", 50);
    }

    private int seconds() {
        return number("seconds", 10);
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
