package org.almoner.signup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A yes to mails that was said on the telephone, and the mailbox that has to confirm it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SpokenConsentTest {

    @Inject Sql sql;

    private final String email = "spoken." + Givers.word() + "@example.org";
    private String donor;

    @BeforeEach
    void somebodyCalledAndSaidYesToMails() {
        Givers.gave(email, "Anruf");
        donor =
                sql.one("SELECT id FROM donor WHERE email = ?", row -> row.getString(1), email)
                        .orElseThrow();
        Map<String, Object> call =
                Map.of(
                        "by",
                        "DONOR",
                        "at",
                        Instant.now().toString(),
                        "spokenBy",
                        "Clara Beispiel",
                        "note",
                        "Fragt nach Neuigkeiten; ja.");
        record("GIVEN", Map.of("how", "TELEPHONE", "call", call))
                .body("awaitsConfirmation", equalTo(true));
    }

    private ValidatableResponse record(String decision, Map<String, Object> how) {
        Map<String, Object> body = new HashMap<>(how);
        body.put("text", Map.of("id", "de-newsletter-email", "version", 1, "locale", "de"));
        body.put("decision", decision);
        return TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "spoken-" + UUID.randomUUID())
                .body(body)
                .post("/v1/staff/donors/" + donor + "/consents")
                .then()
                .statusCode(201);
    }

    private void assertMailsAre(String state, boolean awaits) {
        String item = "items.find { it.purpose == 'NEWSLETTER' && it.channel == 'EMAIL' }";
        given().auth()
                .oauth2(SignedIn.at(email))
                .get("/v1/me/consents")
                .then()
                .body(item + ".state", equalTo(state))
                .body(item + ".answer.awaitsConfirmation", equalTo(awaits));
    }

    @Test
    void counts_once_the_mailbox_has_confirmed_it() throws Exception {
        assertMailsAre("GIVEN", true);
        SignUpCalls.confirm(SignUpCalls.awaitSecret(email)).then().statusCode(200);
        assertMailsAre("GIVEN", false);
    }

    @Test
    void is_not_confirmed_any_more_when_a_signed_no_came_after_it() throws Exception {
        String secret = SignUpCalls.awaitSecret(email);
        String form =
                TestStaff.as("privacy", "DE")
                        .contentType("application/pdf")
                        .body(("%PDF-1.7 no " + email).getBytes(StandardCharsets.US_ASCII))
                        .post("/v1/staff/donors/" + donor + "/consent-documents")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        record(
                        "REFUSED",
                        Map.of(
                                "how",
                                "PAPER_FORM",
                                "saidOn",
                                LocalDate.now(ZoneId.of("Europe/Berlin")).toString(),
                                "document",
                                form))
                .body("counts", equalTo(true));
        SignUpCalls.confirm(secret).then().statusCode(409);
        assertMailsAre("WITHDRAWN", false);
    }

    @Test
    void stands_in_the_printed_proof_with_the_call() throws IOException {
        byte[] file =
                TestStaff.as("privacy", "DE")
                        .queryParam("locale", "de")
                        .get("/v1/staff/donors/" + donor + "/consent-proof/pdf")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        try (var document = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            for (String part :
                    List.of(
                            "staff_phone",
                            "Aufgeschrieben am, von",
                            "die Person rief an",
                            "Clara Beispiel",
                            "Fragt nach Neuigkeiten; ja.")) {
                assertTrue(text.contains(part.replaceAll("\\s+", "")), part + " in " + text);
            }
        }
    }
}
