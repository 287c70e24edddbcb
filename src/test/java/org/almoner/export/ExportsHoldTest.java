package org.almoner.export;

import static org.almoner.export.ExportCalls.ask;
import static org.almoner.export.ExportCalls.clerk;
import static org.almoner.export.ExportCalls.file;
import static org.almoner.export.ExportCalls.giftsIn;
import static org.almoner.export.ExportCalls.onlyNew;
import static org.almoner.export.ExportCalls.repeat;
import static org.almoner.export.ExportCalls.sha256;
import static org.almoner.export.ExportCalls.table;
import static org.almoner.export.ExportCalls.wish;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
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
import org.almoner.TestDatabase;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.tax.GiftsOfAYear;
import org.junit.jupiter.api.Test;

/** What was exported stays as it was, whoever makes it, beside whom, and whoever dies. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportsHoldTest {

    @Inject GiftsOfAYear gifts;
    @Inject TakenBack takenBack;
    @Inject MakeExports make;
    @Inject ExportRows rows;
    @Inject LetFilesGo letFilesGo;
    @Inject @Patient Sql patient;

    private String made(Map<String, Object> wish) {
        String number = ask(wish);
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"));
        return number;
    }

    private long count(String query, Object... values) {
        return gifts.count(query, values);
    }

    private UUID gift(String name, long minor, String at) {
        return gifts.gift(gifts.donor("DE", "Anna", name), "DE", "EUR", minor, at);
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
                                    rows.selection(export).mark(snapshot);
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
}
