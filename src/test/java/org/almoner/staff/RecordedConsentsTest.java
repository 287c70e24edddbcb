package org.almoner.staff;

import static io.restassured.RestAssured.given;
import static org.almoner.staff.SaidConsents.EMAIL;
import static org.almoner.staff.SaidConsents.PHONE;
import static org.almoner.staff.SaidConsents.POST;
import static org.almoner.staff.SaidConsents.bring;
import static org.almoner.staff.SaidConsents.byPhone;
import static org.almoner.staff.SaidConsents.clerk;
import static org.almoner.staff.SaidConsents.declared;
import static org.almoner.staff.SaidConsents.form;
import static org.almoner.staff.SaidConsents.kept;
import static org.almoner.staff.SaidConsents.onPaper;
import static org.almoner.staff.SaidConsents.record;
import static org.almoner.staff.SaidConsents.said;
import static org.almoner.staff.SaidConsents.sent;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.consent.ConsentChain;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What donors say on paper and by telephone, written down by an office. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecordedConsentsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Inject Sql sql;
    @Inject ConsentChain chain;
    @Inject DonorBook donors;

    private final String email = "paper." + Givers.word() + "@example.org";
    private String donor;
    private String mail = email;

    @BeforeEach
    void somebodyGaveAndTickedNothing() {
        Givers.gave(email, "Papier");
        donor = idAt(email);
    }

    private String idAt(String mailbox) {
        return sql.one("SELECT id FROM donor WHERE email = ?", row -> row.getString(1), mailbox)
                .orElseThrow();
    }

    private static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    /** A donor whom somebody put down by hand. */
    private String written(String mailbox, String country) {
        var address =
                new DonorInput.AddressInput(
                        "Sample Street",
                        "1",
                        country.equals("GB") ? "SW1A 1AA" : "10115",
                        "Town",
                        country,
                        null,
                        null);
        var input =
                new DonorInput(
                        "PERSON", null, null, "Paula", "Papier", null, mailbox, null, address);
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                donors.register(
                                                DonorRules.check(input),
                                                new OfficeCode(country),
                                                country.equals("GB") ? "en" : "de")
                                        .toString());
    }

    private long events() {
        return count("SELECT count(*) FROM consent_event WHERE donor_id = ?");
    }

    private long count(String query) {
        return sql.one(query, row -> row.getLong(1), UUID.fromString(donor)).orElseThrow();
    }

    private void assertChainIsSound() {
        assertFalse(chain.verify().broken().contains(UUID.fromString(donor)));
    }

    private Response online(String text, boolean given) {
        return given().auth()
                .oauth2(SignedIn.at(email))
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "office",
                                "DE",
                                "locale",
                                "de",
                                "answers",
                                List.of(Map.of("id", text, "version", 1, "given", given))))
                .post("/v1/me/consents");
    }

    private static List<String> trailOf(String object) {
        return TestStaff.as("privacy", "DE")
                .queryParam("limit", 100)
                .get("/v1/staff/audit-trail")
                .jsonPath()
                .getList("items.findAll { it.object == '" + object + "' }.action");
    }

    @Nested
    class OnPaper {

        @Test
        void a_signed_yes_counts_and_is_confirmed() {
            sayNothingWithTheGift();
            record(donor, onPaper(donor, EMAIL, "GIVEN", today()))
                    .then()
                    .statusCode(201)
                    .body("method", equalTo("STAFF_PAPER"))
                    .body("saidAt", equalTo(today().atStartOfDay(BERLIN).toInstant().toString()))
                    .body("recordedAt", notNullValue())
                    .body("evidence", notNullValue())
                    .body("counts", equalTo(true))
                    .body("state", equalTo("GIVEN"))
                    .body("awaitsConfirmation", equalTo(false));
            assertEquals("GIVEN", state("EMAIL"));
            assertChainIsSound();
        }

        /** Another donor, who was never asked on the web. */
        private void sayNothingWithTheGift() {
            mail = "written." + email;
            donor = written(mail, "DE");
        }

        @Test
        void the_word_that_was_said_later_counts_and_the_answer_tells_so() {
            online(EMAIL, true).then().statusCode(200);
            online(EMAIL, false).then().statusCode(200);
            record(donor, onPaper(donor, EMAIL, "GIVEN", today().minusDays(30)))
                    .then()
                    .statusCode(201)
                    .body("counts", equalTo(false))
                    .body("state", equalTo("WITHDRAWN"))
                    .body("outweighedBy.method", equalTo("PORTAL"));
            assertEquals("WITHDRAWN", state("EMAIL"));
            assertChainIsSound();
        }

        @Test
        void a_no_on_paper_of_today_ends_a_yes_that_was_said_online() {
            online(EMAIL, true).then().statusCode(200);
            String id =
                    record(donor, onPaper(donor, EMAIL, "REFUSED", today()))
                            .then()
                            .statusCode(201)
                            .body("counts", equalTo(true))
                            .body("state", equalTo("WITHDRAWN"))
                            .body("outweighedBy", nullValue())
                            .extract()
                            .path("id");
            assertEquals("WITHDRAWN", state("EMAIL"));
            assertEquals(List.of("consent.recorded"), trailOf("consent/" + id));
        }

        @Test
        void of_one_day_the_no_counts_whichever_is_written_down_first() {
            sayNothingWithTheGift();
            LocalDate day = today().minusDays(1);
            record(donor, onPaper(donor, PHONE, "REFUSED", day))
                    .then()
                    .statusCode(201)
                    .body("counts", equalTo(true));
            record(donor, onPaper(donor, PHONE, "GIVEN", day))
                    .then()
                    .statusCode(201)
                    .body("counts", equalTo(false))
                    .body("outweighedBy.method", equalTo("STAFF_PAPER"));
            record(donor, onPaper(donor, PHONE, "GIVEN", day.plusDays(1)))
                    .then()
                    .body("counts", equalTo(true))
                    .body("state", equalTo("GIVEN"));
            record(donor, onPaper(donor, POST, "OBJECTED", day))
                    .then()
                    .statusCode(201)
                    .body("state", equalTo("OBJECTED"));
        }

        @Test
        void one_form_proves_several_answers_and_only_privacy_sees_it_again() {
            byte[] form = form();
            String document =
                    bring(clerk(), donor, "application/pdf", form)
                            .then()
                            .statusCode(201)
                            .body("mediaType", equalTo("application/pdf"))
                            .body("bytes", equalTo(form.length))
                            .extract()
                            .path("id");
            bring(clerk(), donor, "application/pdf", form)
                    .then()
                    .statusCode(201)
                    .body("id", equalTo(document));
            String first = null;
            for (String text : List.of(EMAIL, PHONE)) {
                Map<String, Object> body = said(text, "GIVEN", "IN_PERSON");
                body.put("saidOn", today().toString());
                body.put("document", document);
                first = record(donor, body).then().statusCode(201).extract().path("id");
            }
            String path = "/v1/staff/consents/" + first + "/document";
            byte[] found =
                    TestStaff.as("privacy", "DE")
                            .get(path)
                            .then()
                            .statusCode(200)
                            .contentType("application/pdf")
                            .header(
                                    "Content-Disposition",
                                    equalTo("attachment; filename=\"consent.pdf\""))
                            .extract()
                            .asByteArray();
            assertArrayEquals(form, found);
            clerk().get(path).then().statusCode(403);
            TestStaff.as("finance", "DE").get(path).then().statusCode(403);
            TestStaff.as("privacy", "GB").get(path).then().statusCode(404);
            assertTrue(trailOf("consent/" + first).contains("consent-document.shown"));
            assertTrue(trailOf("consent-document/" + document).contains("consent-document.kept"));
        }

        private String state(String channel) {
            return given().auth()
                    .oauth2(SignedIn.at(mail))
                    .get("/v1/me/consents")
                    .jsonPath()
                    .getString(
                            "items.find { it.purpose == 'NEWSLETTER' && it.channel == '"
                                    + channel
                                    + "' }.state");
        }
    }

    @Nested
    class ByTelephone {

        @Test
        void a_yes_to_calls_counts() {
            record(donor, byPhone(PHONE, "GIVEN", Instant.now()))
                    .then()
                    .statusCode(201)
                    .body("method", equalTo("STAFF_PHONE"))
                    .body("counts", equalTo(true))
                    .body("state", equalTo("GIVEN"))
                    .body("awaitsConfirmation", equalTo(false));
        }

        @Test
        void a_yes_to_mails_waits_for_the_mailbox_and_the_mail_is_owed() {
            String id =
                    record(donor, byPhone(EMAIL, "GIVEN", Instant.now()))
                            .then()
                            .statusCode(201)
                            .body("counts", equalTo(true))
                            .body("awaitsConfirmation", equalTo(true))
                            .extract()
                            .path("id");
            assertEquals(
                    1L,
                    sql.one(
                                    "SELECT count(*) FROM sign_up WHERE consent_event = ?::uuid"
                                            + " AND state = 'ASKED' AND expires_at > now()",
                                    row -> row.getLong(1),
                                    id)
                            .orElseThrow());
            TestStaff.as("privacy", "DE")
                    .get("/v1/staff/consents/" + id + "/receipt/kantara")
                    .then()
                    .statusCode(409);
            TestStaff.as("privacy", "DE")
                    .get("/v1/staff/consents/" + id + "/document")
                    .then()
                    .statusCode(404);
        }

        @Test
        void the_proof_names_call_and_note_and_the_ledger_who_wrote_it_down() {
            Instant at = Instant.now().minus(Duration.ofMinutes(5));
            String id =
                    record(donor, byPhone(PHONE, "GIVEN", at, "Fragt nach Anrufen; ja."))
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id");
            String path = "/v1/staff/donors/" + donor + "/consent-proof";
            String found = "answers.find { it.id == '" + id + "' }";
            TestStaff.as("privacy", "DE")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(found + ".method", equalTo("staff_phone"))
                    .body(found + ".recorded.call.by", equalTo("DONOR"))
                    .body(found + ".recorded.call.note", equalTo("Fragt nach Anrufen; ja."))
                    .body(found + ".recorded.document", nullValue())
                    .body(found + ".source", nullValue());
            TestStaff.as("privacy", "DE")
                    .queryParam("locale", "de")
                    .get(path + "/pdf")
                    .then()
                    .statusCode(200);
            TestStaff.as("privacy", "DE")
                    .queryParam("donor", donor)
                    .get("/v1/staff/consents")
                    .then()
                    .body("items.find { it.id == '" + id + "' }.recordedBy", notNullValue())
                    .body("items.find { it.id == '" + id + "' }.evidence", notNullValue());
        }

        @Test
        void of_contradicting_calls_at_once_all_are_kept_and_the_chain_orders_them()
                throws Exception {
            Instant at = Instant.now();
            ExecutorService threads = Executors.newFixedThreadPool(6);
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Map<String, Object> body = byPhone(PHONE, i % 2 == 0 ? "GIVEN" : "REFUSED", at);
                calls.add(() -> record(donor, body).statusCode());
            }
            for (Future<Integer> call : threads.invokeAll(calls)) {
                assertEquals(201, call.get());
            }
            threads.shutdown();
            assertEquals(
                    12,
                    count(
                            "SELECT count(*) FROM consent_event WHERE method = 'staff_phone'"
                                    + " AND donor_id = ?"));
            String last =
                    sql.one(
                                    "SELECT id FROM consent_event WHERE donor_id = ?::uuid"
                                            + " ORDER BY seq DESC LIMIT 1",
                                    row -> row.getString(1),
                                    donor)
                            .orElseThrow();
            given().auth()
                    .oauth2(SignedIn.at(email))
                    .get("/v1/me/consents")
                    .then()
                    .body(
                            "items.find { it.purpose == 'NEWSLETTER' && it.channel == 'PHONE'"
                                    + " }.answer.id",
                            equalTo(last));
            assertChainIsSound();
        }
    }

    @Nested
    class OncePerKey {

        @Test
        void the_same_call_again_is_the_same_answer_and_another_one_is_refused() {
            String key = "said-" + UUID.randomUUID();
            Map<String, Object> body = byPhone(PHONE, "GIVEN", Instant.now());
            long before = events();
            String first =
                    record(clerk(), donor, body, key).then().statusCode(201).extract().asString();
            record(clerk(), donor, body, key)
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", "true")
                    .body(equalTo(first));
            assertEquals(before + 1, events());
            record(clerk(), donor, byPhone(PHONE, "REFUSED", Instant.now()), key)
                    .then()
                    .statusCode(422);
            clerk().contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/staff/donors/" + donor + "/consents")
                    .then()
                    .statusCode(400);
            assertEquals(before + 1, events());
        }
    }

    @Nested
    class Refused {

        private void refused(Map<String, Object> body, String pointer, String code) {
            long before = events();
            record(donor, body)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem(pointer))
                    .body("violations.code", hasItem(code));
            assertEquals(before, events());
        }

        @ParameterizedTest
        @CsvSource({
            "no-such-text, 1, /text/id, unknown_text",
            "de-newsletter-email, 2, /text/version, unknown_version",
            "nl-newsletter-phone, 1, /text/id, not_shown_there",
            "any-newsletter-email, 1, /text/id, not_shown_there",
            "de-privacy, 1, /text/id, not_answerable",
        })
        void words_that_cannot_have_been_answered(
                String text, int version, String pointer, String code) {
            Map<String, Object> body = onPaper(donor, PHONE, "GIVEN", today());
            body.put("text", Map.of("id", text, "version", version, "locale", "de"));
            refused(body, pointer, code);
        }

        @Test
        void a_day_to_come_and_a_call_to_come() {
            refused(
                    onPaper(donor, PHONE, "GIVEN", today().plusDays(1)),
                    "/saidOn",
                    "in_the_future");
            refused(
                    byPhone(PHONE, "GIVEN", Instant.now().plus(Duration.ofMinutes(10))),
                    "/call/at",
                    "in_the_future");
        }

        @Test
        void a_call_before_there_was_anything_to_say() {
            refused(
                    byPhone(PHONE, "GIVEN", Instant.EPOCH.minusSeconds(1)),
                    "/call/at",
                    "out_of_range");
            refused(byPhone(PHONE, "GIVEN", Instant.EPOCH), "/text/version", "not_shown_then");
        }

        @Test
        void a_day_before_the_words_were_shown() {
            refused(
                    onPaper(donor, PHONE, "GIVEN", "2025-12-31"),
                    "/text/version",
                    "not_shown_then");
            record(donor, onPaper(donor, PHONE, "GIVEN", "2026-01-01")).then().statusCode(201);
        }

        @Test
        void words_that_had_been_taken_back_by_then() {
            String british = written("gb." + Givers.word() + "@example.org", "GB");
            for (var day : Map.of("2026-02-04", 201, "2026-02-05", 400).entrySet()) {
                String document =
                        bring(TestStaff.as("office", "GB"), british, "application/pdf", form())
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("id");
                Map<String, Object> body =
                        said("gb-newsletter-email-consent", "GIVEN", "PAPER_FORM");
                body.put(
                        "text",
                        Map.of("id", "gb-newsletter-email-consent", "version", 1, "locale", "en"));
                body.put("saidOn", day.getKey());
                body.put("document", document);
                record(TestStaff.as("office", "GB"), british, body, "k-" + UUID.randomUUID())
                        .then()
                        .statusCode(day.getValue());
            }
        }

        @Test
        void a_yes_to_words_that_offer_objection() {
            refused(onPaper(donor, POST, "GIVEN", today()), "/decision", "not_offered");
            refused(onPaper(donor, POST, "NOTED", today()), "/decision", "not_offered");
        }

        @Test
        void evidence_that_lacks_or_is_of_another_way() {
            Map<String, Object> without = onPaper(donor, PHONE, "GIVEN", today());
            without.remove("document");
            refused(without, "/document", "required");
            Map<String, Object> undated = onPaper(donor, PHONE, "GIVEN", today());
            undated.remove("saidOn");
            refused(undated, "/saidOn", "required");
            refused(said(PHONE, "GIVEN", "TELEPHONE"), "/call", "required");
            Map<String, Object> both = byPhone(PHONE, "GIVEN", Instant.now());
            both.put("document", kept(donor));
            refused(both, "/document", "not_for_this_way");
            Map<String, Object> unknown = onPaper(donor, PHONE, "GIVEN", today());
            unknown.put("document", UUID.randomUUID().toString());
            refused(unknown, "/document", "unknown_document");
        }

        @Test
        void a_form_of_somebody_else() {
            String other = "other." + Givers.word() + "@example.org";
            Givers.gave(other, "Andere");
            Map<String, Object> body = onPaper(donor, PHONE, "GIVEN", today());
            body.put("document", kept(idAt(other)));
            refused(body, "/document", "unknown_document");
        }

        @Test
        void a_note_may_have_500_characters() {
            Instant now = Instant.now();
            record(donor, byPhone(PHONE, "GIVEN", now, "n".repeat(500))).then().statusCode(201);
            record(donor, byPhone(PHONE, "GIVEN", now, "n".repeat(501)))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/call/note"));
        }

        @Test
        void a_form_may_have_5_mebibytes_and_not_a_byte_more() throws Exception {
            int most = 5 * 1024 * 1024;
            assertEquals(201, sent(donor, Arrays.copyOf(form(), most)));
            assertTrue(declared(donor, most + 1).startsWith("HTTP/1.1 413 "));
        }

        @Test
        void a_form_is_what_its_bytes_say() {
            bring(clerk(), donor, "image/png", "GIF89a".getBytes(StandardCharsets.US_ASCII))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("not_a_document"));
            bring(clerk(), donor, "text/plain", form()).then().statusCode(415);
            byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};
            bring(clerk(), donor, "application/pdf", png)
                    .then()
                    .statusCode(201)
                    .body("mediaType", equalTo("image/png"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"finance", "admin"})
        void roles_that_do_not_speak_with_donors(String role) {
            record(
                            TestStaff.as(role, "DE"),
                            donor,
                            byPhone(PHONE, "GIVEN", Instant.now()),
                            "k-" + UUID.randomUUID())
                    .then()
                    .statusCode(403);
            bring(TestStaff.as(role, "DE"), donor, "application/pdf", form())
                    .then()
                    .statusCode(403);
        }

        @Test
        void a_donor_of_another_office() {
            record(
                            TestStaff.as("office", "GB"),
                            donor,
                            byPhone(PHONE, "GIVEN", Instant.now()),
                            "k-" + UUID.randomUUID())
                    .then()
                    .statusCode(404);
            bring(TestStaff.as("privacy", "GB"), donor, "application/pdf", form())
                    .then()
                    .statusCode(404);
            bring(clerk(), UUID.randomUUID().toString(), "application/pdf", form())
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void an_erasure_takes_forms_and_calls_and_leaves_the_chain_sound() {
        kept(donor);
        record(donor, onPaper(donor, EMAIL, "GIVEN", today())).then().statusCode(201);
        record(donor, byPhone(PHONE, "GIVEN", Instant.now())).then().statusCode(201);
        assertEquals(3, count("SELECT count(*) FROM consent_evidence WHERE donor_id = ?"));
        given().auth().oauth2(SignedIn.at(email)).post("/v1/me/erasure").then().statusCode(201);
        assertEquals(0, count("SELECT count(*) FROM consent_evidence WHERE donor_id = ?"));
        assertChainIsSound();
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/donors/" + donor + "/consent-proof")
                .then()
                .statusCode(200)
                .body("answers.method", hasItems("staff_paper", "staff_phone"))
                .body("answers.findAll { it.recorded?.document || it.recorded?.call }", hasSize(0));
    }
}
