package org.almoner.signup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a data-protection officer can show of one person. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentProofTest {

    @Inject Sql sql;

    private String confirmedDonor(String email) throws Exception {
        Givers.gave(email, "Beweis", List.of("de-newsletter-email"));
        SignUpCalls.confirm(SignUpCalls.awaitSecret(email)).then().statusCode(200);
        return donorAt(email);
    }

    private String donorAt(String email) {
        return sql.one("SELECT id FROM donor WHERE email = ?", row -> row.getString(1), email)
                .orElseThrow();
    }

    private static String fresh() {
        return "proof." + Givers.word() + "@example.org";
    }

    private static String path(String donor) {
        return "/v1/staff/donors/" + donor + "/consent-proof";
    }

    @Test
    void the_whole_proof_of_form_mail_and_click_is_there_and_the_look_is_on_the_trail()
            throws Exception {
        String email = fresh();
        String donor = confirmedDonor(email);
        TestStaff.as("privacy", "DE")
                .get(path(donor))
                .then()
                .statusCode(200)
                .body("signUps", hasSize(1))
                .body("signUps[0].email", equalTo(email))
                .body("signUps[0].text.text", containsString("Beispiel Hilfe e.V."))
                .body("signUps[0].mail.messageId", containsString(".sign-up.1@"))
                .body("signUps[0].mail.text", containsString("#confirmation=…"))
                .body("signUps[0].click.ip", equalTo("127.0.0.1"))
                .body(
                        "answers.findAll { it.text.id == 'de-newsletter-email' }.method",
                        equalTo(List.of("confirmation", "wizard")))
                .body("answers.text.id", hasItem("de-privacy"));
        TestStaff.as("privacy", "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/audit-trail")
                .then()
                .body(
                        "items.findAll { it.object == 'donor/" + donor + "' }.action",
                        equalTo(List.of("consent-proof.shown")));
    }

    @Test
    void only_privacy_officers_of_the_persons_offices_see_it() throws Exception {
        String donor = confirmedDonor(fresh());
        given().get(path(donor)).then().statusCode(401);
        TestStaff.as("office", "DE").get(path(donor)).then().statusCode(403);
        TestStaff.as("privacy", "GB").get(path(donor)).then().statusCode(404);
        TestStaff.as("privacy", "GB").get(path(donor) + "/pdf").then().statusCode(404);
    }

    @Test
    void what_was_said_to_another_office_is_left_out() throws Exception {
        String email = fresh();
        Givers.gave(email, "Beweis");
        String donor = donorAt(email);
        var british = SignUpCalls.wish(email);
        british.put("country", "GB");
        british.put("consents", List.of(SignUpCalls.answer("gb-signup-email", 1, true)));
        SignUpCalls.signUp(british).then().statusCode(202);
        TestStaff.as("privacy", "DE")
                .get(path(donor))
                .then()
                .statusCode(200)
                .body("signUps", hasSize(0))
                .body("answers.office", not(hasItem("GB")));
        TestStaff.as("privacy", "DE", "GB")
                .get(path(donor))
                .then()
                .statusCode(200)
                .body("signUps", hasSize(1))
                .body("signUps[0].click", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "de, Nachweis der Einwilligungen, Bestätigt am",
        "en, Proof of consents, Confirmed at",
        "nl, Bewijs van toestemmingen, Bevestigd op",
        "fr, Preuve des consentements, Confirmé le"
    })
    void the_document_says_all_of_it_in_the_language_asked_for(
            String locale, String title, String confirmed) throws Exception {
        String email = fresh();
        String donor = confirmedDonor(email);
        byte[] file =
                TestStaff.as("privacy", "DE")
                        .queryParam("locale", locale)
                        .get(path(donor) + "/pdf")
                        .then()
                        .statusCode(200)
                        .contentType("application/pdf")
                        .header(
                                "Content-Disposition",
                                equalTo("attachment; filename=\"consent-proof.pdf\""))
                        .extract()
                        .asByteArray();
        String text = text(file);
        for (String part :
                List.of(
                        title,
                        confirmed,
                        email,
                        "de-newsletter-email, 1, de",
                        ".sign-up.1@de.example.org",
                        "Wozu Sie zustimmen",
                        "127.0.0.1",
                        "Ja, Beispiel Hilfe e.V. darf mir")) {
            assertTrue(
                    text.replaceAll("\\s+", "").contains(part.replaceAll("\\s+", "")),
                    part + " in " + text);
        }
        assertFalse(text.matches("(?s).*#confirmation=[A-Za-z0-9].*"), "no secret");
    }

    @Test
    void the_table_has_a_line_for_each_answer_and_sign_up_with_words_and_hashes() throws Exception {
        String email = fresh();
        String donor = confirmedDonor(email);
        byte[] file =
                TestStaff.as("privacy", "DE")
                        .get(path(donor) + "/csv")
                        .then()
                        .statusCode(200)
                        .contentType("text/csv;charset=utf-8")
                        .extract()
                        .asByteArray();
        List<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new String(file, 3, file.length - 3, StandardCharsets.UTF_8))
                        .stream()
                        .toList();
        assertEquals(
                List.of("CONFIRMATION", "WIZARD"),
                rows.stream()
                        .filter(it -> it.getField("textId").equals("de-newsletter-email"))
                        .filter(it -> it.getField("entry").equals("ANSWER"))
                        .map(it -> it.getField("method").toUpperCase(Locale.ROOT))
                        .toList());
        for (NamedCsvRecord row : rows) {
            assertFalse(row.getField("text").isBlank());
            assertTrue(row.getField("textHash").matches("[0-9a-f]{64}"));
            if (row.getField("entry").equals("ANSWER")) {
                assertTrue(row.getField("proofDigest").matches("[0-9a-f]{64}"));
                assertTrue(row.getField("hash").matches("[0-9a-f]{64}"));
            } else {
                assertEquals(email, row.getField("email"));
                assertFalse(row.getField("confirmedAt").isBlank());
            }
        }
        assertEquals(1, rows.stream().filter(it -> it.getField("entry").equals("SIGN_UP")).count());
        TestStaff.as("office", "DE").get(path(donor) + "/csv").then().statusCode(403);
        TestStaff.as("privacy", "GB").get(path(donor) + "/csv").then().statusCode(404);
    }

    @Test
    void a_language_nobody_speaks_is_refused() throws Exception {
        String donor = confirmedDonor(fresh());
        TestStaff.as("privacy", "DE")
                .queryParam("locale", "es")
                .get(path(donor) + "/pdf")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("query:locale"));
        assertEquals(
                200,
                TestStaff.as("privacy", "DE").get(path(donor) + "/pdf").statusCode(),
                "the office's own language");
    }

    private static String text(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
