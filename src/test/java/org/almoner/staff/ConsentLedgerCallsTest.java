package org.almoner.staff;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.consent.KantaraSchema;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of consents, as privacy officers see it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentLedgerCallsTest {

    @Inject Sql sql;

    private final String email = "ledger." + Givers.word() + "@example.org";

    @BeforeEach
    void somebodyGaveAndTickedABox() {
        Givers.gave(email, "Register", List.of("de-newsletter-phone"));
    }

    private String event(String text) {
        return sql.one(
                        "SELECT e.id FROM consent_event e JOIN donor d ON d.id = e.donor_id"
                                + " WHERE d.email = ? AND e.text_id = ?",
                        row -> row.getString(1),
                        email,
                        text)
                .orElseThrow();
    }

    private void assertOnTheTrail(String action, String object) {
        TestStaff.as("privacy", "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/audit-trail")
                .then()
                .body("items.findAll { it.object == '" + object + "' }.action", hasItem(action));
    }

    private String donor() {
        return sql.one("SELECT id FROM donor WHERE email = ?", row -> row.getString(1), email)
                .orElseThrow();
    }

    private static RequestSpecification officer() {
        return TestStaff.as("privacy", "DE");
    }

    @Test
    void the_ledger_of_one_record_is_read_page_by_page_without_names() {
        String donor = donor();
        List<String> all =
                officer()
                        .queryParam("donor", donor)
                        .get("/v1/staff/consents")
                        .then()
                        .statusCode(200)
                        .body("items.place", hasSize(5))
                        .body("items.find { it.channel == 'PHONE' }.decision", equalTo("GIVEN"))
                        .body("items.find { it.channel == 'PHONE' }.method", equalTo("wizard"))
                        .body("items.text.hash", everyItem(matchesPattern("[0-9a-f]{64}")))
                        .extract()
                        .path("items.id");
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification call = officer().queryParam("donor", donor).queryParam("limit", 2);
            JsonPath page =
                    (cursor == null ? call : call.queryParam("cursor", cursor))
                            .get("/v1/staff/consents")
                            .jsonPath();
            paged.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertEquals(all, paged);
        String raw = officer().queryParam("donor", donor).get("/v1/staff/consents").asString();
        assertFalse(raw.contains("Register") || raw.contains(email), raw);
        assertOnTheTrail("consents.read", "donor/" + donor);
    }

    @Test
    void the_ledger_is_narrowed_by_office_day_purpose_and_channel() {
        String donor = donor();
        assertEquals(1, many(Map.of("donor", donor, "channel", "PHONE")));
        assertEquals(3, many(Map.of("donor", donor, "purpose", "NEWSLETTER")));
        assertEquals(5, many(Map.of("donor", donor, "office", "DE")));
        assertEquals(0, many(Map.of("donor", donor, "office", "GB")));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
        assertEquals(5, many(Map.of("donor", donor, "from", yesterday, "to", today)));
        assertEquals(0, many(Map.of("donor", donor, "to", yesterday)));
    }

    private static int many(Map<String, String> filter) {
        return officer()
                .queryParams(filter)
                .get("/v1/staff/consents")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, MARKETING",
        "channel, PIGEON",
        "donor, nobody",
        "from, yesterday",
        "office, x"
    })
    void what_cannot_be_meant_is_refused(String name, String value) {
        officer()
                .queryParam(name, value)
                .get("/v1/staff/consents")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("query:" + name));
    }

    @Test
    void only_privacy_officers_read_the_ledger_and_only_of_their_offices() {
        TestStaff.as("finance", "DE").get("/v1/staff/consents").then().statusCode(403);
        TestStaff.as("office", "DE").get("/v1/staff/consents").then().statusCode(403);
        TestStaff.as("privacy", "GB")
                .queryParam("donor", donor())
                .get("/v1/staff/consents")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void receipts_are_there_in_both_forms_and_each_look_is_on_the_trail() throws Exception {
        String given = event("de-newsletter-phone");
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/consents/" + given + "/receipt")
                .then()
                .statusCode(200)
                .contentType("application/ld+json")
                .body(
                        "'dpv:hasRecordOfActivity'[0].'dpv:hasAuthority'.'dpv:hasName'",
                        equalTo("Berliner Beauftragte für Datenschutz und Informationsfreiheit"))
                .body("'dpv:hasRecordOfActivity'[0].'dpv:hasConsentStatus'", hasSize(1));
        String receipt =
                TestStaff.as("privacy", "DE")
                        .get("/v1/staff/consents/" + given + "/receipt/kantara")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertEquals("", KantaraSchema.faults(receipt));
        assertOnTheTrail("consent-receipt.shown", "consent/" + given);
    }

    @Test
    void receipts_are_for_privacy_officers_of_the_office_alone() {
        String path = "/v1/staff/consents/" + event("de-newsletter-phone") + "/receipt";
        TestStaff.as("office", "DE").get(path).then().statusCode(403);
        TestStaff.as("finance", "DE").get(path + "/kantara").then().statusCode(403);
        TestStaff.as("privacy", "GB").get(path).then().statusCode(404);
        TestStaff.as("privacy", "GB").get(path + "/kantara").then().statusCode(404);
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/consents/" + UUID.randomUUID() + "/receipt")
                .then()
                .statusCode(404);
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/consents/" + event("de-privacy") + "/receipt")
                .then()
                .statusCode(404);
    }
}
