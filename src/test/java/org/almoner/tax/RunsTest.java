package org.almoner.tax;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Runs over the gifts of a year, asked for and watched over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RunsTest {

    private static final List<String> OURS =
            List.of("I1", "I2", "I3", "I5", "I7", "I11", "I13", "I14", "I15");

    @Inject GiftsOfAYear gifts;
    @Inject CarryOutRuns runs;
    @Inject WriteDocuments documents;
    @Inject SelfCheck selfCheck;

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    private static String start(RequestSpecification who, Map<String, Object> wish) {
        return who.contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/statement-runs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void work() {
        runs.run();
        documents.run();
        runs.run();
    }

    @Test
    void a_year_is_looked_at_run_once_and_found_again() {
        UUID one = gifts.donor("DE", "Anna", "Einzig");
        UUID gift = gifts.gift(one, "DE", "EUR", 2500, "2012-05-04T10:00:00Z");
        UUID many = gifts.donor("DE", "Bernd", "Viel");
        gifts.gift(many, "DE", "EUR", 1000, "2012-01-01T11:00:00Z");
        gifts.gift(many, "DE", "EUR", 99_999_999, "2012-07-01T10:00:00Z");
        clerk().get("/v1/staff/statement-preview?office=DE&year=2012")
                .then()
                .statusCode(200)
                .body("statements", equalTo(2))
                .body("gifts", equalTo(3))
                .body("total.minor", equalTo(100_003_499))
                .body("leftOut", hasSize(0))
                .body("blockers", hasSize(0));
        String run = start(clerk(), Map.of("office", "DE", "year", 2012, "mails", true));
        work();
        clerk().get("/v1/staff/statement-runs/" + run)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("numbered", equalTo(2))
                .body("written", equalTo(2))
                .body("leftOut", equalTo(0));
        clerk().get("/v1/staff/tax-statements?office=DE&year=2012")
                .then()
                .statusCode(200)
                .body("items.number", hasItem("DE-2012-000001"))
                .body("items.number", hasItem("DE-2012-000002"))
                .body("items.kind", hasItem("DE_SINGLE"))
                .body("items.kind", hasItem("DE_COLLECTIVE"))
                .body("items.sha256", hasItem(notNullValue()));
        clerk().get("/v1/staff/tax-statements?q=einzig&year=2012")
                .then()
                .body("items.name", contains("Anna Einzig"));
        // Nobody is stated twice.
        clerk().get("/v1/staff/statement-preview?office=DE&year=2012")
                .then()
                .body("statements", equalTo(0))
                .body("leftOut.find { it.reason == 'ALL_STATED' }.persons", equalTo(2));
        assertEquals(
                1,
                gifts.count(
                        "SELECT count(*) FROM tax_statement_line WHERE donation_id = ? AND live",
                        gift));
    }

    @Test
    void who_has_letters_that_the_typeface_lacks_is_found_and_not_written_to_by_itself() {
        UUID strange = gifts.donor("DE", "小明", "王");
        gifts.gift(strange, "DE", "EUR", 2500, "2002-05-04T10:00:00Z");
        UUID plain = gifts.donor("DE", "Nguyễn", "Żółć");
        gifts.gift(plain, "DE", "EUR", 2500, "2002-05-05T10:00:00Z");
        String run = start(clerk(), Map.of("office", "DE", "year", 2002, "mails", true));
        work();
        clerk().get("/v1/staff/statement-runs/" + run)
                .then()
                .statusCode(200)
                .body("written", equalTo(2))
                .body("lettersMissing", equalTo(1));
        String list = "/v1/staff/tax-statements?run=" + run + "&lettersMissing=";
        clerk().get(list + "true")
                .then()
                .statusCode(200)
                .body("items.donor", contains(strange.toString()))
                .body("items.lettersMissing", contains(true));
        clerk().get(list + "false").then().body("items.donor", contains(plain.toString()));
        clerk().get(list + "perhaps")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("not_a_flag"));
        assertEquals(
                1,
                gifts.count(
                        "SELECT count(*) FROM outbox_message o JOIN tax_statement s ON s.id = o.subject"
                                + " WHERE o.kind = ? AND s.donor_id = ANY (?)",
                        StatementMailHandler.KIND,
                        Sql.Column.ids(List.of(strange, plain))));
    }

    @Test
    void the_same_key_starts_one_run_and_another_key_is_told_of_it() {
        gifts.gift(gifts.donor("DE", "Carla", "Doppelt"), "DE", "EUR", 500, "2013-03-03T10:00:00Z");
        Map<String, Object> wish = Map.of("office", "DE", "year", 2013);
        String key = UUID.randomUUID().toString();
        RequestSpecification request =
                clerk().contentType(ContentType.JSON).header("Idempotency-Key", key).body(wish);
        String first =
                request.post("/v1/staff/statement-runs")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString();
        String again =
                clerk().contentType(ContentType.JSON)
                        .header("Idempotency-Key", key)
                        .body(wish)
                        .post("/v1/staff/statement-runs")
                        .then()
                        .statusCode(201)
                        .header("Idempotency-Replayed", "true")
                        .extract()
                        .asString();
        assertEquals(first, again);
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/statement-runs")
                .then()
                .statusCode(409)
                .body("run", notNullValue());
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("office", "DE", "year", 2012))
                .post("/v1/staff/statement-runs")
                .then()
                .statusCode(422);
        work();
    }

    @Test
    void a_run_that_was_ended_goes_on_where_it_ended_and_no_number_is_lost() {
        gifts.gift(gifts.donor("DE", "Dora", "Pause"), "DE", "EUR", 700, "2014-03-03T10:00:00Z");
        String run = start(clerk(), Map.of("office", "DE", "year", 2014));
        clerk().post("/v1/staff/statement-runs/" + run + "/cancellation")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        work();
        assertEquals(0, statements(2014));
        clerk().post("/v1/staff/statement-runs/" + run + "/cancellation").then().statusCode(409);
        clerk().post("/v1/staff/statement-runs/" + run + "/resumption")
                .then()
                .statusCode(200)
                .body("state", equalTo("LISTING"));
        work();
        assertEquals(1, statements(2014));
        clerk().post("/v1/staff/statement-runs/" + run + "/resumption").then().statusCode(409);
    }

    private long statements(int year) {
        return gifts.count(
                "SELECT count(*) FROM tax_statement WHERE office = 'DE' AND tax_year = ?", year);
    }

    @Test
    void many_hands_number_everybody_once_and_leave_no_gap() throws Exception {
        for (int i = 0; i < 450; i++) {
            UUID donor = gifts.donor("DE", "Eva", "Viele" + i);
            gifts.gift(donor, "DE", "EUR", 100 + i, "2015-02-03T10:00:00Z");
        }
        String run = start(clerk(), Map.of("office", "DE", "year", 2015));
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                work.add(
                        () -> {
                            runs.run();
                            return documents.run();
                        });
            }
            for (Future<Integer> node : nodes.invokeAll(work)) {
                node.get();
            }
        } finally {
            nodes.shutdown();
        }
        work();
        clerk().get("/v1/staff/statement-runs/" + run)
                .then()
                .body("state", equalTo("DONE"))
                .body("numbered", equalTo(450))
                .body("persons", equalTo(450));
        assertEquals(450, statements(2015));
        assertEquals(
                450,
                gifts.count(
                        "SELECT max(seq) FROM tax_statement WHERE office = 'DE' AND tax_year = 2015"));
        assertEquals(
                450,
                gifts.count(
                        "SELECT count(DISTINCT donor_id) FROM tax_statement WHERE tax_year = 2015"));
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> OURS.contains(it.id()) && !it.offenders().isEmpty())
                        .toList());
        archive(run, 450);
        prints(run);
    }

    /** 450 documents of one page are five files, the last with fifty; each has its own sheet. */
    private static void prints(String run) throws IOException {
        String files = "/v1/staff/statement-runs/" + run + "/print-files/";
        byte[] last = clerk().get(files + "5").then().statusCode(200).extract().asByteArray();
        try (PDDocument file = Loader.loadPDF(last)) {
            assertEquals(100, file.getNumberOfPages());
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(1);
            stripper.setEndPage(1);
            assertTrue(stripper.getText(file).contains("DE-2015-"));
            stripper.setStartPage(2);
            stripper.setEndPage(2);
            assertEquals("", stripper.getText(file).strip());
        }
        clerk().get(files + "6").then().statusCode(404);
        clerk().get(files + "x").then().statusCode(404);
    }

    private void archive(String run, int documents) throws IOException {
        byte[] zip =
                clerk().get("/v1/staff/statement-runs/" + run + "/archive?order=POSTCODE")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        int pdfs = 0;
        String manifest = null;
        String register = null;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                switch (entry.getName()) {
                    case "manifest.json" -> manifest = text;
                    case "register.csv" -> register = text;
                    default -> pdfs++;
                }
            }
        }
        assertEquals(documents, pdfs);
        assertEquals(documents + 1, register.split("\r\n").length);
        assertEquals(
                TermsOfStatements.sha256(register.getBytes(StandardCharsets.UTF_8)),
                new JsonPath(manifest).getString("registerSha256"));
        assertEquals(documents, new JsonPath(manifest).getInt("documents"));
    }

    @Test
    void nothing_is_issued_before_the_last_day_is_over_or_for_a_foreign_office() {
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("office", "DE", "year", 2098))
                .post("/v1/staff/statement-runs")
                .then()
                .statusCode(409)
                .body("blockers", contains("YEAR_NOT_OVER"));
        clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("office", "DE", "year", 2014, "until", "2015-01-01"))
                .post("/v1/staff/statement-runs")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/until"));
        TestStaff.as("finance", "GB")
                .get("/v1/staff/statement-preview?office=DE&year=2014")
                .then()
                .statusCode(404);
        TestStaff.as("office", "DE")
                .get("/v1/staff/statement-preview?office=DE&year=2014")
                .then()
                .statusCode(403);
    }

    @Test
    void whoever_can_still_have_a_gift_back_waits_unless_the_office_says_otherwise() {
        UUID donor = gifts.donor("DE", "Frieda", "Lastschrift");
        Instant lately = Instant.now().minus(Duration.ofDays(10));
        gifts.gift(donor, "DE", "EUR", 5000, lately, "SEPA_DIRECT_DEBIT");
        String yesterday = LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(1).toString();
        Map<String, Object> wish =
                Map.of(
                        "donor",
                        donor,
                        "office",
                        "DE",
                        "year",
                        Integer.parseInt(yesterday.substring(0, 4)),
                        "until",
                        yesterday);
        issue(wish).statusCode(409).body("reason", equalTo("MAY_STILL_BE_TAKEN_BACK"));
        Map<String, Object> anyway = new java.util.HashMap<>(wish);
        anyway.put("waitsForReturns", false);
        issue(anyway).statusCode(201).body("state", equalTo("NUMBERED"));
        issue(anyway).statusCode(409).body("reason", equalTo("ALL_STATED"));
        work();
    }

    private static ValidatableResponse issue(Map<String, Object> wish) {
        return clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/tax-statements")
                .then();
    }

    @Test
    void the_second_before_and_after_midnight_decide_in_the_zone_of_the_office() {
        UUID donor = gifts.donor("AU", "Gina", "Midnight");
        gifts.gift(donor, "AU", "AUD", 1_000, "2016-06-30T13:59:59Z");
        gifts.gift(donor, "AU", "AUD", 2_000, "2016-06-30T14:00:00Z");
        gifts.gift(donor, "AU", "AUD", 150, "2017-06-30T13:59:59Z");
        gifts.gift(donor, "AU", "AUD", 4_000, "2017-06-30T14:00:00Z");
        TestStaff.as("finance", "AU")
                .get("/v1/staff/statement-preview?office=AU&year=2016")
                .then()
                .body("from", equalTo("2016-07-01"))
                .body("to", equalTo("2017-06-30"))
                .body("gifts", equalTo(2))
                .body("total.minor", equalTo(2_000)); // 1.50 is shown and does not count
    }
}
