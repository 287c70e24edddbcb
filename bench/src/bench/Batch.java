package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * B7, first half: a batch of many direct debits made and its pain.008 taken over HTTP, against
 * {@code psql} copying its rows plus the JDK's XML writer writing as many collections into nowhere,
 * in turns. The batch is cancelled after each turn, so that the next one holds the same
 * collections.
 */
public final class Batch {

    private static final String COLLECTIONS =
            """
            INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor, currency,
                                 state, provider_key, provider_key_expires_at, provider_reference, locale,
                                 details, opened_at, changed_at, version)
            SELECT md5('p' || n)::uuid, md5('g' || n)::uuid, 1, 'DE', 'sepa', 'SEPA_DIRECT_DEBIT',
                   500 + n %% 10000, 'EUR', 'PENDING', 'bench-' || n, now() + interval '1 year',
                   md5('p' || n), 'de', '{}', now(), now(), 1
              FROM generate_series(1, %1$d) n;
            INSERT INTO sepa_collection (payment_id, mandate_id, end_to_end_id, amount_minor, due_on,
                                         asked_at, announced_at)
            SELECT md5('p' || n)::uuid, (SELECT id FROM sepa_mandate LIMIT 1), md5('p' || n),
                   500 + n %% 10000, current_date + 8, now(), now() - interval '30 days'
              FROM generate_series(1, %1$d) n;
            UPDATE sepa_mandate SET sequence = 'RCUR'""";

    private static final String ROWS =
            "SELECT c.end_to_end_id, c.amount_minor, c.purpose, m.reference, m.agreed_on, m.holder,"
                    + " m.account FROM sepa_collection c JOIN sepa_mandate m ON m.id = c.mandate_id"
                    + " WHERE c.block IS NOT NULL ORDER BY c.payment_id";

    private final Map<String, String> options;
    private final Path scratch;
    private final StringBuilder report = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private String address;
    private String token;

    private Batch(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int index = 2; index + 1 < arguments.length; index += 2) {
            options.put(arguments[index].substring(2), arguments[index + 1]);
        }
        new Batch(options, Path.of(arguments[1])).measure(Path.of(arguments[0]));
    }

    private void measure(Path jar) throws Exception {
        String jvm = options.getOrDefault("jvm", "-Xmx128m");
        Service.Launch launch = new Service.Launch(jar, scratch, List.of(jvm.split(" ")));
        int collections = number("collections", 100_000);
        try (Server server = Server.start(scratch)) {
            server.execute("CREATE DATABASE " + Server.SERVICE);
            say("Almoner " + options.getOrDefault("commit", "?") + ", " + LocalDate.now());
            say(
                    Runtime.getRuntime().availableProcessors()
                            + " cores, Java "
                            + Runtime.version().feature()
                            + " "
                            + jvm
                            + ", PostgreSQL "
                            + server.version());
            try (Service service =
                    Service.start(
                            launch,
                            server.url(Server.SERVICE),
                            Service.freePort(),
                            Map.of("ALMONER_SEPA_ENABLED", "true"))) {
                address = "http://127.0.0.1:" + service.port();
                donorAgrees();
                seed(server, collections);
                compare(server, service, collections);
            }
        }
        if (options.containsKey("record")) {
            Files.writeString(
                    Path.of(options.get("record")),
                    "\n```\n" + report + "```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** One mandate through the wizard: its account is sealed with the service's own key. */
    private void donorAgrees() throws Exception {
        String draft =
                post(
                        "/v1/gift-drafts",
                        "{\"country\":\"DE\",\"locale\":\"de\",\"cadence\":\"ONCE\",\"amount\":{\"minor\":2500,\"currency\":\"EUR\"}}");
        String path = "/v1/gift-drafts/" + text("id", draft);
        String secret = text("draftToken", draft);
        draft(
                "PUT",
                path + "/donor",
                secret,
                "{\"kind\":\"PERSON\",\"firstName\":\"Erika\",\"lastName\":\"Beispiel\",\"email\":\"erika@example.org\","
                                + "\"address\":{\"street\":\"Musterweg\",\"houseNumber\":\"1\",\"postcode\":\"10115\",\"town\":\"Berlin\","
                                + "\"country\":\"DE\"},\"consents\":[{\"id\":\"de-privacy\",\"version\":1,\"given\":true},"
                        + "{\"id\":\"de-transfer\",\"version\":1,\"given\":true}]}");
        draft(
                "PUT",
                path + "/payment-method",
                secret,
                "{\"method\":\"SEPA_DIRECT_DEBIT\",\"iban\":\"DE89370400440532013000\",\"accountHolder\":\"Erika Beispiel\","
                        + "\"mandate\":{\"textId\":\"sepa-core\",\"version\":1,\"agreed\":true}}");
        draft("POST", path + "/completion", secret, "{}");
    }

    private void seed(Server server, int collections) throws Exception {
        long began = System.nanoTime();
        try (Connection connection = server.connect(Server.SERVICE);
                Statement statement = connection.createStatement()) {
            for (String sql : String.format(Locale.ROOT, COLLECTIONS, collections).split(";")) {
                statement.execute(sql);
            }
            statement.execute("VACUUM ANALYZE");
        }
        say(
                String.format(
                        Locale.ROOT,
                        "%,d collections that are ready, written in %.0f s",
                        collections,
                        (System.nanoTime() - began) / 1e9));
    }

    private void compare(Server server, Service service, int collections) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= number("pairs", 5); pair++) {
            Took ours = batch(server, collections);
            double copied = copy(server, collections);
            double written = write(collections);
            post("/v1/staff/direct-debit-batches/" + ours.id() + "/cancellation", "{\"neverReachedTheBank\":true}");
            ratios.add(ours.taken() / (copied + written));
            say(
                    String.format(
                            Locale.ROOT,
                            "pair %d: made in %.2f s, taken in %.2f s, %,d bytes; psql COPY %.2f s,"
                                    + " StAX %.2f s; ratio of the file %.2f, peak memory %,d MiB",
                            pair,
                            ours.made(),
                            ours.taken(),
                            ours.bytes(),
                            copied,
                            written,
                            ours.taken() / (copied + written),
                            peak(service)));
        }
        ratios.sort(null);
        say(
                String.format(
                        Locale.ROOT,
                        "median ratio of the file to COPY and StAX: %.2f",
                        ratios.get(ratios.size() / 2)));
    }

    /**
     * A batch.
     *
     * @param made seconds from the wish to the frozen batch, its file's hash included
     * @param taken seconds its file took over HTTP
     */
    private record Took(String id, double made, double taken, long bytes) {}

    private Took batch(Server server, int collections) throws Exception {
        token =
                text(
                        "accessToken",
                        post(
                                "/dev/staff-tokens",
                                "{\"name\":\"Bench\",\"roles\":[\"finance\"],\"offices\":[\"DE\"]}"));
        long began = System.nanoTime();
        String id = text("id", post("/v1/staff/direct-debit-batches", "{\"office\":\"DE\"}"));
        String batch = get("/v1/staff/direct-debit-batches/" + id);
        while (!text("state", batch).equals("MADE")) {
            Thread.sleep(50);
            batch = get("/v1/staff/direct-debit-batches/" + id);
        }
        double made = (System.nanoTime() - began) / 1e9;
        if (Long.parseLong(found("\"collections\":([0-9]+)", batch)) < collections) {
            throw new IOException("The batch lacks collections");
        }
        began = System.nanoTime();
        long bytes = take(id, text("sha256", batch));
        return new Took(id, made, (System.nanoTime() - began) / 1e9, bytes);
    }

    private long take(String id, String sha256) throws Exception {
        HttpResponse<InputStream> file =
                http.send(
                        request("/v1/staff/direct-debit-batches/" + id + "/file")
                                .header("Accept", "application/xml")
                                .GET()
                                .build(),
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

    private double copy(Server server, long rows) throws Exception {
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
                                "COPY (" + ROWS + ") TO STDOUT (FORMAT csv, HEADER)")
                        .redirectOutput(file.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int result = psql.waitFor();
        double seconds = (System.nanoTime() - began) / 1e9;
        try (var lines = Files.lines(file)) {
            if (result != 0 || lines.count() < rows) {
                throw new IOException("psql did not copy the same rows");
            }
        }
        return seconds;
    }

    /** Seconds in which the JDK's writer writes as many collections into nowhere. */
    private static double write(int collections) throws XMLStreamException {
        long began = System.nanoTime();
        XMLStreamWriter out =
                XMLOutputFactory.newDefaultFactory()
                        .createXMLStreamWriter(OutputStream.nullOutputStream(), "UTF-8");
        out.writeStartDocument();
        out.writeStartElement("Document");
        for (int i = 0; i < collections; i++) {
            out.writeStartElement("DrctDbtTxInf");
            for (String name :
                    List.of(
                            "EndToEndId", "InstdAmt", "MndtId", "DtOfSgntr", "Othr", "Nm", "IBAN", "Cd",
                            "Ustrd")) {
                out.writeStartElement(name);
                out.writeCharacters("019ab0c47a2270008a000a1b2c3d4e5f");
                out.writeEndElement();
            }
            out.writeEndElement();
        }
        out.writeEndDocument();
        out.close();
        return (System.nanoTime() - began) / 1e9;
    }

    private static long peak(Service service) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + service.process() + "/status"))) {
            return lines.filter(it -> it.startsWith("VmHWM"))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String draft(String method, String path, String secret, String body) throws Exception {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Draft-Token", secret)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, BodyPublishers.ofString(body))
                        .build());
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
