package org.almoner.staff;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.consent.KantaraSchema;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
