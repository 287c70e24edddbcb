package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentChain;
import org.almoner.consent.KantaraSchema;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorRules;
import org.almoner.office.OfficeCode;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentsTest {

    private static final String EMAIL = "de-newsletter-email";
    private static final String PHONE = "de-newsletter-phone";
    private static final String POST = "de-newsletter-post";

    @Inject DataSource database;
    @Inject ConsentChain chain;
    @Inject Accounts accounts;
    @Inject DonorBook donors;

    private final String email = "karl." + Givers.word() + "@example.org";
    private AccountId account;
    private String token;

    @BeforeEach
    void heGaveAndSignsIn() {
        Givers.gave(email, "Beispiel", List.of(EMAIL));
        account = SignedIn.account(email);
        token = SignedIn.token(account);
    }

    private RequestSpecification call() {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("User-Agent", "Probe");
    }

    private JsonPath list() {
        return call().get("/v1/me/consents").then().statusCode(200).extract().jsonPath();
    }

    private Response answer(String text, boolean given) {
        return answer("DE", "de", Map.of("id", text, "version", 1, "given", given));
    }

    private Response answer(String office, String locale, Map<String, Object> answer) {
        return call().body(Map.of("office", office, "locale", locale, "answers", List.of(answer)))
                .post("/v1/me/consents");
    }

    private static String item(String channel) {
        return "items.find { it.purpose == 'NEWSLETTER' && it.channel == '" + channel + "' }";
    }

    private static String state(JsonPath list, String channel) {
        return list.getString(item(channel) + ".state");
    }

    private void assertChainsAreSound() {
        List<UUID> broken = chain.verify().broken();
        accounts.donorsOf(account).forEach(it -> assertFalse(broken.contains(it.value())));
    }

    private long numberOf(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var count =
                        connection.prepareStatement(
                                sql
                                        + " donor_id IN (SELECT donor_id FROM account_donor"
                                        + " WHERE account_id = ?)")) {
            count.setObject(1, account.value());
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void each_purpose_and_channel_says_what_counts_and_in_which_words() {
        JsonPath list = list();
        assertEquals("GIVEN", state(list, "EMAIL"));
        assertEquals("REFUSED", state(list, "PHONE"));
        assertEquals("NOT_OBJECTED", state(list, "POST"));
        assertEquals("NOTED", list.getString("items.find { it.purpose == 'PRIVACY' }.state"));
        assertEquals("WIZARD", list.getString(item("EMAIL") + ".answer.method"));
        assertTrue(list.getBoolean(item("EMAIL") + ".answer.awaitsConfirmation"));
        assertEquals(
                list.getString(item("EMAIL") + ".current.text"),
                list.getString(item("EMAIL") + ".answer.text.text"));
        call().queryParam("locale", "en")
                .get("/v1/me/consents")
                .then()
                .statusCode(200)
                .body(item("EMAIL") + ".current.text", startsWith("Yes, "));
        call().queryParam("locale", "xx").get("/v1/me/consents").then().statusCode(400);
    }

    @Test
    void what_was_never_asked_is_a_state_of_its_own() {
        String paper = "paper." + Givers.word() + "@example.org";
        QuarkusTransaction.requiringNew()
                .run(() -> donors.register(onPaper(paper), new OfficeCode("DE"), "de"));
        token = SignedIn.at(paper);
        call().get("/v1/me/consents")
                .then()
                .statusCode(200)
                .body("items.state.unique()", equalTo(List.of("NOT_ASKED")))
                .body("items.answer", everyItem(nullValue()));
        answer(EMAIL, false)
                .then()
                .statusCode(200)
                .body(item("EMAIL") + ".state", equalTo("REFUSED"));
    }

    private static DonorDetails onPaper(String email) {
        return DonorRules.check(
                new DonorInput(
                        "PERSON",
                        null,
                        null,
                        "Paula",
                        "Papier",
                        null,
                        email,
                        null,
                        new DonorInput.AddressInput(
                                "Weg 1", null, "10115", "Berlin", "DE", null, null)));
    }

    @Test
    void moving_to_another_country_takes_nothing_back() {
        call().header("If-Match", "\"0\"")
                .body(
                        Map.of(
                                "phone",
                                "+31 20 1234567",
                                "address",
                                Map.of(
                                        "street", "Weg 1",
                                        "town", "Amsterdam",
                                        "postcode", "1011 AB",
                                        "country", "NL")))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        JsonPath list = list();
        assertEquals("GIVEN", state(list, "EMAIL"));
        assertEquals(EMAIL, list.getString(item("EMAIL") + ".answer.text.id"));
        String other = list.getString(item("EMAIL") + ".current.id");
        assertNotEquals(EMAIL, other);
        answer(EMAIL, false).then().statusCode(400);
        answer(other, false).then().body(item("EMAIL") + ".state", equalTo("WITHDRAWN"));
    }

    @Test
    void taking_back_is_as_easy_as_giving() throws SQLException {
        answer(EMAIL, false)
                .then()
                .statusCode(200)
                .body(item("EMAIL") + ".state", equalTo("WITHDRAWN"))
                .body(item("EMAIL") + ".answer.method", equalTo("PORTAL"));
        answer(PHONE, true).then().body(item("PHONE") + ".state", equalTo("GIVEN"));
        answer(POST, true).then().body(item("POST") + ".state", equalTo("OBJECTED"));
        answer(POST, false).then().body(item("POST") + ".state", equalTo("NOT_OBJECTED"));
        answer(EMAIL, true)
                .then()
                .body(item("EMAIL") + ".state", equalTo("GIVEN"))
                .body(item("EMAIL") + ".answer.awaitsConfirmation", equalTo(false));
        assertEquals(
                5,
                numberOf(
                        "SELECT count(*) FROM consent_event e JOIN consent_proof p"
                                + " ON p.id = e.proof_id WHERE p.user_agent = 'Probe'"
                                + " AND p.ip <> '' AND e.method = 'portal' AND e.origin = 'portal'"
                                + " AND"));
        assertChainsAreSound();
    }

    @ParameterizedTest
    @CsvSource({
        "DE, de, de-newsletter-email, 2, /answers/0/version",
        "DE, de, nl-newsletter-email, 1, /answers/0/id",
        "DE, de, nothing-like-it, 1, /answers/0/id",
        "NL, de, de-newsletter-email, 1, /office",
        "DE, xx, de-newsletter-email, 1, /locale",
    })
    void only_what_is_shown_to_him_now_can_be_answered(
            String office, String locale, String text, int version, String pointer)
            throws SQLException {
        String all = "SELECT count(*) FROM consent_event WHERE";
        long before = numberOf(all);
        answer(office, locale, Map.of("id", text, "version", version, "given", true))
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem(pointer));
        call().body(Map.of("office", "DE", "locale", "de", "answers", List.of()))
                .post("/v1/me/consents")
                .then()
                .statusCode(400);
        assertEquals(before, numberOf(all));
    }

    @Test
    void of_contradicting_answers_at_once_all_are_recorded_and_the_last_counts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            boolean given = i % 2 == 0;
            calls.add(() -> answer(EMAIL, given).statusCode());
        }
        for (Future<Integer> answer : threads.invokeAll(calls)) {
            assertEquals(200, answer.get());
        }
        threads.shutdown();
        assertEquals(
                24, numberOf("SELECT count(*) FROM consent_event WHERE method = 'portal' AND"));
        long lastIsYes =
                numberOf(
                        "SELECT count(*) FROM consent_event e WHERE decision = 'GIVEN' AND"
                                + " seq = (SELECT max(seq) FROM consent_event x"
                                + " WHERE x.donor_id = e.donor_id) AND");
        assertEquals(lastIsYes == 1 ? "GIVEN" : "WITHDRAWN", state(list(), "EMAIL"));
        assertChainsAreSound();
    }

    @Test
    void an_objection_ends_all_marketing_at_once_and_outlives_a_box_left_alone() {
        call().post("/v1/me/marketing-objections")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.purpose == 'NEWSLETTER' }.state.unique()",
                        equalTo(List.of("OBJECTED")));
        call().post("/v1/me/marketing-objections").then().statusCode(200);
        Givers.gave(email.replace("karl", "Karl"), "Beispiel");
        assertEquals(account, SignedIn.account(email));
        JsonPath list = list();
        assertEquals("OBJECTED", state(list, "POST"));
        assertEquals("REFUSED", state(list, "EMAIL"));
        answer(EMAIL, true).then().body(item("EMAIL") + ".state", equalTo("GIVEN"));
    }

    @Test
    void a_receipt_tells_the_whole_story_in_terms_of_the_vocabulary() {
        answer(EMAIL, false).then().statusCode(200);
        String id = list().getString(item("EMAIL") + ".answer.id");
        String record = "'dpv:hasRecordOfActivity'[0].";
        call().get("/v1/me/consents/" + id + "/receipt")
                .then()
                .statusCode(200)
                .contentType("application/ld+json")
                .header("Cache-Control", "no-store")
                .body("'@type'", equalTo("dpv:ConsentReceipt"))
                .body(
                        "'dct:conformsTo'",
                        equalTo("https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"))
                .body(record + "'dct:identifier'", equalTo(id))
                .body(record + "'dpv:hasJurisdiction'", equalTo("loc:DE"))
                .body(
                        record + "'dpv:hasDataController'.'dpv:hasName'",
                        equalTo("Beispiel Hilfe e.V."))
                .body(record + "'dpv:hasNotice'.'dct:identifier'", startsWith("sha256:"))
                .body(record + "'dpv:hasProcess'[0].'dpv:hasLegalBasis'", hasItem("eu-gdpr:A6-1-a"))
                .body(record + "'dpv:hasConsentStatus'", hasSize(2))
                .body(
                        record + "'dpv:hasConsentStatus'[0].'@type'",
                        hasItems("dpv:ConsentRequested", "dpv:ExpressedConsent"))
                .body(
                        record + "'dpv:hasConsentStatus'[1].'@type'",
                        hasItem("dpv:ConsentWithdrawn"));
    }

    @Test
    void only_a_consent_that_holds_has_a_receipt_after_kantara() throws Exception {
        String ticked = list().getString(item("EMAIL") + ".answer.id");
        kantara(ticked)
                .then()
                .statusCode(409)
                .body("detail", startsWith("This consent still waits for its confirmation."));
        answer(EMAIL, true).then().statusCode(200);
        String given = list().getString(item("EMAIL") + ".answer.id");
        assertEquals(
                "",
                KantaraSchema.faults(kantara(given).then().statusCode(200).extract().asString()));
        kantara(given)
                .then()
                .header("Cache-Control", "no-store")
                .body("piiControllers[0].piiController", equalTo("Beispiel Hilfe e.V."))
                .body("services[0].purposes[0].thirdPartyDisclosure", equalTo(false));
        assertEquals(kantara(given).asString(), kantara(given).asString());
        answer(EMAIL, false).then().statusCode(200);
        kantara(given)
                .then()
                .statusCode(409)
                .body("detail", startsWith("This consent was taken back."));
        kantara(UUID.randomUUID().toString()).then().statusCode(404);
    }

    private Response kantara(String id) {
        return call().get("/v1/me/consents/" + id + "/receipt/kantara");
    }

    @Test
    void receipts_of_others_are_not_there() {
        String mine = list().getString(item("EMAIL") + ".answer.id");
        String notice = list().getString("items.find { it.purpose == 'PRIVACY' }.answer.id");
        String other = "otto." + Givers.word() + "@example.org";
        Givers.gave(other, "Anders", List.of(EMAIL));
        String before = token;
        token = SignedIn.at(other);
        String foreign = refusal(mine);
        assertEquals(foreign, refusal(UUID.randomUUID().toString()));
        assertEquals(foreign, refusal("x"));
        token = before;
        assertEquals(foreign, refusal(notice));
    }

    private String refusal(String id) {
        return call().get("/v1/me/consents/" + id + "/receipt")
                .then()
                .statusCode(404)
                .extract()
                .asString()
                .replaceAll("\"requestId\":\"[^\"]*\"", "")
                .replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
