package org.almoner.export;

import static org.almoner.export.Batches.postings;
import static org.almoner.export.ExportCalls.ask;
import static org.almoner.export.ExportCalls.clerk;
import static org.almoner.export.ExportCalls.file;
import static org.almoner.export.ExportCalls.table;
import static org.almoner.export.ExportCalls.wish;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.tax.GiftsOfAYear;
import org.junit.jupiter.api.Test;

/** Exports that end without a file: each end by what really leads to it, and nothing half made. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportFailuresTest {

    @Inject GiftsOfAYear gifts;
    @Inject MakeExports make;
    @Inject ExportConfig config;
    @Inject MeterRegistry meters;
    @Inject InstantSource clock;
    @Inject Sql sql;
    @Inject @Patient Sql patient;

    private static Map<String, Object> batch(String month) {
        Map<String, Object> wish = new HashMap<>(wish("DATEV", 2009, "EXTF"));
        wish.put("from", "2009-" + month + "-01");
        wish.put("to", "2009-" + month + "-28");
        return wish;
    }

    private void book(UUID cause, int leg, String account, String currency, long[] sides) {
        sql.write(
                "INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,"
                        + " currency, debit_minor, credit_minor, booked_at)"
                        + " VALUES ('GIFT', ?, ?, ?, 'DE', ?, ?, ?, ?, ?)",
                cause,
                leg,
                cause,
                account,
                currency,
                sides[0],
                sides[1],
                Instant.parse("2009-" + "%02d".formatted(sides[2]) + "-05T10:00:00Z"));
    }

    /** A booking of a month on two accounts. */
    private UUID booked(String debit, String currency, long minor, int month) {
        UUID cause = UUID.randomUUID();
        book(cause, 1, debit, currency, new long[] {minor, 0, month});
        book(cause, 2, "DONATIONS", currency, new long[] {0, minor, month});
        return cause;
    }

    private double failed(String kind, ExportFailure because) {
        return meters.counter(
                        "almoner_exports_failed_total", "kind", kind, "because", because.name())
                .count();
    }

    private void fails(Map<String, Object> wish, ExportFailure because, String detail) {
        String kind = (String) wish.get("kind");
        double before = failed(kind, because);
        String number = ask(wish);
        make.run();
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("FAILED"))
                .body("failedBecause", equalTo(because.name()))
                .body("failedDetail", detail == null ? nullValue() : equalTo(detail))
                .body("rows", nullValue());
        clerk().get("/v1/staff/exports/" + number + "/file").then().statusCode(409);
        hasNothing(number);
        assertEquals(before + 1, failed(kind, because));
    }

    private void hasNothing(String number) {
        for (String table :
                List.of("export_chunk", "export_slice", "export_mark", "export_batch_mark")) {
            assertEquals(
                    0,
                    gifts.count("SELECT count(*) FROM " + table + " WHERE export = ?", number),
                    table);
        }
    }

    @Test
    void a_ledger_account_without_one_of_the_chart_is_named() {
        booked("CLEARING-ELSEWHERE", "EUR", 100, 1);
        fails(batch("01"), ExportFailure.ACCOUNT_MISSING, "CLEARING-ELSEWHERE");
    }

    @Test
    void another_currency_is_not_bent() {
        UUID cause = booked("CLEARING-BANK", "USD", 100, 2);
        fails(batch("02"), ExportFailure.OUT_OF_FORMAT, "currency USD of GIFT/" + cause);
    }

    @Test
    void an_amount_of_eleven_digits_is_not_bent() {
        UUID cause = booked("CLEARING-BANK", "EUR", 1_000_000_000_000L, 3);
        fails(batch("03"), ExportFailure.OUT_OF_FORMAT, "amount of GIFT/" + cause);
    }

    /**
     * Nothing books like that today; should something do so one day, no batch must tell it wrongly.
     */
    @Test
    void rows_that_differ_from_what_the_database_counts_make_no_file() {
        UUID cause = UUID.randomUUID();
        book(cause, 1, "CLEARING-BANK", "EUR", new long[] {100, 0, 4});
        book(cause, 2, "DONATIONS", "EUR", new long[] {0, 60, 4});
        book(cause, 3, "DONATIONS", "EUR", new long[] {0, 40, 4});
        fails(batch("04"), ExportFailure.ROWS_DIFFER, null);
    }

    @Test
    void two_payers_of_one_booking_can_be_told() {
        UUID cause = UUID.randomUUID();
        book(cause, 1, "CLEARING-BANK", "EUR", new long[] {60, 0, 5});
        book(cause, 2, "CLEARING-SEPA", "EUR", new long[] {40, 0, 5});
        book(cause, 3, "DONATIONS", "EUR", new long[] {0, 100, 5});
        String number = ask(batch("05"));
        make.run();
        assertEquals(
                List.of("0,60", "0,40"),
                postings(file(number)).stream().map(it -> it.get(0)).toList());
    }

    @Test
    void more_rows_than_a_sheet_holds_are_refused_before_any_is_written() {
        Map<String, Object> wish = new HashMap<>(wish("JOURNAL", 1976, "XLSX"));
        try {
            patient.write(
                    "INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,"
                            + " currency, debit_minor, credit_minor, booked_at)"
                            + " SELECT 'GIFT', id, leg, id, 'DE', 'MANY', 'EUR', 2 - leg, leg - 1,"
                            + " '1976-05-05T10:00:00Z' FROM (SELECT gen_random_uuid() AS id"
                            + " FROM generate_series(1, 524288)) many, generate_series(1, 2) AS leg");
            assertEquals(
                    XlsxFile.LARGEST + 1,
                    patient.one(
                                    "SELECT count(*) FROM ledger_entry WHERE account = 'MANY'",
                                    row -> row.getLong(1))
                            .orElseThrow());
            fails(wish, ExportFailure.TOO_MANY_ROWS, "1048576 rows");
        } finally {
            patient.inSnapshot(
                    one -> {
                        one.write("ALTER TABLE ledger_entry DISABLE TRIGGER USER");
                        one.write("DELETE FROM ledger_entry WHERE account = 'MANY'");
                        return one.write("ALTER TABLE ledger_entry ENABLE TRIGGER USER");
                    });
        }
    }

    /** As PostgreSQL refuses when it cannot make a file longer: with SQL state 53100. */
    private void whileTheDiskIsFull(Runnable work) {
        sql.write(
                "CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$");
        sql.write(
                "CREATE TRIGGER tr_disk_is_full BEFORE INSERT ON export_chunk"
                        + " FOR EACH ROW EXECUTE FUNCTION disk_is_full()");
        try {
            work.run();
        } finally {
            sql.write("DROP TRIGGER tr_disk_is_full ON export_chunk");
            sql.write("DROP FUNCTION disk_is_full()");
        }
    }

    private void tryAgain(String number) {
        assertTrue(
                gifts.count(
                                "SELECT count(*) FROM export WHERE number = ? AND retry_at > ?",
                                number,
                                clock.instant())
                        > 0,
                "waits a while");
        assertEquals(0, make.run(), "and is not tried before");
        sql.write("UPDATE export SET retry_at = NULL WHERE number = ?", number);
        make.run();
    }

    private double fullDisks() {
        return meters.counter("almoner_disk_full_total", "work", "EXPORT").count();
    }

    @Test
    void an_export_waits_while_the_disk_is_full_and_is_made_once_there_is_room() {
        gifts.gift(gifts.donor("DE", "Anna", "Platznot"), "DE", "EUR", 100, "2009-06-05T10:00:00Z");
        String number = ask(batch("06"));
        double before = fullDisks();
        whileTheDiskIsFull(
                () -> {
                    make.run();
                    clerk().get("/v1/staff/exports/" + number)
                            .then()
                            .body("state", equalTo("WAITING"));
                    hasNothing(number);
                });
        assertEquals(before + 1, fullDisks());
        tryAgain(number);
        assertEquals(1, postings(file(number)).size());
    }

    @Test
    void a_disk_that_stays_full_ends_it_and_another_one_gets_what_is_new() {
        gifts.gift(
                gifts.donor("DE", "Anna", "Platzmangel"), "DE", "EUR", 100, "2009-07-05T10:00:00Z");
        Map<String, Object> wish = new HashMap<>(wish("JOURNAL", 2009, "CSV"));
        wish.put("from", "2009-07-01");
        wish.put("to", "2009-07-31");
        wish.put("onlyNew", true);
        String number = ask(wish);
        double before = failed("JOURNAL", ExportFailure.DISK_FULL);
        whileTheDiskIsFull(
                () -> {
                    make.run();
                    for (int tries = 1; tries < config.attempts(); tries++) {
                        tryAgain(number);
                    }
                });
        clerk().get("/v1/staff/exports/" + number)
                .then()
                .body("state", equalTo("FAILED"))
                .body("failedBecause", equalTo("DISK_FULL"));
        hasNothing(number);
        assertEquals(before + 1, failed("JOURNAL", ExportFailure.DISK_FULL));
        String next = ask(wish);
        make.run();
        assertEquals(2, table(next).size());
    }

    @Test
    void what_is_counted_says_kind_and_reason_and_nothing_else() {
        make.run(); // from the first look on, all of them are there
        assertEquals(
                ExportKind.values().length * ExportFailure.values().length,
                meters.find("almoner_exports_failed_total").counters().size());
        for (Counter counter : meters.find("almoner_exports_failed_total").counters()) {
            assertEquals(2, counter.getId().getTags().size());
            assertDoesNotThrow(() -> ExportKind.valueOf(counter.getId().getTag("kind")));
            assertDoesNotThrow(() -> ExportFailure.valueOf(counter.getId().getTag("because")));
        }
    }
}
