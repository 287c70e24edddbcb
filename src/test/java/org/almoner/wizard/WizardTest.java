package org.almoner.wizard;

import static io.restassured.RestAssured.given;
import static org.almoner.wizard.WizardCalls.amount;
import static org.almoner.wizard.WizardCalls.donor;
import static org.almoner.wizard.WizardCalls.key;
import static org.almoner.wizard.WizardCalls.ready;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.almoner.wizard.WizardCalls.start;
import static org.almoner.wizard.WizardCalls.started;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.payment.LateMoney;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentView;
import org.almoner.wizard.WizardCalls.Draft;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WizardTest {

    @Inject DataSource database;
    @Inject PaymentDesk payments;
    @Inject LateMoney lateMoney;

    @Nested
    class AGift {

        @Test
        void goesThroughThreeStepsIsPaidBookedAndReceipted() throws Exception {
            Draft draft = started(2500);
            assertEquals("DONOR", draft.show().getString("step"));
            draft.put("/donor", donor("Beispiel"))
                    .then()
                    .statusCode(200)
                    .body("step", equalTo("PAYMENT_METHOD"))
                    .body("donor.name", equalTo("E… B…"))
                    .body("donor.email", equalTo("e…@e….org"));
            draft.put("/payment-method", sandbox("SUCCEEDS"))
                    .then()
                    .statusCode(200)
                    .body("step", equalTo("COMPLETION"));
            String gift =
                    draft.complete(key())
                            .then()
                            .statusCode(201)
                            .body("status", equalTo("RECEIVED"))
                            .body("nextAction.type", equalTo("NONE"))
                            .extract()
                            .path("donation");
            assertEquals("DONE", draft.show().getString("step"));
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertEquals(1, count("donation WHERE id = '" + gift + "' AND state = 'SETTLED'"));
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(1, count("receipt WHERE donation_id = '" + gift + "'"));
            assertTrue(count("consent_event") > 0);
        }

        @Test
        void ofAChurchNamesTheOrganisation() {
            Draft draft = started(10_000);
            Map<String, Object> church = donor("Kirchner");
            church.put("kind", "ORGANISATION");
            church.put("organisation", "Evangelische Beispielgemeinde");
            draft.put("/donor", church)
                    .then()
                    .statusCode(200)
                    .body("donor.kind", equalTo("ORGANISATION"));
        }

        @Test
        void byBankTransferTellsWhereToAndIsReceivedWhenTheMoneyComes() throws Exception {
            Draft draft = ready(4200, "SUCCEEDS");
            draft.put("/payment-method", Map.of("method", "BANK_TRANSFER")).then().statusCode(200);
            JsonPath answer = draft.complete(key()).then().statusCode(201).extract().jsonPath();
            assertEquals("PENDING", answer.getString("status"));
            assertEquals("TRANSFER", answer.getString("nextAction.type"));
            String reference = answer.getString("nextAction.reference");
            assertTrue(reference.startsWith("RF"));
            assertTrue(answer.getString("nextAction.qrPayload").contains("EUR42.00"));
            String gift = answer.getString("donation");
            assertEquals(0, count("receipt WHERE donation_id = '" + gift + "'"));
            Map<String, Object> transfer =
                    Map.of(
                            "reference",
                            reference,
                            "amount",
                            Map.of("minor", 4200, "currency", "EUR"),
                            "entryId",
                            "entry-" + gift);
            transfer(transfer).then().statusCode(204);
            transfer(transfer).then().statusCode(204);
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertEquals(1, count("receipt WHERE donation_id = '" + gift + "'"));
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
        }

        @Test
        void whoseTransferIsOverAnotherAmountWaitsForAPerson() throws Exception {
            Draft draft = ready(4200, "SUCCEEDS");
            draft.put("/payment-method", Map.of("method", "BANK_TRANSFER")).then().statusCode(200);
            JsonPath answer = draft.complete(key()).then().statusCode(201).extract().jsonPath();
            Map<String, Object> transfer =
                    Map.of(
                            "reference",
                            answer.getString("nextAction.reference"),
                            "amount",
                            Map.of("minor", 4100, "currency", "EUR"),
                            "entryId",
                            "entry-" + draft.id());
            transfer(transfer).then().statusCode(409);
            assertEquals("IN_REVIEW", draft.show().getString("status"));
            String gift = answer.getString("donation");
            assertEquals(0, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(1, count("incoming_transfer WHERE entry_id = 'entry-" + draft.id() + "'"));
        }

        @Test
        void transferredTwiceIsBookedOnceAndTheSurplusIsShownToAPerson() throws Exception {
            Draft draft = ready(4200, "SUCCEEDS");
            draft.put("/payment-method", Map.of("method", "BANK_TRANSFER")).then().statusCode(200);
            JsonPath answer = draft.complete(key()).then().statusCode(201).extract().jsonPath();
            String gift = answer.getString("donation");
            for (int i = 1; i <= 2; i++) {
                Map<String, Object> transfer =
                        Map.of(
                                "reference",
                                answer.getString("nextAction.reference"),
                                "amount",
                                Map.of("minor", 4200, "currency", "EUR"),
                                "entryId",
                                i + "-" + draft.id());
                transfer(transfer).then().statusCode(i == 1 ? 204 : 409);
            }
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(
                    1,
                    count(
                            "payment WHERE reference = '"
                                    + gift
                                    + "' AND state = 'SETTLED' AND review_reason IS NOT NULL"));
        }

        private Response transfer(Map<String, Object> transfer) {
            return given().contentType(ContentType.JSON).body(transfer).post("/dev/bank-transfers");
        }

        @Test
        void mayBePaidInAnotherWayAfterADecline() throws Exception {
            Draft draft = ready(2500, "DECLINED");
            Response declined = draft.complete(key());
            declined.then()
                    .statusCode(402)
                    .contentType("application/problem+json")
                    .body("stepNeeded", equalTo("PAYMENT_METHOD"));
            assertEquals("PAYMENT_METHOD", draft.show().getString("step"));
            assertEquals("DECLINED", draft.show().getString("status"));
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            String gift =
                    draft.complete(key())
                            .then()
                            .statusCode(201)
                            .body("status", equalTo("RECEIVED"))
                            .extract()
                            .path("donation");
            assertEquals(declined.jsonPath().getString("donation"), gift);
            assertEquals(2, count("payment WHERE reference = '" + gift + "'"));
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SUCCEEDS_LATER",
                    "NOTIFIED_TWICE",
                    "NOTIFIED_EARLY",
                    "NOTIFIED_OUT_OF_ORDER"
                })
        void isBookedOnceHoweverTheProviderTellsOfIt(String scenario) throws Exception {
            Draft draft = ready(2500, scenario);
            String gift = draft.complete(key()).then().statusCode(201).extract().path("donation");
            eventually(() -> "RECEIVED".equals(draft.show().getString("status")));
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(1, count("receipt WHERE donation_id = '" + gift + "'"));
        }

        @ParameterizedTest
        @CsvSource({
            "RETURNED_LATER, RETURNED",
            "DISPUTED_LATER, RETURNED",
            "REFUNDED_LATER, REFUNDED",
            "REFUNDED_PARTLY_LATER, PARTLY_REFUNDED"
        })
        void thatFlowsBackIsBookedBack(String scenario, String status) throws Exception {
            Draft draft = ready(2500, scenario);
            String gift = draft.complete(key()).then().statusCode(201).extract().path("donation");
            eventually(() -> status.equals(draft.show().getString("status")));
            assertEquals(4, count("ledger_entry WHERE donation_id = '" + gift + "'"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"LOST_REPLY", "ERROR_AFTER_CHARGE"})
        void isAskedForAgainAndNotChargedAgainWhenTheAnswerWasLost(String scenario)
                throws Exception {
            Draft draft = ready(2500, scenario);
            String key = key();
            Response first = draft.complete(key);
            assertTrue(first.statusCode() == 503 || first.statusCode() == 201);
            Response[] last = new Response[1];
            eventually(
                    () -> {
                        last[0] = draft.complete(key);
                        return last[0].statusCode() == 201;
                    });
            String gift = last[0].jsonPath().getString("donation");
            assertEquals(1, count("payment WHERE reference = '" + gift + "'"));
            assertEquals(2, count("ledger_entry WHERE donation_id = '" + gift + "'"));
        }

        @Test
        void canStillBePaidInAnotherWayWhenItsPersonalDataAreGone() throws Exception {
            Draft draft = ready(2500, "DECLINED");
            draft.complete(key()).then().statusCode(402);
            update(
                    "gift_draft SET expires_at = now() - interval '1 second' WHERE id = '"
                            + draft.id()
                            + "'");
            forget.forget();
            assertEquals("PAYMENT_METHOD", draft.show().getString("step"));
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            draft.complete(key()).then().statusCode(201).body("status", equalTo("RECEIVED"));
        }

        @Test
        void whoseEndedPaymentBringsMoneyAfterAllIsShownToAPersonAndNotChargedAgain()
                throws Exception {
            Draft draft = ready(2500, "DECLINED");
            String gift = draft.complete(key()).jsonPath().getString("donation");
            PaymentView declined = payments.latestOf(UUID.fromString(gift)).orElseThrow();
            lateMoney.tellOf(declined);
            assertEquals("IN_REVIEW", draft.show().getString("status"));
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(409);
            assertEquals(0, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(1, count("payment WHERE reference = '" + gift + "'"));
        }

        @Test
        void whoseProviderReportsAnotherAmountWaitsForAPersonAndIsNotBooked() throws Exception {
            Draft draft = ready(2500, "WRONG_AMOUNT");
            String gift = draft.complete(key()).then().statusCode(201).extract().path("donation");
            eventually(() -> "IN_REVIEW".equals(draft.show().getString("status")));
            assertEquals(0, count("ledger_entry WHERE donation_id = '" + gift + "'"));
            assertEquals(0, count("receipt WHERE donation_id = '" + gift + "'"));
        }

        @Test
        void canBeGivenWithEveryBoxLeftAlone() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.complete(key()).then().statusCode(201);
        }
    }

    @Nested
    class Completing {

        @Test
        void fiftyTimesAtOnceMakesOneGift() throws Exception {
            Draft draft = ready(2500, "SUCCEEDS");
            String key = key();
            List<Response> answers = atOnce(50, () -> draft.complete(key));
            List<String> bodies = new ArrayList<>();
            for (Response answer : answers) {
                if (answer.statusCode() == 201) {
                    bodies.add(answer.asString());
                } else {
                    // Still running; or, on a busy machine, waited too long for the others.
                    assertTrue(List.of(409, 503).contains(answer.statusCode()), answer::asString);
                    assertTrue(answer.header("Retry-After") != null);
                }
            }
            bodies.add(draft.complete(key).asString());
            assertEquals(1, bodies.stream().distinct().count());
            assertEquals(1, count("donation WHERE draft_id = '" + draft.id() + "'"));
            assertEquals(
                    1,
                    count(
                            "payment p JOIN donation d ON d.id = p.reference WHERE d.draft_id = '"
                                    + draft.id()
                                    + "'"));
        }

        @Test
        void againWithTheSameKeyGivesTheSameBytes() {
            Draft draft = ready(2500, "SUCCEEDS");
            String key = key();
            Response first = draft.complete(key);
            Response second = draft.complete(key);
            assertEquals(first.asString(), second.asString());
            assertEquals(201, second.statusCode());
            assertEquals("true", second.header("Idempotency-Replayed"));
            assertEquals(null, first.header("Idempotency-Replayed"));
        }

        @Test
        void aDeclineIsReplayedToo() {
            Draft draft = ready(2500, "DECLINED");
            String key = key();
            String first = draft.complete(key).asString();
            Response second = draft.complete(key);
            assertEquals(402, second.statusCode());
            assertEquals(first, second.asString());
        }

        @Test
        void withAnotherKeyIsRefusedAndNothingIsChargedAgain() throws Exception {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.complete(key()).then().statusCode(201);
            draft.complete(key()).then().statusCode(409);
            assertEquals(1, count("donation WHERE draft_id = '" + draft.id() + "'"));
        }

        @Test
        void withTheKeyOfAnotherDraftIsRefused() {
            String key = key();
            ready(2500, "SUCCEEDS").complete(key).then().statusCode(201);
            Draft other = ready(2500, "SUCCEEDS");
            other.complete(key).then().statusCode(422).body("code", equalTo("key-reused"));
            assertEquals("COMPLETION", other.show().getString("step"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "short", "has blanks in it, many", "ümläute-sind-nicht-dabei"})
        void withABadKeyIsRefused(String key) {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.complete(key)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("idempotency-key-required"));
        }

        @Test
        void withoutAKeyIsRefused() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.call().body(Map.of()).post(draft.path("/completion")).then().statusCode(400);
        }

        @Test
        void tooEarlyNamesTheStepThatIsNeeded() {
            Draft draft = started(2500);
            draft.put("/payment-method", sandbox("SUCCEEDS"))
                    .then()
                    .statusCode(409)
                    .body("stepNeeded", equalTo("DONOR"));
            draft.complete(key()).then().statusCode(409).body("stepNeeded", equalTo("DONOR"));
            draft.put("/donor", donor("Beispiel")).then().statusCode(200);
            draft.complete(key())
                    .then()
                    .statusCode(409)
                    .body("stepNeeded", equalTo("PAYMENT_METHOD"));
        }

        @Test
        void byAMachineIsAnsweredAsSuccessAndDoesNothing() throws Exception {
            Draft draft = started(2500);
            Map<String, Object> machine = donor("Roboter");
            machine.put("homepage", "https://spam.example.org");
            draft.put("/donor", machine).then().statusCode(200);
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            draft.complete(key())
                    .then()
                    .statusCode(201)
                    .body("donation", notNullValue())
                    .body("nextAction.type", equalTo("NONE"));
            assertEquals(0, count("donation WHERE draft_id = '" + draft.id() + "'"));
        }

        @Test
        void sendsNobodyToAForeignWebsite() {
            Draft draft = ready(2500, "REDIRECT");
            draft.call()
                    .header("Idempotency-Key", key())
                    .body(Map.of("returnUrl", "https://evil.example.com/thanks"))
                    .post(draft.path("/completion"))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("origin_not_allowed"));
        }
    }

    @Nested
    class GoingBack {

        @Test
        void losesNothing() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.put("/amount", amount(5000))
                    .then()
                    .statusCode(200)
                    .body("amount.minor", equalTo(5000))
                    .body("step", equalTo("COMPLETION"))
                    .body("donor.name", equalTo("E… B…"));
        }

        @Test
        void toAnotherAmountKeepsTheMethodThatTakesIt() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.put("/amount", amount(5_000_000))
                    .then()
                    .statusCode(200)
                    .body("step", equalTo("COMPLETION"));
        }

        @Test
        void toAnotherCountryAsksForTheConsentsOfThatCountry() {
            Draft draft = ready(2500, "SUCCEEDS");
            Map<String, Object> dutch = amount(2500);
            dutch.put("country", "NL");
            dutch.put("locale", "nl");
            draft.put("/amount", dutch)
                    .then()
                    .statusCode(200)
                    .body("step", equalTo("DONOR"))
                    .body("donor.name", equalTo("E… B…"))
                    .body("consents", nullValue());
        }

        @Test
        void afterCompletionIsRefused() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.complete(key()).then().statusCode(201);
            draft.put("/amount", amount(5000)).then().statusCode(409);
            draft.put("/donor", donor("Anders")).then().statusCode(409);
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(409);
        }
    }

    @Nested
    class ADraft {

        @Test
        void isFoundByItsTokenOnlyAndAllOtherAnswersAreTheSame() {
            Draft draft = started(2500);
            Draft other = started(2500);
            List<String> answers = new ArrayList<>();
            for (String token : new String[] {"wrong", other.token(), ""}) {
                answers.add(refused(draft.id(), token));
            }
            answers.add(refused("01999999-0000-7000-8000-000000000000", draft.token()));
            answers.add(refused("no-id", draft.token()));
            assertEquals(1, answers.stream().distinct().count(), answers.toString());
        }

        private String refused(String id, String token) {
            return given().header("Draft-Token", token)
                    .get("/v1/gift-drafts/" + id)
                    .then()
                    .statusCode(404)
                    .extract()
                    .asString()
                    .replaceAll("\"requestId\":\"[^\"]*\"", "")
                    .replaceAll("\"instance\":\"[^\"]*\"", "");
        }

        @Test
        void tellsItsTokenOnceAndKeepsOnlyAHash() throws Exception {
            Draft draft = started(2500);
            assertEquals(null, draft.show().getString("draftToken"));
            assertEquals(0, count("gift_draft WHERE token_hash = '" + draft.token() + "'"));
        }

        @Test
        void thatExpiredIsGoneAndItsPersonalDataWithIt() throws Exception {
            Draft draft = started(2500);
            draft.put("/donor", donor("Vergänglich")).then().statusCode(200);
            update(
                    "gift_draft SET expires_at = now() - interval '1 second' WHERE id = '"
                            + draft.id()
                            + "'");
            draft.call().get(draft.path("")).then().statusCode(404);
            forget.forget();
            assertEquals(0, count("gift_draft WHERE id = '" + draft.id() + "'"));
        }

        @Test
        void thatBecameAGiftForgetsThePersonButNotTheOutcome() throws Exception {
            Draft draft = ready(2500, "SUCCEEDS");
            String key = key();
            String answer = draft.complete(key).then().statusCode(201).extract().asString();
            update(
                    "gift_draft SET expires_at = now() - interval '1 second' WHERE id = '"
                            + draft.id()
                            + "'");
            forget.forget();
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertEquals(null, draft.show().getString("donor"));
            assertEquals(answer, draft.complete(key).asString());
        }
    }

    @Inject ForgetDrafts forget;

    @Nested
    class StepOne {

        @ParameterizedTest
        @CsvSource({
            "0, EUR, /amount/minor, too_small",
            "99, EUR, /amount/minor, too_small",
            "5000001, EUR, /amount/minor, too_large",
            "2500, USD, /amount/currency, wrong_currency"
        })
        void refusesAmountsThatCannotBe(long minor, String currency, String pointer, String code) {
            Map<String, Object> body = amount(minor);
            body.put("amount", Map.of("minor", minor, "currency", currency));
            start(body)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem(pointer))
                    .body("violations.code", hasItem(code));
        }

        @ParameterizedTest
        @ValueSource(longs = {100, 5_000_000})
        void takesAmountsAtItsLimits(long minor) {
            start(amount(minor)).then().statusCode(201);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"minor\":-1,\"currency\":\"EUR\"}",
                    "{\"minor\":25.001,\"currency\":\"EUR\"}",
                    "{\"minor\":\"2500\",\"currency\":\"EUR\"}",
                    "{\"minor\":2500,\"currency\":\"XXY\"}",
                    "{\"minor\":2500,\"currency\":5}",
                    "{\"minor\":2500}",
                    "{\"minor\":null,\"currency\":\"EUR\"}",
                    "{\"minor\":99999999999999999999,\"currency\":\"EUR\"}",
                    "2500",
                    "null"
                })
        void refusesWhatIsNoAmount(String money) {
            start(
                            "{\"country\":\"DE\",\"locale\":\"de\",\"cadence\":\"ONCE\",\"amount\":"
                                    + money
                                    + "}")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body(not(containsString("java")));
        }

        @ParameterizedTest
        @CsvSource({
            "country, ZZ, unknown_country",
            "country, de, unknown_country",
            "locale, xx, unknown_locale",
            "campaign, no-such-campaign, unknown_campaign"
        })
        void refusesWhatItDoesNotKnow(String field, String value, String code) {
            Map<String, Object> body = amount(2500);
            body.put(field, value);
            start(body).then().statusCode(400).body("violations.code", hasItem(code));
        }

        @Test
        void sendsCountriesWithoutAnOfficeToTheHeadquarters() {
            Map<String, Object> body = amount(2500);
            body.put("country", "BR");
            body.put("amount", Map.of("minor", 2500, "currency", "USD"));
            start(body).then().statusCode(201).body("office", equalTo("US"));
        }
    }

    @Nested
    class StepTwo {

        @Test
        void namesEverythingThatIsWrongAtOnceAndKeepsNothing() {
            Draft draft = started(2500);
            Map<String, Object> donor = donor("Beispiel");
            donor.put("email", "no address\r\nBcc: all@example.org");
            donor.put("firstName", "");
            donor.put("consents", List.of());
            draft.put("/donor", donor)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/email"));
            assertEquals("DONOR", draft.show().getString("step"));
            assertEquals(null, draft.show().getString("donor"));
        }

        @Test
        void wantsTheAddressInTheCountryOfStepOne() {
            Draft draft = started(2500);
            Map<String, Object> donor = donor("Beispiel");
            donor.put(
                    "address",
                    Map.of(
                            "street", "Voorbeeldstraat",
                            "houseNumber", "1",
                            "postcode", "1011 AB",
                            "town", "Amsterdam",
                            "country", "NL"));
            draft.put("/donor", donor)
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("other_country"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"😀 Sonnenschein", "محمد عبد الله", "<b>Fett</b>", "O'Neill-Größe"})
        void takesNamesOfEveryScript(String name) {
            Draft draft = started(2500);
            draft.put("/donor", donor(name)).then().statusCode(200);
        }

        @Test
        void takesANameOfTwoHundredCharacters() {
            Draft draft = started(2500);
            draft.put("/donor", donor("x".repeat(200))).then().statusCode(200);
            draft.put("/donor", donor("x".repeat(201)))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/lastName"));
        }

        @Test
        void refusesWhatOnlyTheServerMaySay() {
            Draft draft = started(2500);
            for (String field : List.of("status", "id", "officeCode", "roles", "donorId", "step")) {
                Map<String, Object> donor = donor("Beispiel");
                donor.put(field, "x");
                draft.put("/donor", donor).then().statusCode(400);
            }
        }
    }

    @Nested
    class StepThree {

        @ParameterizedTest
        @CsvSource({
            "DE89 3704 0044 0532 0130 00, true",
            "de89370400440532013000, true",
            "DE88370400440532013000, false",
            "DE8937040044053201300, false"
        })
        void readsIbansAsPeopleWriteThem(String iban, boolean good) {
            Draft draft = ready(2500, "SUCCEEDS");
            Map<String, Object> method =
                    Map.of(
                            "method",
                            "SEPA_DIRECT_DEBIT",
                            "iban",
                            iban,
                            "accountHolder",
                            "Erika Beispiel",
                            "mandate",
                            Map.of("textId", "m", "version", 1, "agreed", true));
            List<String> pointers =
                    draft.put("/payment-method", method)
                            .then()
                            .statusCode(400) // direct debit is not offered yet
                            .extract()
                            .jsonPath()
                            .getList("violations.pointer");
            assertEquals(!good, pointers.contains("/iban"));
            assertTrue(pointers.contains("/method"));
        }

        @Test
        void refusesAScenarioNobodyKnowsBeforeAnythingIsPledged() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.put("/payment-method", sandbox("SUCEEDS"))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("unknown_scenario"));
        }

        @Test
        void refusesWhatTheOfficeDoesNotOffer() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.put("/payment-method", Map.of("method", "PAYPAL"))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("method_not_offered"));
        }
    }

    @Nested
    class Feedback {

        @Test
        void isTakenOnceAndOnlyAfterwards() {
            Draft draft = ready(2500, "SUCCEEDS");
            Map<String, Object> feedback = Map.of("rating", 5, "comment", "Schnell und klar.");
            feedback(draft, feedback).then().statusCode(409);
            draft.complete(key()).then().statusCode(201);
            feedback(draft, Map.of("rating", 6)).then().statusCode(400);
            feedback(draft, feedback).then().statusCode(204);
            feedback(draft, feedback).then().statusCode(409);
        }

        @Test
        void needsNoComment() {
            Draft draft = ready(2500, "SUCCEEDS");
            draft.complete(key()).then().statusCode(201);
            feedback(draft, Map.of("rating", 4)).then().statusCode(204);
        }

        private Response feedback(Draft draft, Map<String, Object> body) {
            return draft.call().body(body).post(draft.path("/feedback"));
        }
    }

    @Nested
    class Options {

        @ParameterizedTest
        @CsvSource({"DE,de", "GB,en", "NL,nl", "CA,fr", "AU,en", "US,en", "FR,fr", "BR,en"})
        void areWholeForEveryCountryAndLanguage(String country, String locale) {
            JsonPath options =
                    given().queryParam("country", country)
                            .queryParam("locale", locale)
                            .get("/v1/giving-options")
                            .then()
                            .statusCode(200)
                            .header("ETag", notNullValue())
                            .extract()
                            .jsonPath();
            assertTrue(options.getList("suggestedAmounts.ONCE").size() > 2);
            assertTrue(options.getList("methods.method").contains("SANDBOX"));
            assertTrue(options.getList("consents").size() > 0);
            assertTrue(options.getList("donorFields.name").contains("email"));
        }

        @Test
        void areNotSentAgainToWhoHasThem() {
            String tag = given().get("/v1/giving-options?country=DE&locale=de").header("ETag");
            assertNotEquals(null, tag);
            given().header("If-None-Match", tag)
                    .get("/v1/giving-options?country=DE&locale=de")
                    .then()
                    .statusCode(304);
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), "did not come true within 30 s");
            Thread.sleep(100);
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private long count(String fromWhere) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + fromWhere)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void update(String what) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE " + what);
        }
    }
}
