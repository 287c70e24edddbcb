package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * B6: an export of many gifts, made, kept and taken over HTTP, against {@code psql} copying what
 * the same query finds, in turns.
 */
public final class Exports {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Map<String, String> options;
    private final Path scratch;
    private final StringBuilder report = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private String address;
    private String token;

    private Exports(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int index = 2; index + 1 < arguments.length; index += 2) {
            options.put(arguments[index].substring(2), arguments[index + 1]);
        }
        new Exports(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
    }

    private void measure(Path jar) throws Exception {
        String jvm = options.getOrDefault("jvm", "-Xmx128m");
        Service.Launch launch = new Service.Launch(jar, scratch, List.of(jvm.split(" ")));
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
                            + " "
                            + jvm
                            + ", PostgreSQL "
                            + server.version());
            say(SeedHistory.seed(server, number("gifts", 1_000_000), 1));
            try (Service service = Service.start(launch, url, port, Map.of())) {
                address = "http://127.0.0.1:" + service.port();
                compare(server);
            }
        }
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void compare(Server server) throws Exception {
        String query = query(server);
        for (int warm = 0; warm < number("warm", 5); warm++) {
            export(server, "CSV");
        }
        List<Double> csv = new ArrayList<>();
        for (int pair = 1; pair <= number("pairs", 5); pair++) {
            Took ours = export(server, "CSV");
            double copied = copy(server, query, ours.rows());
            csv.add(ours.seconds() / copied);
            say(
                    String.format(
                            Locale.ROOT,
                            "pair %d: CSV made in %.2f s, taken in %.2f s, %,d rows, %,d bytes;"
                                    + " psql COPY %.2f s; ratio %.2f",
                            pair,
                            ours.made(),
                            ours.taken(),
                            ours.rows(),
                            ours.bytes(),
                            copied,
                            ours.seconds() / copied));
        }
        csv.sort(null);
        say(
                String.format(
                        Locale.ROOT, "median ratio to psql COPY: %.2f", csv.get(csv.size() / 2)));
        for (String format : List.of("JSON_LINES", "XLSX")) {
            Took took = export(server, format);
            say(
                    String.format(
                            Locale.ROOT,
                            "%s made in %.2f s, taken in %.2f s, %,d bytes",
                            format,
                            took.made(),
                            took.taken(),
                            took.bytes()));
        }
    }

    /**
     * The query that the service reads an export's rows with, its values filled in. Seen at the export
     * of a day without gifts, because the log quotes files, and then asked for all days.
     */
    private String query(Server server) throws Exception {
        server.logStatements(true);
        StatementLog log = new StatementLog(server.statementLog());
        Thread.sleep(1_500);
        log.skip();
        export(server, "CSV", FIRST);
        server.logStatements(false);
        for (Unit unit : log.units(Server.SERVICE)) {
            for (Issued issued : unit.statements()) {
                if (issued.sql().contains("g.amount_minor, g.reversed_minor, g.currency")) {
                    return Pgbench.filledIn(issued)
                            .replaceFirst("settled_at < '[^']*'", "settled_at < 'tomorrow'");
                }
            }
        }
        throw new IOException("The service read no rows");
    }

    /**
     * An export.
     *
     * @param made seconds from its start to its end, by its record
     * @param taken seconds its file took over HTTP
     */
    private record Took(double made, double taken, long rows, long bytes) {

        double seconds() {
            return made + taken;
        }
    }

    private Took export(Server server, String format) throws Exception {
        return export(server, format, LocalDate.now(BERLIN));
    }

    private Took export(Server server, String format, LocalDate to) throws Exception {
        String clerk = "{\"name\":\"Bench\",\"roles\":[\"finance\"],\"offices\":[\"DE\"]}";
        token = text("accessToken", post("/dev/staff-tokens", clerk));
        String wish =
                "{\"kind\":\"GIFTS\",\"office\":\"DE\",\"from\":\"%s\",\"to\":\"%s\",\"format\":\"%s\"}"
                        .formatted(FIRST, to, format);
        String number = text("number", post("/v1/staff/exports", wish));
        String record = get("/v1/staff/exports/" + number);
        while (!text("state", record).equals("DONE")) {
            if (text("state", record).equals("FAILED")) {
                throw new IOException("The export failed: " + record);
            }
            Thread.sleep(100);
            record = get("/v1/staff/exports/" + number);
        }
        long micros =
                server.count(
                        Server.SERVICE,
                        "SELECT extract(epoch FROM ended_at - started_at) * 1000000 FROM export"
                                + " WHERE number = '"
                                + number
                                + "'");
        long began = System.nanoTime();
        long bytes = take(number, text("sha256", record));
        double taken = (System.nanoTime() - began) / 1e9;
        return new Took(micros / 1e6, taken, amount("rows", record), bytes);
    }

    private long take(String number, String sha256) throws Exception {
        HttpResponse<InputStream> file =
                http.send(
                        request("/v1/staff/exports/" + number + "/file").GET().build(),
                        BodyHandlers.ofInputStream());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = file.body()) {
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                digest.update(buffer, 0, some);
                bytes += some;
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException("The file is not the one on record");
        }
        return bytes;
    }

    /** Seconds that {@code psql} takes to copy what the query finds into a file of the scratch. */
    private double copy(Server server, String query, long rows) throws Exception {
        Path file = scratch.resolve("copied.csv");
        long began = System.nanoTime();
        Process psql =
                new ProcessBuilder(
                                "psql",
                                server.url(Server.SERVICE)
                                        .replace("jdbc:postgresql://", "postgresql://postgres@"),
                                "-X",
                                "-q",
                                "-c",
                                "COPY (" + query + ") TO STDOUT (FORMAT csv, HEADER)")
                        .redirectOutput(file.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int result = psql.waitFor();
        double seconds = (System.nanoTime() - began) / 1e9;
        try (var lines = Files.lines(file)) {
            if (result != 0 || lines.count() != rows + 1) {
                throw new IOException("psql did not copy the same rows");
            }
        }
        return seconds;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String post(String path, String body) throws Exception {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private String get(String path) throws Exception {
        return answer(request(path).GET().build());
    }

    private String answer(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String text(String member, String json) throws IOException {
        return found("\"" + member + "\":\"([^\"]*)\"", json);
    }

    private static long amount(String member, String json) throws IOException {
        return Long.parseLong(found("\"" + member + "\":([0-9]+)", json));
    }

    private static String found(String pattern, String json) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IOException("The answer lacks " + pattern);
        }
        return matcher.group(1);
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
