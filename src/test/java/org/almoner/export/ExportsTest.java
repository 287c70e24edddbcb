package org.almoner.export;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.tax.GiftsOfAYear;
import org.almoner.tax.IssuedStatements;
import org.junit.jupiter.api.Test;

/** Exports, asked for and taken away over HTTP, made as a node makes them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportsTest {

    @Inject GiftsOfAYear gifts;
    @Inject TakenBack takenBack;
    @Inject IssuedStatements statements;
    @Inject MakeExports make;
    @Inject ExportRows rows;
    @Inject LetFilesGo letFilesGo;
    @Inject SelfCheck selfCheck;
    @Inject @Patient Sql patient;

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    private static Map<String, Object> wish(String kind, int year, String format) {
        return Map.of(
                "kind",
                kind,
                "office",
                "DE",
                "from",
                year + "-01-01",
                "to",
                year + "-12-31",
                "format",
                format);
    }

    private static Map<String, Object> onlyNew(int year) {
        return Map.of(
                "kind",
                "JOURNAL",
                "office",
                "DE",
                "from",
                year + "-01-01",
                "to",
                year + "-12-31",
                "format",
                "CSV",
                "onlyNew",
                true);
    }

    private static String ask(Map<String, Object> wish) {
        return clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/exports")
                .then()
                .statusCode(201)
                .body("state", equalTo("WAITING"))
                .extract()
                .path("number");
    }

    private String made(Map<String, Object> wish) {
        String number = ask(wish);
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"));
        return number;
    }

    private static byte[] file(String number) {
        return clerk().get("/v1/staff/exports/" + number + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static List<NamedCsvRecord> table(String number) {
        byte[] file = file(number);
        String text = new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        return CsvReader.builder().ofNamedCsvRecord(text).stream().collect(Collectors.toList());
    }

    private long count(String query, Object... values) {
        return gifts.count(query, values);
    }

    private UUID gift(String name, long minor, String at) {
        return gifts.gift(gifts.donor("DE", "Anna", name), "DE", "EUR", minor, at);
    }

    @Test
    void gifts_of_a_span_of_days_at_the_office() {
        gift("Davor", 100, "1990-12-31T22:59:59Z");
        UUID first = gift("=1+1", 2_550, "1990-12-31T23:00:00Z");
        UUID last = gift("Möller", 1_000, "1991-12-31T22:59:59Z");
        gift("Danach", 100, "1991-12-31T23:00:00Z");
        String number = made(wish("GIFTS", 1991, "CSV"));
        List<NamedCsvRecord> table = table(number);
        assertEquals(
                List.of(first.toString(), last.toString()),
                table.stream().map(it -> it.getField("gift")).toList());
        NamedCsvRecord row = table.get(0);
        assertEquals("Anna =1+1", row.getField("donorName"));
        assertEquals("1991-01-01", row.getField("settledOn"));
        assertEquals("25.50", row.getField("amount"));
        assertEquals("EUR", row.getField("currency"));
        assertEquals("DE", row.getField("country"));
        assertEquals("10115", row.getField("postcode"));
        assertTrue(row.getField("receiptNumber").startsWith("DE-19"));
        byte[] file = file(number);
        clerk().get("/v1/staff/exports/" + number + "/manifest")
                .then()
                .statusCode(200)
                .body("rows", equalTo(2))
                .body("bytes", equalTo(file.length))
                .body("sha256", equalTo(sha256(file)))
                .body("totals.find { it.of == 'amount' }.total.minor", equalTo(3_550))
                .body("totals.find { it.of == 'reversed' }.total.minor", equalTo(0))
                .body("columns", hasItems("gift", "statement"))
                .body(
                        "fileUntil",
                        equalTo(
                                LocalDate.now(java.time.ZoneId.of("Europe/Berlin"))
                                        .plusDays(90)
                                        .toString()));
    }

    private static String sha256(byte[] file) {
        return HexFormat.of().formatHex(FileInPieces.sha256().digest(file));
    }

    @Test
    void who_was_erased_has_no_name() {
        UUID donor = gifts.donor("DE", "Edda", "Vergessen");
        gifts.gift(donor, "DE", "EUR", 100, "1980-03-05T10:00:00Z");
        gifts.sql()
                .write(
                        "UPDATE donor SET kind = 'ERASED', erased_at = now(), salutation = NULL,"
                                + " first_name = NULL, last_name = NULL, street = '-', town = '-',"
                                + " house_number = NULL, postcode = NULL,"
                                + " email = 'erased@erased.invalid' WHERE id = ?",
                        donor);
        NamedCsvRecord row = table(made(wish("GIFTS", 1980, "CSV"))).get(0);
        assertEquals("(erased)", row.getField("donorName"));
        assertEquals("", row.getField("postcode"));
    }

    @Test
    void the_log_knows_nobody_even_when_a_file_cannot_be_made() {
        gift("Logprobenname", 100, "1979-03-05T10:00:00Z");
        List<String> log = new java.util.concurrent.CopyOnWriteArrayList<>();
        Handler listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        StringWriter text = new StringWriter();
                        text.write(new SimpleFormatter().format(entry));
                        if (entry.getThrown() != null) {
                            entry.getThrown().printStackTrace(new PrintWriter(text, true));
                        }
                        log.add(text.toString());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger.getLogger("").addHandler(listener);
        try {
            String number = ask(wish("GIFTS", 1979, "CSV"));
            gifts.sql()
                    .write(
                            "ALTER TABLE export_slice ADD CONSTRAINT nothing CHECK (seq < 0) NOT VALID");
            try {
                make.run();
            } finally {
                gifts.sql().write("ALTER TABLE export_slice DROP CONSTRAINT nothing");
            }
            assertEquals(0, count("SELECT count(*) FROM export_chunk WHERE export = ?", number));
            clerk().get("/v1/staff/exports/" + number).then().body("state", equalTo("WAITING"));
            gifts.sql().write("UPDATE export SET retry_at = NULL WHERE number = ?", number);
            make.run();
            assertEquals("Anna Logprobenname", table(number).get(0).getField("donorName"));
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertTrue(log.stream().anyMatch(it -> it.contains("could not be made")));
        assertEquals(List.of(), log.stream().filter(it -> it.contains("Logprobenname")).toList());
    }

    @Test
    void control_totals_are_the_sums_of_the_books_in_each_format() {
        gift("Buch", 12_345, "1989-03-03T10:00:00Z");
        takenBack.wholly(gift("Zurück", 700, "1989-04-04T10:00:00Z"), "1989-05-05T10:00:00Z");
        long debit =
                count(
                        "SELECT sum(debit_minor)::bigint FROM ledger_entry WHERE office = 'DE'"
                                + " AND booked_at BETWEEN '1988-12-31T23:00:00Z' AND '1989-12-31T22:59:59Z'");
        assertEquals(13_745, debit);
        for (String format : List.of("CSV", "XLSX", "JSON_LINES")) {
            String number = made(wish("JOURNAL", 1989, format));
            clerk().get("/v1/staff/exports/" + number)
                    .then()
                    .body("rows", equalTo(6))
                    .body("totals.find { it.of == 'debit' }.total.minor", equalTo((int) debit))
                    .body("totals.find { it.of == 'credit' }.total.minor", equalTo((int) debit))
                    .body("sha256", equalTo(sha256(file(number))))
                    .body("fileUntil", nullValue());
        }
    }

    @Test
    void statements_and_consents() {
        String number = statements.of(gifts.donor("DE", "Ilse", "Register"), 2021).number();
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Berlin"));
        String register = made(today("STATEMENT_REGISTER", today));
        NamedCsvRecord row =
                table(register).stream()
                        .filter(it -> it.getField("number").equals(number))
                        .findFirst()
                        .orElseThrow();
        assertEquals("25.00", row.getField("standing"));
        assertEquals(64, row.getField("sha256").length());
        String consents = made(today("CONSENTS", today));
        assertEquals(
                count(
                        "SELECT count(*) FROM consent_event WHERE office = 'DE' AND occurred_at >= ?",
                        today.atStartOfDay(java.time.ZoneId.of("Europe/Berlin")).toInstant()),
                table(consents).size());
    }

    private static Map<String, Object> today(String kind, LocalDate day) {
        return Map.of(
                "kind",
                kind,
                "office",
                "DE",
                "from",
                day.toString(),
                "to",
                day.toString(),
                "format",
                "CSV");
    }

    @Test
    void one_key_is_one_number() {
        String key = UUID.randomUUID().toString();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(
                    clerk().contentType(ContentType.JSON)
                            .header("Idempotency-Key", key)
                            .body(wish("JOURNAL", 1974, "CSV"))
                            .post("/v1/staff/exports")
                            .then()
                            .statusCode(201)
                            .extract()
                            .asString());
        }
        assertEquals(answers.get(0), answers.get(1));
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish("JOURNAL", 1972, "XLSX"))
                .post("/v1/staff/exports")
                .then()
                .statusCode(422);
    }

    private static void refused(Map<String, Object> change, String pointer) {
        Map<String, Object> wish = new java.util.HashMap<>(wish("GIFTS", 1999, "CSV"));
        wish.putAll(change);
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/exports")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem(pointer));
    }

    @Test
    void bad_input_is_told_by_its_field() {
        refused(Map.of("to", "1998-12-31"), "/to");
        refused(Map.of("to", "2999-12-31"), "/to");
        refused(Map.of("from", "1969-12-31"), "/from");
        refused(Map.of("onlyNew", true), "/onlyNew");
        refused(Map.of("kind", "EVERYTHING"), "/kind");
        refused(Map.of("format", "PDF"), "/format");
        refused(Map.of("from", "yesterday"), "/from");
    }

    @Test
    void other_offices_see_and_get_nothing() {
        String number = made(wish("JOURNAL", 1970, "CSV"));
        RequestSpecification stranger = TestStaff.as("finance", "GB");
        for (String path : List.of("", "/file", "/manifest")) {
            TestStaff.as("finance", "GB")
                    .get("/v1/staff/exports/" + number + path)
                    .then()
                    .statusCode(404);
        }
        stranger.post("/v1/staff/exports/" + number + "/repetition").then().statusCode(404);
        TestStaff.as("finance", "GB")
                .get("/v1/staff/exports?office=DE")
                .then()
                .statusCode(200)
                .body("items", empty());
        for (String office : List.of("DE", "ZZ")) {
            Map<String, Object> wish = new java.util.HashMap<>(wish("GIFTS", 1999, "CSV"));
            wish.put("office", office);
            TestStaff.as("finance", office.equals("ZZ") ? "*" : "GB")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(wish)
                    .post("/v1/staff/exports")
                    .then()
                    .statusCode(404);
        }
        clerk().get("/v1/staff/exports?office=DE&limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        clerk().get("/v1/staff/exports/DE-X-1970-999999").then().statusCode(404);
        clerk().get("/v1/staff/exports/nothing").then().statusCode(404);
        TestStaff.as("office", "DE").get("/v1/staff/exports").then().statusCode(403);
    }

    @Test
    void what_was_exported_is_not_new_again() {
        UUID old = gift("Alt", 100, "1987-01-05T10:00:00Z");
        String first = made(onlyNew(1987));
        UUID later = gift("Neu", 200, "1987-02-05T10:00:00Z");
        String second = made(onlyNew(1987));
        assertEquals(Set.of(old.toString()), giftsIn(first));
        assertEquals(Set.of(later.toString()), giftsIn(second));
        List<NamedCsvRecord> all = table(made(wish("JOURNAL", 1987, "CSV")));
        assertEquals(
                List.of(first, first, second, second),
                all.stream().map(it -> it.getField("exportedWith")).toList());
        assertEquals(Set.of(), giftsIn(made(onlyNew(1987))));
    }

    private static Set<String> giftsIn(String number) {
        return table(number).stream()
                .map(it -> it.getField("gift"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void two_journals_made_at_once_share_no_booking() throws Exception {
        for (int i = 0; i < 40; i++) {
            gift("Gleichzeitig", 100 + i, "1986-03-05T10:00:00Z");
        }
        List<String> numbers = List.of(ask(onlyNew(1986)), ask(onlyNew(1986)), ask(onlyNew(1986)));
        // As if the order of journals were not kept: the database alone stands between them.
        numbers.forEach(this::begin);
        at(3, i -> untilItEnds(numbers.get(i)));
        assertEquals(80, numbers.stream().mapToInt(it -> table(it).size()).sum());
        Set<String> all = new TreeSet<>();
        numbers.forEach(it -> all.addAll(giftsIn(it)));
        assertEquals(40, all.size());
    }

    private void begin(String number) {
        gifts.sql().write("UPDATE export SET state = 'MAKING' WHERE number = ?", number);
    }

    private void untilItEnds(String number) {
        for (int i = 0; i < 50; i++) {
            try {
                make.make(number);
                return;
            } catch (IllegalStateException meanwhile) {
                // Another one was faster with a booking; the next snapshot sees it.
            }
        }
    }

    private interface Share {
        void run(int which);
    }

    private static void at(int once, Share share) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(once);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < once; i++) {
                int which = i;
                all.add(hands.submit(() -> share.run(which)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            hands.shutdownNow();
        }
    }

    @Test
    void two_makers_make_an_export_once() throws Exception {
        gift("Einmal", 100, "1985-03-05T10:00:00Z");
        String number = ask(wish("GIFTS", 1985, "XLSX"));
        begin(number);
        at(3, i -> untilItEnds(number));
        assertEquals(1, count("SELECT count(*) FROM export_chunk WHERE export = ?", number));
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .body("state", equalTo("DONE"))
                .body("sha256", equalTo(sha256(file(number))));
    }

    @Test
    void a_node_that_dies_in_the_middle_leaves_nothing() {
        gift("Mitten", 100, "1984-03-05T10:00:00Z");
        String number = ask(onlyNew(1984));
        begin(number);
        ExportView export = rows.find(number).orElseThrow();
        assertThrows(
                IllegalStateException.class,
                () ->
                        patient.inSnapshot(
                                snapshot -> {
                                    new Selection(export, java.time.ZoneId.of("Europe/Berlin"))
                                            .mark(snapshot);
                                    snapshot.write(
                                            "INSERT INTO export_chunk (export, seq, bytes) VALUES (?, 1, 'half')",
                                            number);
                                    return snapshot.one(
                                            "SELECT pg_terminate_backend(pg_backend_pid())",
                                            row -> row.getBoolean(1));
                                }));
        for (String table : List.of("export_chunk", "export_slice", "export_mark")) {
            assertEquals(
                    0, count("SELECT count(*) FROM " + table + " WHERE export = ?", number), table);
        }
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .body("state", equalTo("DONE"))
                .body("rows", equalTo(2));
    }

    private static io.restassured.response.ValidatableResponse repeat(String number) {
        return clerk().post("/v1/staff/exports/" + number + "/repetition").then().statusCode(200);
    }

    @Test
    void made_again_it_is_the_same_until_something_has_changed() {
        UUID gift = gift("Rückläufer", 900, "1983-03-05T10:00:00Z");
        gift("Bleibt", 100, "1983-04-05T10:00:00Z");
        List<String> all = new ArrayList<>();
        for (String format : List.of("CSV", "XLSX", "JSON_LINES")) {
            all.add(made(wish("GIFTS", 1983, format)));
        }
        String journal = made(wish("JOURNAL", 1983, "XLSX"));
        all.forEach(it -> repeat(it).body("equal", equalTo(true)).body("differences", empty()));
        takenBack.wholly(gift, "1983-06-01T10:00:00Z");
        all.forEach(
                it ->
                        repeat(it)
                                .body("equal", equalTo(false))
                                .body("differences", equalTo(List.of("SHA256", "TOTALS")))
                                .body("rowsChanged", equalTo(1))
                                .body("rowsNow", equalTo(2))
                                .body(
                                        "totalsNow.find { it.of == 'reversed' }.total.minor",
                                        equalTo(900)));
        // The books only grew: what was in the journal is what it was.
        repeat(journal).body("equal", equalTo(true)).body("rows", equalTo(4));
    }

    @Test
    void what_is_done_cannot_be_changed() {
        gift("Fest", 100, "1982-03-05T10:00:00Z");
        String number = made(wish("JOURNAL", 1982, "CSV"));
        for (String change :
                List.of(
                        "UPDATE export_chunk SET bytes = 'other' WHERE export = ?",
                        "DELETE FROM export_chunk WHERE export = ?",
                        "INSERT INTO export_chunk (export, seq, bytes) VALUES (?, 2, 'more')",
                        "DELETE FROM export_slice WHERE export = ?",
                        "DELETE FROM export_mark WHERE export = ?",
                        "UPDATE export_mark SET export = 'X' WHERE export = ?",
                        "UPDATE export SET row_count = 1 WHERE number = ?",
                        "UPDATE export SET state = 'WAITING' WHERE number = ?",
                        "UPDATE export SET file_gone_at = now() WHERE number = ?",
                        "DELETE FROM export WHERE number = ?")) {
            assertThrows(
                    IllegalStateException.class, () -> gifts.sql().write(change, number), change);
        }
        assertThrows(IllegalStateException.class, () -> gifts.sql().write("TRUNCATE export_mark"));
        assertEquals(2, table(number).size());
    }

    @Test
    void a_file_with_names_goes_when_its_day_has_passed_and_its_record_stays() {
        String number = ask(wish("GIFTS", 1971, "CSV"));
        begin(number);
        gifts.sql()
                .write(
                        "INSERT INTO export_chunk (export, seq, bytes) VALUES (?, 1, 'name')",
                        number);
        gifts.sql()
                .write(
                        "UPDATE export SET state = 'DONE', ended_at = now(), columns = '{}', row_count = 0,"
                                + " totals = '[]', sha256 = repeat('0', 64), byte_count = 4, chunks = 1,"
                                + " file_until = '2000-01-01' WHERE number = ?",
                        number);
        letFilesGo.tick();
        assertEquals(0, count("SELECT count(*) FROM export_chunk WHERE export = ?", number));
        clerk().get("/v1/staff/exports/" + number + "/file").then().statusCode(409);
        clerk().get("/v1/staff/exports/" + number + "/manifest")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(4));
    }

    @Test
    void everything_is_on_the_trail_and_the_data_hold_together() {
        String number = made(wish("JOURNAL", 1973, "CSV"));
        clerk().get("/v1/staff/exports/" + number + "/file").then().statusCode(200);
        repeat(number);
        for (String action : List.of("export.asked-for", "export.file-taken", "export.repeated")) {
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM audit_entry WHERE action = ? AND object = ?",
                            action,
                            "export/" + number));
        }
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I1", "I3", "I5", "I16", "I17").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }
}
