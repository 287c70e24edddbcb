package org.almoner.export;

import static org.almoner.export.ExportCalls.sha256;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** The ledger of consents as a file, for privacy officers and for nobody else. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentLedgerExportTest {

    @Inject MakeExports make;
    @Inject Sql sql;

    private static Response ask(String role, String kind, String format) {
        String today = LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
        return TestStaff.as(role, "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        Map.of(
                                "kind", kind, "office", "DE", "from", today, "to", today, "format",
                                format))
                .post("/v1/staff/exports");
    }

    private String made(String role, String kind, String format) {
        String number = ask(role, kind, format).then().statusCode(201).extract().path("number");
        make.run();
        return number;
    }

    private String donorWhoTicked(String text) {
        String email = "export." + Givers.word() + "@example.org";
        Givers.gave(email, "Ausfuhr", List.of(text));
        return sql.one("SELECT id FROM donor WHERE email = ?", row -> row.getString(1), email)
                .orElseThrow();
    }

    private static byte[] file(String number) {
        return TestStaff.as("privacy", "DE")
                .get("/v1/staff/exports/" + number + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void every_answer_is_there_with_its_words_and_the_manifest_proves_the_file() {
        String donor = donorWhoTicked("de-newsletter-phone");
        String number = made("privacy", "CONSENT_LEDGER", "CSV");
        byte[] file = file(number);
        List<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new String(file, 3, file.length - 3, StandardCharsets.UTF_8))
                        .stream()
                        .toList();
        List<NamedCsvRecord> theirs =
                rows.stream().filter(it -> it.getField("donor").equals(donor)).toList();
        assertEquals(
                List.of("NOTED", "NOTED", "REFUSED", "GIVEN", "NOTED"),
                theirs.stream()
                        .sorted((a, b) -> a.getField("position").compareTo(b.getField("position")))
                        .map(it -> it.getField("decision"))
                        .toList());
        NamedCsvRecord ticked =
                theirs.stream()
                        .filter(it -> it.getField("decision").equals("GIVEN"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(ticked.getField("words").contains("Beispiel Hilfe e.V."));
        assertEquals("wizard", ticked.getField("method"));
        assertEquals("de", ticked.getField("language"));
        assertTrue(ticked.getField("textHash").matches("[0-9a-f]{64}"));
        assertTrue(ticked.getField("previousHash").matches("[0-9a-f]{64}"));
        assertFalse(new String(file, StandardCharsets.UTF_8).contains("Ausfuhr"));
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/exports/" + number + "/manifest")
                .then()
                .statusCode(200)
                .body("rows", equalTo(rows.size()))
                .body("sha256", equalTo(sha256(file)))
                .body("totals", empty())
                .body("fileUntil", notNullValue());
        TestStaff.as("privacy", "DE")
                .post("/v1/staff/exports/" + number + "/repetition")
                .then()
                .statusCode(200)
                .body("equal", is(true));
    }

    @Test
    void machines_get_one_object_a_line() throws Exception {
        String donor = donorWhoTicked("de-newsletter-phone");
        String number = made("privacy", "CONSENT_LEDGER", "JSON_LINES");
        int found = 0;
        for (String line : new String(file(number), StandardCharsets.UTF_8).split("\n")) {
            JsonNode answer = new ObjectMapper().readTree(line);
            if (answer.get("donor").asText().equals(donor)) {
                found++;
                assertTrue(answer.get("position").isIntegralNumber());
                assertFalse(answer.get("words").asText().isBlank());
                assertTrue(answer.has("confirmedAt"));
            }
        }
        assertEquals(5, found);
    }

    @Test
    void finance_gets_no_ledger_and_privacy_gets_no_gifts() {
        ask("finance", "CONSENT_LEDGER", "CSV").then().statusCode(403);
        for (String kind : List.of("GIFTS", "JOURNAL", "STATEMENT_REGISTER", "CONSENTS")) {
            ask("privacy", kind, "CSV").then().statusCode(403);
        }
        ask("office", "CONSENT_LEDGER", "CSV").then().statusCode(403);
        String ledger = made("privacy", "CONSENT_LEDGER", "CSV");
        String gifts = made("finance", "GIFTS", "CSV");
        assertHidden("finance", ledger);
        assertHidden("privacy", gifts);
    }

    /** Like one that is not there: not in the list, and 404 by its number. */
    private static void assertHidden(String role, String number) {
        String path = "/v1/staff/exports/" + number;
        for (String part : List.of("", "/manifest", "/file")) {
            TestStaff.as(role, "DE").get(path + part).then().statusCode(404);
        }
        TestStaff.as(role, "DE").post(path + "/repetition").then().statusCode(404);
        TestStaff.as(role, "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/exports")
                .then()
                .statusCode(200)
                .body("items.number", not(hasItem(number)));
    }

    @Test
    void each_role_lists_its_own_kinds() {
        String ledger = made("privacy", "CONSENT_LEDGER", "CSV");
        TestStaff.as("privacy", "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/exports")
                .then()
                .statusCode(200)
                .body("items.number", hasItem(ledger))
                .body("items.kind", everyItem(equalTo("CONSENT_LEDGER")));
        TestStaff.as("privacy", "GB").get("/v1/staff/exports/" + ledger).then().statusCode(404);
    }
}
