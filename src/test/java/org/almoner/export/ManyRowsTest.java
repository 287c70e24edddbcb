package org.almoner.export;

import static org.almoner.export.ExportCalls.ask;
import static org.almoner.export.ExportCalls.clerk;
import static org.almoner.export.ExportCalls.file;
import static org.almoner.export.ExportCalls.repeat;
import static org.almoner.export.ExportCalls.sha256;
import static org.almoner.export.ExportCalls.table;
import static org.almoner.export.ExportCalls.wish;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almoner.TestDatabase;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports of more rows than are read or written at a time, none of which a whole thousand. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ManyRowsTest {

    private static final int BOOKINGS = 1_777;
    private static final int AMOUNTS = BOOKINGS * (BOOKINGS + 1) / 2;

    @Inject MakeExports make;
    @Inject @Patient Sql patient;

    /** A booking each minute, of one cent, two cents and so on. */
    private void book(int year, String account, int from, int to) {
        patient.write(
                "INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,"
                        + " currency, debit_minor, credit_minor, booked_at)"
                        + " SELECT 'GIFT', md5('many' || ?::text || n)::uuid, leg, md5('many' || n)::uuid, 'DE',"
                        + " CASE leg WHEN 1 THEN ?::text ELSE 'DONATIONS' END, 'EUR',"
                        + " n * (2 - leg), n * (leg - 1),"
                        + " make_timestamptz(?, 3, 1, 10, 0, 0, 'UTC') + n * interval '1 minute'"
                        + " FROM generate_series(?, ?) n, generate_series(1, 2) leg",
                year,
                account,
                year,
                from,
                to);
    }

    @AfterEach
    void leavesNoBooking() {
        patient.inSnapshot(
                one -> {
                    one.write("ALTER TABLE ledger_entry DISABLE TRIGGER USER");
                    one.write(
                            "DELETE FROM ledger_entry WHERE donation_id IN (SELECT md5('many' || n)::uuid"
                                    + " FROM generate_series(1, 5000) n)");
                    return one.write("ALTER TABLE ledger_entry ENABLE TRIGGER USER");
                });
    }

    private String made(Map<String, Object> wish) {
        String number = ask(wish);
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .body("state", equalTo("DONE"))
                .body("rows", equalTo(2 * BOOKINGS))
                .body("totals.find { it.of == 'debit' }.total.minor", equalTo(AMOUNTS))
                .body("totals.find { it.of == 'credit' }.total.minor", equalTo(AMOUNTS))
                .body("sha256", equalTo(sha256(file(number))));
        return number;
    }

    /** What the debits of an export must be, in the order of the books. */
    private static List<Long> debits() {
        List<Long> debits = new ArrayList<>();
        for (long n = 1; n <= BOOKINGS; n++) {
            debits.add(n);
            debits.add(0L);
        }
        return debits;
    }

    @Test
    void every_row_is_there_once_and_in_its_order_in_each_format() throws Exception {
        book(1977, "CLEARING-BANK", 1, BOOKINGS);
        String csv = made(wish("JOURNAL", 1977, "CSV"));
        assertEquals(
                debits(),
                table(csv).stream()
                        .map(it -> Long.parseLong(it.getField("debit").replace(".", "")))
                        .toList());
        String lines = made(wish("JOURNAL", 1977, "JSON_LINES"));
        ObjectMapper json = new ObjectMapper();
        List<Long> read = new ArrayList<>();
        for (String line : new String(file(lines), StandardCharsets.UTF_8).split("\n")) {
            read.add(json.readTree(line).at("/debit/minor").longValue());
        }
        assertEquals(debits(), read);
        String sheet = made(wish("JOURNAL", 1977, "XLSX"));
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file(sheet)))) {
            assertEquals(
                    debits(),
                    workbook.getFirstSheet().read().stream()
                            .skip(1)
                            .map(it -> it.getCell(6).asNumber().movePointRight(2).longValueExact())
                            .toList());
        }
        for (String number : List.of(csv, lines, sheet)) {
            repeat(number).body("equal", equalTo(true)).body("differences", empty());
        }
    }

    @Test
    void slices_of_a_thousand_rows_hold_all_of_them() {
        book(1975, "CLEARING-BANK", 1, BOOKINGS);
        String number = made(wish("JOURNAL", 1975, "CSV"));
        List<Integer> slices =
                patient.read(
                        "SELECT cardinality(digests) FROM export_slice WHERE export = ? ORDER BY seq",
                        row -> row.getInt(1),
                        number);
        assertEquals(List.of(1_000, 1_000, 1_000, 2 * BOOKINGS - 3_000), slices);
    }

    @Test
    void a_row_that_cannot_be_told_ends_it_wherever_it_stands() {
        for (int behind : List.of(1, 1_000, 1_500, 2_000, 3_000)) {
            book(2011, "CLEARING-BANK", 1, behind);
            book(2011, "CLEARING-NOWHERE", behind + 1, behind + 1);
            book(2011, "CLEARING-BANK", behind + 2, 3_500);
            String number = ask(wish("DATEV", 2011, "EXTF"));
            make.run();
            clerk().get("/v1/staff/exports/" + number)
                    .then()
                    .body("state", equalTo("FAILED"))
                    .body("failedBecause", equalTo("ACCOUNT_MISSING"))
                    .body("failedDetail", equalTo("CLEARING-NOWHERE"));
            for (String part : List.of("export_chunk", "export_slice", "export_batch_mark")) {
                assertTrue(
                        patient.one(
                                        "SELECT 1 FROM " + part + " WHERE export = ?",
                                        row -> true,
                                        number)
                                .isEmpty(),
                        part);
            }
            leavesNoBooking();
        }
    }
}
