package org.almoner.signup;

import static io.restassured.RestAssured.given;
import static org.almoner.signup.SignUpCalls.answer;
import static org.almoner.signup.SignUpCalls.awaitSecret;
import static org.almoner.signup.SignUpCalls.confirm;
import static org.almoner.signup.SignUpCalls.leave;
import static org.almoner.signup.SignUpCalls.mailsTo;
import static org.almoner.signup.SignUpCalls.secretFor;
import static org.almoner.signup.SignUpCalls.signUp;
import static org.almoner.signup.SignUpCalls.wish;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.TestDatabase;
import org.almoner.access.AtOnce;
import org.almoner.contact.ContactChannel;
import org.almoner.contact.ContactDecision;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.ContactPurpose;
import org.almoner.donor.DonorId;
import org.almoner.sql.Sql;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the form over the mail to the click, over HTTP and SMTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignUpTest {

    @Inject Sql sql;
    @Inject ContactDecisions contacts;

    private static String fresh() {
        return "sign." + Givers.word() + "@example.org";
    }

    private int rows(String email) {
        return sql.read("SELECT 1 FROM sign_up WHERE email = ?", row -> 1, email).size();
    }

    private String state(String email) {
        return sql.one("SELECT state FROM sign_up WHERE email = ?", row -> row.getString(1), email)
                .orElseThrow();
    }

    private DonorId donorAt(String email) {
        return new DonorId(
                sql.one("SELECT id FROM donor WHERE email = ?", row -> Sql.id(row, "id"), email)
                        .orElseThrow());
    }

    private String mayMail(String email) {
        ContactDecision decision =
                contacts.mayContact(
                                donorAt(email),
                                ContactChannel.EMAIL,
                                ContactPurpose.NEWS,
                                Instant.now())
                        .orElseThrow();
        return decision instanceof ContactDecision.Yes yes
                ? yes.ground().name()
                : ((ContactDecision.No) decision).reason().name();
    }

    @Nested
    class Confirming {

        @Test
        void a_click_makes_the_yes_count_once() throws Exception {
            String email = fresh();
            String secret = secretFor(email);
            assertEquals("ASKED", state(email));
            confirm(secret).then().statusCode(200).body("confirmed", equalTo("NEWSLETTER"));
            assertEquals("CONFIRMED", state(email));
            confirm(secret)
                    .then()
                    .statusCode(409)
                    .body("detail", startsWith("This has been confirmed already"));
            confirm("x".repeat(43)).then().statusCode(404);
        }

        @Test
        void nothing_but_a_post_confirms() throws Exception {
            String email = fresh();
            String secret = secretFor(email);
            given().get("/v1/confirmations").then().statusCode(405);
            given().get("/v1/confirmations?token=" + secret).then().statusCode(405);
            given().head("/v1/confirmations?token=" + secret).then().statusCode(405);
            given().get("/dev/mailbox#confirmation=" + secret);
            assertEquals("ASKED", state(email));
            confirm(secret).then().statusCode(200);
        }

        @Test
        void of_fifty_clicks_at_once_one_confirms() throws Exception {
            String email = fresh();
            String secret = secretFor(email);
            List<Integer> came = AtOnce.all(50, i -> () -> confirm(secret).statusCode());
            assertEquals(1, Collections.frequency(came, 200), came.toString());
            assertEquals(49, Collections.frequency(came, 409), came.toString());
            assertEquals(1, rows(email));
        }

        @Test
        void the_same_mail_takes_the_mailbox_out_again() throws Exception {
            String email = fresh();
            String secret = secretFor(email);
            confirm(secret).then().statusCode(200);
            leave(secret).then().statusCode(204);
            assertEquals("WITHDRAWN", state(email));
            leave(secret).then().statusCode(204);
            confirm(secret)
                    .then()
                    .statusCode(409)
                    .body("detail", startsWith("This has been taken"));
            leave("x".repeat(43)).then().statusCode(404);
            given().get("/v1/newsletter-withdrawals").then().statusCode(405);
        }

        @Test
        void the_proof_holds_form_mail_and_click_and_no_secret() throws Exception {
            String email = fresh();
            String secret = secretFor(email);
            confirm(secret).then().statusCode(200);
            Map<String, String> proof =
                    sql
                            .read(
                                    "SELECT e.key, e.value FROM sign_up s,"
                                            + " jsonb_each_text(to_jsonb(s)) e WHERE s.email = ?"
                                            + " AND e.value IS NOT NULL",
                                    row -> Map.entry(row.getString(1), row.getString(2)),
                                    email)
                            .stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertEquals("https://www.example.org/newsletter", proof.get("ask_origin"));
            assertEquals("127.0.0.1", proof.get("ask_ip"));
            assertEquals("127.0.0.1", proof.get("click_ip"));
            assertEquals("de-newsletter-email", proof.get("text_id"));
            assertTrue(
                    mailsTo(email).get(0).getMessageID().contains(proof.get("message_id")),
                    proof.get("message_id"));
            assertTrue(proof.get("mail_text").contains("Wozu Sie zustimmen"));
            assertFalse(proof.toString().contains(secret), "the secret is stored nowhere");
        }

        @Test
        void what_is_proof_is_never_rewritten() throws Exception {
            String email = fresh();
            confirm(secretFor(email)).then().statusCode(200);
            for (String change :
                    List.of(
                            "email = 'other@example.org'",
                            "text_version = 2",
                            "asked_at = now()",
                            "confirmed_at = now()",
                            "state = 'ASKED', confirmed_at = NULL, click_ip = NULL,"
                                    + " click_user_agent = NULL",
                            "mail_text = 'other words'",
                            "state = 'WITHDRAWN', withdrawn_at = now(), leave_ip = '',"
                                    + " leave_user_agent = '', click_ip = 'other'")) {
                assertThrows(
                        IllegalStateException.class,
                        () -> sql.write("UPDATE sign_up SET " + change + " WHERE email = ?", email),
                        change);
            }
        }
    }

    @Nested
    class Donors {

        @Test
        void a_box_ticked_with_a_gift_counts_once_the_mailbox_has_confirmed_it() throws Exception {
            String email = fresh();
            Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
            assertEquals("NOT_CONFIRMED", mayMail(email));
            confirm(awaitSecret(email)).then().statusCode(200);
            assertEquals("CONFIRMED_CONSENT", mayMail(email));
            assertEquals(
                    List.of("wizard", "confirmation"),
                    sql.read(
                            "SELECT method FROM consent_event WHERE donor_id = ?"
                                    + " AND text_id = 'de-newsletter-email' ORDER BY seq",
                            row -> row.getString(1),
                            donorAt(email).value()));
        }

        @Test
        void whoever_confirmed_once_and_ticks_the_box_again_is_not_asked_again() throws Exception {
            String email = fresh();
            Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
            confirm(awaitSecret(email)).then().statusCode(200);
            Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
            assertEquals(1, rows(email));
            assertEquals("CONFIRMED_CONSENT", mayMail(email));
            Givers.gave(email, "Beispiel");
            assertEquals("REFUSED", mayMail(email), "a box left alone is a no");
            Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
            assertEquals("NOT_CONFIRMED", mayMail(email), "a yes after a no is a new one");
            assertEquals(2, rows(email));
        }

        @Test
        void a_donor_leaves_by_the_mail_without_signing_in() throws Exception {
            String email = fresh();
            Givers.gave(email, "Beispiel", List.of("de-newsletter-email"));
            String secret = awaitSecret(email);
            confirm(secret).then().statusCode(200);
            leave(secret).then().statusCode(204);
            assertEquals("WITHDRAWN", mayMail(email));
        }

        @Test
        void a_gift_without_the_box_owes_no_mail() {
            String email = fresh();
            Givers.gave(email, "Beispiel");
            assertEquals(0, rows(email));
        }

        @Test
        void whoever_signed_up_first_and_gives_later_is_written_to() throws Exception {
            String email = fresh();
            confirm(secretFor(email)).then().statusCode(200);
            UUID donor = UUID.randomUUID();
            sql.write(
                    "INSERT INTO donor (id, office_code, identity_hash, kind, salutation,"
                            + " first_name, last_name, email, street, house_number, postcode, town,"
                            + " country, locale, created_at, last_seen_at) VALUES (?, 'DE',"
                            + " repeat(md5(?), 2), 'PERSON', 'MS', 'Alex', 'Later', ?, 'Musterweg',"
                            + " '7', '10115', 'Musterstadt', 'DE', 'de', now(), now())",
                    donor,
                    donor.toString(),
                    email.toUpperCase(java.util.Locale.ROOT).replace("EXAMPLE.ORG", "example.org"));
            ContactDecision decision =
                    contacts.mayContact(
                                    new DonorId(donor),
                                    ContactChannel.EMAIL,
                                    ContactPurpose.NEWS,
                                    Instant.now())
                            .orElseThrow();
            assertTrue(decision.isYes(), decision.toString());
        }

        @Test
        void a_sign_up_of_a_donor_becomes_a_link_of_the_donors_chain() throws Exception {
            String email = fresh();
            Givers.gave(email, "Beispiel");
            assertEquals("REFUSED", mayMail(email));
            confirm(secretFor(email)).then().statusCode(200);
            assertEquals("CONFIRMED_CONSENT", mayMail(email));
        }
    }

    @Nested
    class Asking {

        @ParameterizedTest
        @CsvSource({
            "DE, de-newsletter-email",
            "CA, ca-newsletter-email",
            "GB, gb-signup-email",
            "NL, nl-signup-email",
            "AU, au-signup-email",
            "US, us-signup-email",
            "FR, any-signup-email"
        })
        void each_country_is_asked_for_a_yes_in_words_that_a_sign_up_takes(
                String country, String text) {
            given().queryParam("country", country)
                    .queryParam("locale", "fr")
                    .get("/v1/newsletter-options")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=60")
                    .body("consents.id", equalTo(List.of(text)))
                    .body("consents[0].meaning", equalTo("CONSENT"));
            String email = fresh();
            Map<String, Object> wish = wish(email);
            wish.put("country", country);
            wish.put("consents", List.of(answer(text, 1, true)));
            signUp(wish).then().statusCode(202);
            assertEquals(1, rows(email));
        }

        @Test
        void texts_for_sign_ups_are_not_shown_with_gifts() {
            List<String> shown =
                    given().get("/v1/giving-options?country=GB&locale=en")
                            .jsonPath()
                            .getList("consents.id");
            assertTrue(shown.contains("gb-newsletter-email"), shown.toString());
            assertFalse(shown.contains("gb-signup-email"), shown.toString());
        }

        @ParameterizedTest
        @CsvSource({
            "de-newsletter-email, 2, true, /consents/0/version, wrong_version",
            "gb-signup-email, 1, true, /consents/0/id, unknown_text",
            "de-newsletter-phone, 1, true, /consents/0/id, unknown_text",
            "gb-newsletter-email-consent, 1, true, /consents/0/id, unknown_text",
            "de-newsletter-email, 1, false, /consents, nothing_agreed"
        })
        void answers_to_what_is_not_asked_are_refused(
                String text, int version, boolean ticked, String pointer, String code) {
            String email = fresh();
            Map<String, Object> wish = wish(email);
            wish.put("consents", List.of(answer(text, version, ticked)));
            signUp(wish)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem(pointer))
                    .body("violations.code", hasItem(code));
            assertEquals(0, rows(email));
        }

        @Test
        void two_answers_to_one_text_are_refused() {
            String email = fresh();
            Map<String, Object> wish = wish(email);
            wish.put(
                    "consents",
                    List.of(
                            answer("de-newsletter-email", 1, true),
                            answer("de-newsletter-email", 1, false)));
            signUp(wish).then().statusCode(400).body("violations.code", hasItem("duplicate"));
            assertEquals(0, rows(email));
        }

        @ParameterizedTest
        @CsvSource({
            "email, nobody, /email",
            "country, XX, /country",
            "country, DEU, /country",
            "locale, es, /locale",
            "page, https://www.example.org/?mail=erika, /page",
            "page, javascript:alert(1), /page"
        })
        void what_is_wrong_is_named(String field, String value, String pointer) {
            Map<String, Object> wish = wish(fresh());
            wish.put(field, value);
            signUp(wish).then().statusCode(400).body("violations.pointer", hasItem(pointer));
        }

        @ParameterizedTest
        @ValueSource(strings = {"consents", "email", "country", "locale"})
        void what_is_missing_is_named(String field) {
            Map<String, Object> wish = wish(fresh());
            wish.remove(field);
            signUp(wish).then().statusCode(400).body("violations.pointer", hasItem("/" + field));
        }

        @Test
        void a_machine_that_fills_the_trap_is_answered_alike_and_not_noted() {
            String email = fresh();
            Map<String, Object> wish = wish(email);
            wish.put("homepage", "https://spam.example.org");
            assertEquals(shape(signUp(wish(fresh()))), shape(signUp(wish)));
            assertEquals(0, rows(email));
        }

        @Test
        void known_and_unknown_addresses_get_the_same_bytes() {
            String known = fresh();
            Givers.gave(known, "Beispiel");
            String expected = shape(signUp(wish(fresh())));
            assertTrue(expected.startsWith("202"), expected);
            for (int i = 0; i < 5; i++) {
                assertEquals(expected, shape(signUp(wish(known))));
                assertEquals(expected, shape(signUp(wish(fresh()))));
            }
        }

        private static String shape(Response answer) {
            String headers =
                    answer.headers().asList().stream()
                            .filter(it -> !it.getName().equalsIgnoreCase("x-request-id"))
                            .filter(it -> !it.getName().equalsIgnoreCase("date"))
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining("\n"));
            return answer.statusCode() + "\n" + headers + "\n" + answer.asString();
        }

        @Test
        void a_body_that_is_no_wish_is_refused() {
            given().contentType(ContentType.JSON)
                    .body("[]")
                    .post("/v1/newsletter-signups")
                    .then()
                    .statusCode(400);
            given().contentType(ContentType.JSON)
                    .body("{\"email\":\"a@example.org\",\"admin\":true}")
                    .post("/v1/newsletter-signups")
                    .then()
                    .statusCode(400);
        }
    }
}
