package org.almoner.export;

import static org.almoner.export.Batches.head;
import static org.almoner.export.Batches.postings;
import static org.almoner.export.ExportCalls.ask;
import static org.almoner.export.ExportCalls.clerk;
import static org.almoner.export.ExportCalls.file;
import static org.almoner.export.ExportCalls.onlyNew;
import static org.almoner.export.ExportCalls.repeat;
import static org.almoner.export.ExportCalls.sha256;
import static org.almoner.export.ExportCalls.wish;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.tax.GiftsOfAYear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posting batches for DATEV, asked for and taken away over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatevExportTest {

    private static final int DEBIT_OR_CREDIT = 1;
    private static final int TEXT = 13;
    private static final int COST_CENTRE = 36;
    private static final int NOTE = 47;

    @Inject GiftsOfAYear gifts;
    @Inject TakenBack takenBack;
    @Inject MakeExports make;
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

    private static Map<String, Object> batch(int year) {
        return wish("DATEV", year, "EXTF");
    }

    private static Map<String, Object> with(Map<String, Object> wish, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(wish);
        changed.put(field, value);
        return changed;
    }

    private UUID gift(String name, long minor, String at) {
        return gifts.gift(gifts.donor("DE", "Anna", name), "DE", "EUR", minor, at);
    }

    private void isFor(UUID gift, String campaign) {
        gifts.sql()
                .write(
                        "UPDATE donation SET campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
                                + " WHERE id = ?",
                        campaign,
                        gift);
    }

    private String receipt(UUID gift) {
        return gifts.sql()
                .one(
                        "SELECT number FROM receipt WHERE donation_id = ?",
                        row -> row.getString(1),
                        gift)
                .orElseThrow();
    }

    @Test
    void gifts_and_what_flowed_back_are_postings_without_a_name() {
        gift("Davor", 1, "2005-12-31T22:59:59Z");
        UUID first = gift("Nachnamensprobe", 2_550, "2005-12-31T23:00:00Z");
        isFor(first, "freedom-week");
        UUID second = gift("Zurück", 1_000, "2006-12-31T22:00:00Z");
        takenBack.wholly(second, "2006-12-31T22:59:59Z");
        gift("Danach", 1, "2006-12-31T23:00:00Z");
        String number = made(batch(2006));
        byte[] file = file(number);
        assertEquals("20060101", head(file).get(12));
        assertEquals(List.of("20060101", "20061231"), head(file).subList(14, 16));
        List<List<String>> postings = postings(file);
        assertEquals(3, postings.size());
        assertEquals(
                List.of("25,50", "S", "EUR", "", "", "", "1369", "3220", "", "0101"),
                postings.get(0).subList(0, 10));
        assertEquals(receipt(first).replace('~', '%').replace('=', '+'), postings.get(0).get(10));
        assertEquals("Spende freedom-week", postings.get(0).get(TEXT));
        assertEquals("100", postings.get(0).get(COST_CENTRE));
        assertEquals("", postings.get(1).get(COST_CENTRE));
        assertEquals(
                List.of("10,00", "H", "EUR", "", "", "", "1369", "3229", "", "3112"),
                postings.get(2).subList(0, 10));
        assertEquals("Rückzahlung Spende", postings.get(2).get(TEXT));
        assertFalse(new String(file, StandardCharsets.ISO_8859_1).contains("Nachnamensprobe"));
        clerk().get("/v1/staff/exports/" + number + "/file")
                .then()
                .header("Content-Disposition", "attachment; filename=\"EXTF_" + number + ".csv\"")
                .contentType("text/csv;charset=windows-1252");
        clerk().get("/v1/staff/exports/" + number + "/manifest")
                .then()
                .statusCode(200)
                .body("onlyNew", equalTo(true))
                .body("rows", equalTo(3))
                .body("columns.size()", equalTo(125))
                .body("sha256", equalTo(sha256(file)))
                .body("totals.find { it.of == 'S' }.total.minor", equalTo(3_550))
                .body("totals.find { it.of == 'H' }.total.minor", equalTo(1_000))
                .body("fileUntil", nullValue());
        repeat(number).body("equal", equalTo(true)).body("differences", empty());
    }

    @Test
    void what_left_with_a_batch_is_not_posted_again_unless_somebody_asks_aloud() {
        gift("Alt", 100, "2008-01-05T10:00:00Z");
        made(onlyNew(2008)); // a journal takes nothing away from batches, nor they from it
        String first = made(batch(2008));
        assertEquals(1, postings(file(first)).size());
        gift("Neu", 200, "2008-02-05T10:00:00Z");
        String second = made(batch(2008));
        assertEquals(
                List.of("2,00"), postings(file(second)).stream().map(it -> it.get(0)).toList());
        assertEquals(List.of(), postings(file(made(batch(2008)))));
        String all = made(with(batch(2008), "onlyNew", false));
        assertEquals(
                List.of(List.of("Schon exportiert", first), List.of("Schon exportiert", second)),
                postings(file(all)).stream().map(it -> it.subList(NOTE, NOTE + 2)).toList());
        assertEquals("", postings(file(second)).get(0).get(NOTE));
        assertEquals(2, ExportCalls.table(made(onlyNew(2008))).size());
        // Later batches change nothing of earlier ones.
        List.of(first, second, all).forEach(it -> repeat(it).body("equal", equalTo(true)));
    }

    @Test
    void with_what_a_batch_was_made_is_kept_with_it_and_nothing_of_it_changes() {
        gift("Fest", 300, "2007-01-05T10:00:00Z");
        String number = made(batch(2007));
        assertEquals(
                "3220",
                gifts.sql()
                        .one(
                                "SELECT settings #>> '{terms,accounts,DONATIONS}' FROM export"
                                        + " WHERE number = ?",
                                row -> row.getString(1),
                                number)
                        .orElseThrow());
        assertEquals("S", postings(file(number)).get(0).get(DEBIT_OR_CREDIT));
        for (String change :
                List.of(
                        "UPDATE export SET settings = '{}' WHERE number = ?",
                        "DELETE FROM export_batch_mark WHERE export = ?",
                        "UPDATE export_batch_mark SET export = 'X' WHERE export = ?")) {
            assertThrows(
                    IllegalStateException.class, () -> gifts.sql().write(change, number), change);
        }
    }

    @Test
    void of_two_batches_at_once_the_first_one_asked_for_gets_what_is_new() {
        gift("Wettlauf", 400, "2009-11-05T10:00:00Z");
        Map<String, Object> november =
                with(with(batch(2009), "from", "2009-11-01"), "to", "2009-11-30");
        String first = ask(november);
        String second = ask(november);
        make.run();
        assertEquals(1, postings(file(first)).size());
        assertEquals(List.of(), postings(file(second)));
    }

    /** A day of collection, larger than DATEV takes in one file. */
    @Test
    void more_postings_than_a_batch_may_have_come_as_several_in_a_zip() throws IOException {
        Map<String, Object> december =
                with(with(batch(2009), "from", "2009-12-01"), "to", "2009-12-01");
        try {
            patient.write(
                    "INSERT INTO ledger_entry (cause_type, cause_id, leg, donation_id, office, account,"
                            + " currency, debit_minor, credit_minor, booked_at)"
                            + " SELECT 'GIFT', id, leg, id, 'DE',"
                            + " CASE leg WHEN 1 THEN 'CLEARING-SEPA' ELSE 'DONATIONS' END, 'EUR',"
                            + " 100 * (2 - leg), 100 * (leg - 1), '2009-12-01T10:00:00Z'"
                            + " FROM (SELECT gen_random_uuid() AS id"
                            + " FROM generate_series(1, 100000)) many, generate_series(1, 2) AS leg");
            String number = made(december);
            clerk().get("/v1/staff/exports/" + number + "/file")
                    .then()
                    .contentType("application/zip")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"EXTF_" + number + ".zip\"");
            Map<String, Integer> parts = new LinkedHashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file(number)))) {
                for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
                    parts.put(one.getName(), postings(zip.readAllBytes()).size());
                }
            }
            assertEquals(
                    Map.of("EXTF_" + number + "_01.csv", 99_999, "EXTF_" + number + "_02.csv", 1),
                    parts);
            clerk().get("/v1/staff/exports/" + number)
                    .then()
                    .body("rows", equalTo(100_000))
                    .body("totals.find { it.of == 'S' }.total.minor", equalTo(10_000_000));
            repeat(number).body("equal", equalTo(true)).body("rowsNow", equalTo(100_000));
        } finally {
            patient.inSnapshot(
                    one -> {
                        one.write("ALTER TABLE ledger_entry DISABLE TRIGGER USER");
                        one.write(
                                "DELETE FROM ledger_entry WHERE office = 'DE'"
                                        + " AND booked_at = '2009-12-01T10:00:00Z'");
                        return one.write("ALTER TABLE ledger_entry ENABLE TRIGGER USER");
                    });
        }
    }

    private static void refused(String office, Map<String, Object> wish, String[] violation) {
        TestStaff.as("finance", office)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(with(wish, "office", office))
                .post("/v1/staff/exports")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem(violation[0]))
                .body("violations.code", hasItem(violation[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "GB, DATEV, EXTF, 2020-01-01, 2020-01-31, /kind, not_for_this_office",
        "DE, DATEV, EXTF, 2019-12-31, 2020-01-01, /to, over_two_fiscal_years",
        "DE, DATEV, EXTF, 2000-12-31, 2000-12-31, /kind, not_configured",
        "DE, DATEV, CSV, 2020-01-01, 2020-01-31, /format, not_for_this_kind",
        "DE, JOURNAL, EXTF, 2020-01-01, 2020-01-31, /format, not_for_this_kind"
    })
    void a_batch_that_cannot_be_is_refused_and_draws_no_number(
            String office,
            String kind,
            String format,
            String from,
            String to,
            String pointer,
            String code) {
        String drawn = "SELECT coalesce(sum(last), 0) FROM export_series WHERE office = ?";
        long before = gifts.count(drawn, office);
        refused(
                office,
                Map.of("kind", kind, "format", format, "from", from, "to", to),
                new String[] {pointer, code});
        assertEquals(before, gifts.count(drawn, office));
    }
}
