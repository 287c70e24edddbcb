package org.almoner.wizard;

import static org.almoner.wizard.WizardCalls.amount;
import static org.almoner.wizard.WizardCalls.donor;
import static org.almoner.wizard.WizardCalls.key;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.almoner.wizard.WizardCalls.start;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.wizard.WizardCalls.Draft;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recurring gift through the wizard and by the hands of the staff, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecurringWizardTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Berlin"));

    @Inject DataSource database;

    private static Map<String, Object> monthly(Map<String, Object> recurring) {
        Map<String, Object> body = amount(2500);
        body.put("cadence", "MONTHLY");
        body.put("recurring", recurring);
        return body;
    }

    private static Draft ready(Map<String, Object> recurring, String scenario) {
        JsonPath answer = start(monthly(recurring)).then().statusCode(201).extract().jsonPath();
        Draft draft = new Draft(answer.getString("id"), answer.getString("draftToken"));
        draft.put("/donor", donor("Dauer")).then().statusCode(200);
        draft.put("/payment-method", sandbox(scenario)).then().statusCode(200);
        return draft;
    }

    @Nested
    class TheWizard {

        @Test
        void offers_rhythms_and_says_which_methods_can_be_kept() {
            RestAssured.given()
                    .queryParam("country", "DE")
                    .queryParam("locale", "de")
                    .get("/v1/giving-options")
                    .then()
                    .statusCode(200)
                    .body("cadences", hasItem("MONTHLY"))
                    .body("methods.find { it.method == 'SANDBOX' }.recurring", equalTo(true))
                    .body(
                            "methods.find { it.method == 'BANK_TRANSFER' }.recurring",
                            equalTo(false));
        }

        @Test
        void collects_the_first_instalment_while_the_donor_is_there() {
            Draft draft = ready(Map.of(), "SUCCEEDS");
            assertEquals(TODAY.toString(), draft.show().getString("firstDueOn"));
            String key = key();
            Response first = draft.complete(key);
            first.then()
                    .statusCode(201)
                    .body("status", equalTo("ACTIVE"))
                    .body("firstInstalment.status", equalTo("COLLECTED"))
                    .body("firstInstalment.dueOn", equalTo(TODAY.toString()))
                    .body("nextAction.type", equalTo("NONE"));
            Response again = draft.complete(key);
            assertEquals(first.asString(), again.asString());
            assertEquals("true", again.header("Idempotency-Replayed"));
            draft.complete(key()).then().statusCode(409);
            draft.call()
                    .get(draft.path(""))
                    .then()
                    .body("step", equalTo("DONE"))
                    .body("recurringGift.status", equalTo("ACTIVE"));
        }

        @Test
        void saves_the_method_and_waits_when_the_first_instalment_lies_ahead() {
            LocalDate start = TODAY.plusMonths(2).withDayOfMonth(3);
            Draft draft =
                    ready(
                            Map.of(
                                    "collectionDay",
                                    3,
                                    "startOn",
                                    start.toString(),
                                    "receipts",
                                    "YEARLY"),
                            "SUCCEEDS");
            draft.complete(key())
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("ACTIVE"))
                    .body("firstInstalment.status", equalTo("SCHEDULED"))
                    .body("firstInstalment.dueOn", equalTo(start.toString()));
        }

        @Test
        void asks_for_another_method_when_the_first_try_is_declined() throws Exception {
            Draft draft = ready(Map.of(), "FAILS_SOFTLY");
            draft.complete(key())
                    .then()
                    .statusCode(402)
                    .body("stepNeeded", equalTo("PAYMENT_METHOD"))
                    .body("recurringGift", notNullValue());
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            String id =
                    draft.complete(key())
                            .then()
                            .statusCode(201)
                            .body("status", equalTo("ACTIVE"))
                            .extract()
                            .path("recurringGift");
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM recurring_gift WHERE draft_id = '"
                                    + draft.id()
                                    + "'"));
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM donation WHERE state = 'SETTLED' AND"
                                    + " recurring_gift_id = '"
                                    + id
                                    + "'"));
        }

        @Test
        void makes_one_recurring_gift_of_fifty_completions_at_once() throws Exception {
            Draft draft = ready(Map.of(), "SUCCEEDS");
            String key = key();
            ExecutorService hands = Executors.newFixedThreadPool(25);
            try {
                List<Callable<Integer>> calls = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    String own = i % 2 == 0 ? key : key();
                    calls.add(() -> draft.complete(own).statusCode());
                }
                int made = 0;
                for (var call : hands.invokeAll(calls)) {
                    int status = call.get();
                    made += status == 201 ? 1 : 0;
                    assertTrue(List.of(201, 409, 503).contains(status), "status " + status);
                }
                assertTrue(made >= 1);
            } finally {
                hands.shutdown();
            }
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM recurring_gift WHERE draft_id = '"
                                    + draft.id()
                                    + "'"));
            assertEquals(
                    1,
                    count(
                            "SELECT count(*) FROM donation d JOIN recurring_gift g ON g.id ="
                                    + " d.recurring_gift_id WHERE g.draft_id = '"
                                    + draft.id()
                                    + "'"));
        }

        @ParameterizedTest
        @CsvSource({
            "collectionDay, 29, /recurring/collectionDay, out_of_range",
            "collectionDay, 0, /recurring/collectionDay, out_of_range",
            "startOn, 2020-01-01, /recurring/startOn, out_of_range",
            "endOn, 2020-01-01, /recurring/endOn, ends_before_first"
        })
        void refuses_impossible_days_by_name(
                String field, String value, String pointer, String code) {
            Object given = value.matches("[0-9]{1,2}") ? Integer.valueOf(value) : (Object) value;
            start(monthly(Map.of(field, given)))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem(pointer))
                    .body("violations.code", hasItem(code));
        }

        @Test
        void refuses_days_for_a_gift_given_once_and_a_method_that_cannot_be_kept() {
            Map<String, Object> once = amount(2500);
            once.put("recurring", Map.of("collectionDay", 3));
            start(once).then().statusCode(400).body("violations.code", hasItem("not_for_once"));
            JsonPath answer = start(monthly(Map.of())).then().extract().jsonPath();
            Draft draft = new Draft(answer.getString("id"), answer.getString("draftToken"));
            draft.put("/donor", donor("Dauer")).then().statusCode(200);
            draft.put("/payment-method", Map.of("method", "BANK_TRANSFER"))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("method_not_for_recurring"));
        }
    }

    @Nested
    class TheStaff {

        private String gift;

        @BeforeEach
        void aRecurringGift() {
            gift =
                    ready(Map.of("startOn", TODAY.plusMonths(1).toString()), "SUCCEEDS")
                            .complete(key())
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("recurringGift");
        }

        private RequestSpecification as(String role, String office) {
            return RestAssured.given()
                    .contentType(ContentType.JSON)
                    .auth()
                    .oauth2(TestStaff.token(List.of(role), List.of(office)));
        }

        private String path(String act) {
            return "/v1/staff/recurring-gifts/" + gift + act;
        }

        @Test
        void find_it_see_it_and_its_instalments() {
            String number =
                    as("office", "DE")
                            .get(path(""))
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("number");
            as("finance", "DE")
                    .queryParam("q", number)
                    .get("/v1/staff/recurring-gifts")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", equalTo(gift));
            as("finance", "DE")
                    .get(path("/instalments"))
                    .then()
                    .statusCode(200)
                    .body("items[0].state", equalTo("SCHEDULED"));
            as("finance", "NL").get(path("")).then().statusCode(404);
            as("privacy", "DE").get(path("")).then().statusCode(403);
        }

        @Test
        void change_pause_resume_and_cancel_it_with_the_state_they_have_seen() {
            String seen = as("office", "DE").get(path("")).header("ETag");
            Response changed =
                    as("office", "DE")
                            .header("If-Match", seen)
                            .body(Map.of("amount", Map.of("minor", 4000, "currency", "EUR")))
                            .patch(path(""));
            changed.then().statusCode(200).body("takesEffectWith.number", equalTo(1));
            as("office", "DE")
                    .header("If-Match", seen)
                    .body(Map.of("collectionDay", 5))
                    .patch(path(""))
                    .then()
                    .statusCode(412);
            as("office", "DE")
                    .header("If-Match", changed.header("ETag"))
                    .body(Map.of("until", TODAY.plusMonths(3).toString()))
                    .post(path("/pause"))
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("PAUSED"));
            as("office", "DE").body(Map.of()).post(path("/resume")).then().statusCode(200);
            as("office", "DE")
                    .header("Idempotency-Key", key())
                    .body(Map.of("method", "SANDBOX", "scenario", "SUCCEEDS"))
                    .post(path("/payment-methods"))
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("ACTIVE"));
            as("office", "DE")
                    .body(Map.of("because", "FINANCES"))
                    .post(path("/cancellation"))
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("CANCELLED"));
            as("office", "DE").body(Map.of()).post(path("/resume")).then().statusCode(409);
            as("office", "DE")
                    .get(path(""))
                    .then()
                    .body("cancelledBecause", equalTo("FINANCES"))
                    .body("events.kind", hasItem("TERMS_CHANGED"))
                    .body("events.find { it.kind == 'METHOD_CHANGED' }.by", equalTo("STAFF"))
                    .body("instalments[0].reason", equalTo("CANCELLED"));
        }

        @Test
        void are_told_what_is_wrong_and_change_nothing() {
            as("office", "DE")
                    .body(Map.of("collectionDay", 3))
                    .patch(path(""))
                    .then()
                    .statusCode(400);
            as("office", "DE")
                    .header("If-Match", "*")
                    .body(Map.of())
                    .patch(path(""))
                    .then()
                    .statusCode(400)
                    .body("violations.code", hasItem("nothing_to_change"));
            as("office", "NL")
                    .header("If-Match", "*")
                    .body(Map.of("collectionDay", 3))
                    .patch(path(""))
                    .then()
                    .statusCode(404);
            as("finance", "DE").body(Map.of()).post(path("/pause")).then().statusCode(403);
            as("office", "DE").get(path("")).then().body("state", equalTo("ACTIVE"));
        }

        @Test
        void see_what_is_to_come_and_how_donors_stay() {
            as("finance", "DE")
                    .queryParam("office", "DE")
                    .queryParam("months", "3")
                    .get("/v1/staff/recurring-giving/forecast")
                    .then()
                    .statusCode(200)
                    .body("months", hasSize(3));
            as("finance", "DE")
                    .queryParam("office", "DE")
                    .get("/v1/staff/recurring-giving/retention")
                    .then()
                    .statusCode(200)
                    .body("months", hasSize(12));
            as("finance", "DE")
                    .queryParam("office", "GB")
                    .get("/v1/staff/recurring-giving/forecast")
                    .then()
                    .statusCode(404);
            as("finance", "DE")
                    .queryParam("office", "DE")
                    .queryParam("from", "2026-13")
                    .get("/v1/staff/recurring-giving/forecast")
                    .then()
                    .statusCode(400);
        }
    }

    private long count(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
