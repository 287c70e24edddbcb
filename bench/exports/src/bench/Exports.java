package bench;

import bench.StatementLog.Issued;
import bench.StatementLog.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * B6: an export of many gifts, made, kept and taken over HTTP in each format, against {@code psql}
 * copying what the same query finds, and Apache POI writing it into a workbook, in turns.
 */
public final class Exports {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    /** What the donors that SQL wrote are owed by other jobs is left out. */
    private static final Map<String, String> OTHER_JOBS_REST =
            Map.of("ALMONER_HANDOVER_WORK_EVERY", "24H", "ALMONER_CONSENT_PROJECT_EVERY", "24H");

    private static final List<String> FORMATS = List.of("CSV", "JSON_LINES", "XLSX");

    private final Measurement measurement;
    private final Map<String, List<Double>> ratios = new TreeMap<>();
    private Server server;
    private Service service;
    private StaffCalls staff;
    private String query;

    private Exports(Measurement measurement) {
        this.measurement = measurement;
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        new Exports(new Measurement(arguments)).measure();
    }

    private void measure() throws Exception {
        Service.Launch launch = measurement.launch("-Xmx128m");
        try (Server started = Server.start(measurement.scratch())) {
            server = started;
            server.execute("CREATE DATABASE " + Server.SERVICE);
            String url = server.url(Server.SERVICE);
            int port = Service.freePort();
            Service.start(launch, url, port, Map.of()).close();
            measurement.introduce(server, launch);
            measurement.say(SeedHistory.seed(server, measurement.number("gifts", 1_000_000), 1));
            try (Service running = Service.start(launch, url, port, OTHER_JOBS_REST)) {
                service = running;
                staff = new StaffCalls(service);
                query = query();
                for (int warm = 0; warm < measurement.number("warm", 3); warm++) {
                    for (String format : FORMATS) {
                        export(format);
                    }
                }
                for (int pair = 1; pair <= measurement.number("pairs", 5); pair++) {
                    measurement.say(pair(pair));
                }
                readBack();
            }
        }
        ratios.forEach(
                (of, values) ->
                        measurement.say(
                                String.format(
                                        Locale.ROOT,
                                        "median ratio of %s: %.2f",
                                        of,
                                        Measurement.median(values))));
        measurement.keep();
    }

    /** Each format once, and both yardsticks. */
    private String pair(int pair) throws Exception {
        List<Took> ours = new ArrayList<>();
        for (String format : FORMATS) {
            ours.add(export(format));
        }
        double before = processor();
        Psql.Copied copied = Psql.copy(server, query, measurement.scratch());
        double between = processor();
        double poi = PoiWorkbook.write(server, query, measurement.scratch());
        double copying = between - before;
        double writing = processor() - between;
        StringBuilder line = new StringBuilder();
        for (Took took : ours) {
            if (took.rows() != copied.rows()) {
                throw new IOException("psql did not copy the same rows");
            }
            note(took.format() + " to psql COPY", took.seconds() / copied.seconds());
            note(took.format() + " to psql COPY by processor time", took.processor() / copying);
            line.append(
                    String.format(
                            Locale.ROOT,
                            "%n        %s made in %.2f s, taken in %.2f s, %,d bytes, processor %.2f s, ratio %.2f",
                            took.format(),
                            took.made(),
                            took.taken(),
                            took.bytes(),
                            took.processor(),
                            took.seconds() / copied.seconds()));
            if (took.format().equals("XLSX")) {
                note("XLSX to POI", took.seconds() / poi);
                note("XLSX to POI by processor time", took.processor() / writing);
                line.append(String.format(Locale.ROOT, ", to POI %.2f", took.seconds() / poi));
            }
        }
        return String.format(
                Locale.ROOT,
                "pair %d: %,d rows, psql COPY %.2f s (processor %.2f s), POI %.2f s (%.2f s);"
                        + " peak memory of the service %,d MiB%s",
                pair,
                copied.rows(),
                copied.seconds(),
                copying,
                poi,
                writing,
                service.peak(),
                line);
    }

    /** Whether somebody else's readers find all rows and the sums on record. */
    private void readBack() throws Exception {
        for (String format : List.of("JSON_LINES", "XLSX")) {
            Path file = measurement.scratch().resolve("taken");
            String record = made(format, LocalDate.now(BERLIN));
            try (OutputStream out = Files.newOutputStream(file)) {
                take(record, out);
            }
            ReadBack read = format.equals("XLSX") ? ReadBack.xlsx(file) : ReadBack.jsonLines(file);
            if (read.rows() != StaffCalls.amount("rows", record)
                    || !record.contains("\"of\":\"amount\",\"total\":{\"minor\":" + read.minor() + ",")) {
                throw new IOException("Read back, the file has " + read + ": " + record);
            }
            measurement.say(
                    String.format(
                            Locale.ROOT,
                            "%s read back: %,d rows, their amounts %,d cents, as on record",
                            format,
                            read.rows(),
                            read.minor()));
        }
    }

    /** Seconds of service, database, and what asks them. */
    private double processor() {
        long self = ProcessHandle.current().pid();
        return Processor.own(service.process())
                + Processor.withChildren(server.process())
                + Processor.own(self)
                + Processor.endedChildren(self);
    }

    private void note(String of, double ratio) {
        ratios.computeIfAbsent(of, none -> new ArrayList<>()).add(ratio);
    }

    /**
     * The query that the service reads an export's rows with, its values filled in. Seen at the export
     * of a day without gifts, because the log quotes files, and then asked for all days.
     */
    private String query() throws Exception {
        server.logStatements(true);
        StatementLog log = new StatementLog(server.statementLog());
        Thread.sleep(1_500);
        log.skip();
        export("CSV", FIRST);
        server.logStatements(false);
        for (Unit unit : log.units(Server.SERVICE)) {
            for (Issued issued : unit.statements()) {
                if (issued.sql().contains("g.amount_minor, g.reversed_minor, g.currency")) {
                    return Pgbench.filledIn(issued)
                            .replaceFirst("(?s)^COPY \\((.*)\\) TO STDOUT$", "$1")
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
     * @param processor seconds of all processes, from the wish to the last byte
     */
    private record Took(
            String format, double made, double taken, double processor, long rows, long bytes) {

        double seconds() {
            return made + taken;
        }
    }

    private Took export(String format) throws Exception {
        return export(format, LocalDate.now(BERLIN));
    }

    private Took export(String format, LocalDate to) throws Exception {
        double before = processor();
        String record = made(format, to);
        long micros =
                server.count(
                        Server.SERVICE,
                        "SELECT extract(epoch FROM ended_at - started_at) * 1000000 FROM export"
                                + " WHERE number = '"
                                + StaffCalls.text("number", record)
                                + "'");
        StaffCalls.Taken file = take(record, OutputStream.nullOutputStream());
        long rows = StaffCalls.amount("rows", record);
        double spent = processor() - before;
        return new Took(format, micros / 1e6, file.seconds(), spent, rows, file.bytes());
    }

    /** The record of an export that was asked for and is done. */
    private String made(String format, LocalDate to) throws Exception {
        staff.signIn();
        String wish =
                "{\"kind\":\"GIFTS\",\"office\":\"DE\",\"from\":\"%s\",\"to\":\"%s\",\"format\":\"%s\"}"
                        .formatted(FIRST, to, format);
        String path = path(staff.post("/v1/staff/exports", wish));
        String record = staff.get(path);
        while (!StaffCalls.text("state", record).equals("DONE")) {
            if (StaffCalls.text("state", record).equals("FAILED")) {
                throw new IOException("The export failed: " + record);
            }
            Thread.sleep(100);
            record = staff.get(path);
        }
        return record;
    }

    private static String path(String record) throws IOException {
        return "/v1/staff/exports/" + StaffCalls.text("number", record);
    }

    private StaffCalls.Taken take(String record, OutputStream to) throws Exception {
        return staff.take(
                path(record) + "/file", "*/*", StaffCalls.text("sha256", record), to);
    }
}
