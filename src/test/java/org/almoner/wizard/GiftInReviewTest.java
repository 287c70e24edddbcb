package org.almoner.wizard;

import static org.almoner.TestStaff.as;
import static org.almoner.wizard.WizardCalls.key;
import static org.almoner.wizard.WizardCalls.ready;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.payment.LateMoney;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentView;
import org.almoner.wizard.WizardCalls.Draft;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A gift whose payment needs a person, and what the person does about it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GiftInReviewTest {

    @Inject EntityManager database;
    @Inject PaymentDesk payments;
    @Inject LateMoney lateMoney;

    /** A gift whose provider told of another amount, so that it waits for a person. */
    private static Draft inReview() {
        Draft draft = ready(2500, "WRONG_AMOUNT");
        draft.complete(key()).then().statusCode(201);
        assertEquals("IN_REVIEW", draft.show().getString("status"));
        return draft;
    }

    private PaymentView paymentOf(Draft draft) {
        String gift = draft.show().getString("donation");
        return payments.latestOf(UUID.fromString(gift)).orElseThrow();
    }

    private static Map<String, Object> booked() {
        Map<String, Object> decision = new HashMap<>();
        decision.put("outcome", "BOOKED");
        decision.put("amount", Map.of("minor", 2500, "currency", "EUR"));
        decision.put("evidence", "Bank statement 2026-11-24, line 17");
        decision.put("reason", "The bank took its fee from its own report");
        return decision;
    }

    private static Map<String, Object> dismissed() {
        return Map.of("outcome", "DISMISSED", "reason", "No such money at the bank");
    }

    private static Response decide(String token, PaymentId payment, String key, Object decision) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(decision)
                .post("/v1/staff/payments/" + payment + "/resolutions");
    }

    private static String finance() {
        return TestStaff.token(List.of("finance"), List.of("DE"));
    }

    private long count(String fromWhere) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                database.createNativeQuery(
                                                                "SELECT count(*) FROM " + fromWhere)
                                                        .getSingleResult())
                                        .longValue());
    }

    private void assertBookedOnce(PaymentView payment) {
        String gift = "'" + payment.reference() + "'";
        assertEquals(2, count("ledger_entry WHERE donation_id = " + gift));
        assertEquals(1, count("receipt WHERE donation_id = " + gift));
        assertEquals(
                1,
                count(
                        "outbox_message o JOIN receipt r ON r.id = o.subject WHERE r.donation_id = "
                                + gift));
        assertEquals(
                1,
                count(
                        "payment_resolution WHERE outcome = 'BOOKED' AND payment_id = '"
                                + payment.id()
                                + "'"));
        assertEquals(
                1,
                count(
                        "audit_entry WHERE action = 'payment.booked-by-hand' AND object = 'payment/"
                                + payment.id()
                                + "'"));
    }

    @Nested
    class WhoseMoneyIsThere {

        @Test
        void isBookedReceiptedAndNoLongerAFailure() {
            Draft draft = inReview();
            PaymentView payment = paymentOf(draft);
            String key = key();
            Response first = decide(finance(), payment.id(), key, booked());
            first.then()
                    .statusCode(201)
                    .body("payment", equalTo(payment.id().toString()))
                    .body("outcome", equalTo("BOOKED"))
                    .body("state", equalTo("SETTLED"));
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertBookedOnce(payment);
            as("finance", "DE")
                    .queryParam("kind", "PAYMENT")
                    .queryParam("limit", 100)
                    .get("/v1/staff/failures")
                    .then()
                    .body("items.id", not(hasItem(payment.id().toString())));
            Response again = decide(finance(), payment.id(), key, booked());
            assertEquals("true", again.header("Idempotency-Replayed"));
            assertEquals(first.body().asString(), again.body().asString());
            decide(finance(), payment.id(), key, dismissed()).then().statusCode(422);
            decide(finance(), payment.id(), key(), booked()).then().statusCode(409);
            decide(finance(), payment.id(), key(), dismissed()).then().statusCode(409);
            assertBookedOnce(payment);
        }

        @Test
        void isBookedOnceHoweverManyHandsThereAre() throws Exception {
            Draft draft = inReview();
            PaymentView payment = paymentOf(draft);
            String token = finance();
            String shared = key();
            CyclicBarrier together = new CyclicBarrier(12);
            List<Callable<Response>> hands = new ArrayList<>();
            for (int hand = 0; hand < 12; hand++) {
                String key = hand % 2 == 0 ? shared : key();
                Object decision = hand % 3 == 0 ? dismissed() : booked();
                Object mine = hand % 2 == 0 ? booked() : decision;
                hands.add(
                        () -> {
                            together.await();
                            return decide(token, payment.id(), key, mine);
                        });
            }
            ExecutorService threads = Executors.newFixedThreadPool(12);
            int effects = 0;
            try {
                for (Future<Response> answer : threads.invokeAll(hands)) {
                    Response told = answer.get();
                    // Who waits too long for the others is told to come again.
                    assertTrue(List.of(201, 409, 503).contains(told.statusCode()), told::asString);
                    if (told.statusCode() == 201 && told.header("Idempotency-Replayed") == null) {
                        effects++;
                    }
                }
            } finally {
                threads.shutdownNow();
            }
            assertEquals(1, effects, "decisions that had an effect");
            assertEquals(1, count("payment_resolution WHERE payment_id = '" + payment.id() + "'"));
            if ("RECEIVED".equals(draft.show().getString("status"))) {
                assertBookedOnce(payment);
            } else {
                assertEquals(
                        0, count("ledger_entry WHERE donation_id = '" + payment.reference() + "'"));
            }
        }

        @Test
        void thoughItWasDeclinedIsBookedByHandOnly() {
            Draft draft = ready(2500, "DECLINED");
            draft.complete(key()).then().statusCode(402);
            PaymentView declined = paymentOf(draft);
            lateMoney.tellOf(declined);
            assertEquals("IN_REVIEW", draft.show().getString("status"));
            decide(finance(), declined.id(), key(), booked()).then().statusCode(201);
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertBookedOnce(declined);
        }

        @Test
        void butWhichIsPaidInAnotherWayIsNotBookedTwice() {
            Draft draft = ready(2500, "DECLINED");
            draft.complete(key()).then().statusCode(402);
            PaymentView declined = paymentOf(draft);
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            draft.complete(key()).then().statusCode(201);
            lateMoney.tellOf(declined);
            decide(finance(), declined.id(), key(), booked()).then().statusCode(409);
            decide(finance(), declined.id(), key(), dismissed())
                    .then()
                    .statusCode(201)
                    .body("state", equalTo("DECLINED"));
            assertEquals("RECEIVED", draft.show().getString("status"));
            assertEquals(
                    2, count("ledger_entry WHERE donation_id = '" + declined.reference() + "'"));
        }
    }

    @Nested
    class WhoseMoneyIsNotThere {

        @Test
        void isDismissedAndMayBeGivenInAnotherWay() {
            Draft draft = inReview();
            PaymentView payment = paymentOf(draft);
            decide(finance(), payment.id(), key(), dismissed())
                    .then()
                    .statusCode(201)
                    .body("state", equalTo("EXPIRED"));
            assertEquals("EXPIRED", draft.show().getString("status"));
            assertEquals(
                    0, count("ledger_entry WHERE donation_id = '" + payment.reference() + "'"));
            draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
            draft.complete(key()).then().statusCode(201);
            assertEquals("RECEIVED", draft.show().getString("status"));
        }

        @Test
        void thoughDeclinedWithLateMoneyGoesOnFromWhereItStood() {
            Draft draft = ready(2500, "DECLINED");
            draft.complete(key()).then().statusCode(402);
            PaymentView declined = paymentOf(draft);
            lateMoney.tellOf(declined);
            decide(finance(), declined.id(), key(), dismissed()).then().statusCode(201);
            assertEquals("DECLINED", draft.show().getString("status"));
            lateMoney.tellOf(declined);
            assertEquals("DECLINED", draft.show().getString("status"), "decided once is decided");
        }
    }

    @Test
    void whatIsMissingOrTooMuchIsRefusedByNameAndNothingChanges() {
        Draft draft = inReview();
        PaymentView payment = paymentOf(draft);
        String token = finance();
        Map<String, Object> evidence = new HashMap<>(booked());
        evidence.remove("evidence");
        assertRefused(decide(token, payment.id(), key(), evidence), "/evidence");
        Map<String, Object> amount = new HashMap<>(booked());
        amount.remove("amount");
        assertRefused(decide(token, payment.id(), key(), amount), "/amount");
        amount.put("amount", Map.of("minor", 2501, "currency", "EUR"));
        assertRefused(decide(token, payment.id(), key(), amount), "/amount");
        amount.put("amount", Map.of("minor", 2500, "currency", "USD"));
        assertRefused(decide(token, payment.id(), key(), amount), "/amount");
        Map<String, Object> reason = new HashMap<>(booked());
        reason.put("reason", " ");
        assertRefused(decide(token, payment.id(), key(), reason), "/reason");
        reason.put("reason", "two\nlines");
        assertRefused(decide(token, payment.id(), key(), reason), "/reason");
        Map<String, Object> both = new HashMap<>(dismissed());
        both.put("evidence", "none");
        assertRefused(decide(token, payment.id(), key(), both), "/evidence");
        both.put("outcome", "FORGIVEN");
        decide(token, payment.id(), key(), both).then().statusCode(400);
        decide(token, payment.id(), "short", booked()).then().statusCode(400);
        decide(token, new PaymentId(UUID.randomUUID()), key(), booked()).then().statusCode(404);
        decide(TestStaff.token(List.of("finance"), List.of("GB")), payment.id(), key(), booked())
                .then()
                .statusCode(404);
        assertEquals("IN_REVIEW", draft.show().getString("status"));
        assertEquals(0, count("payment_resolution WHERE payment_id = '" + payment.id() + "'"));
        assertEquals(0, count("audit_entry WHERE object = 'payment/" + payment.id() + "'"));
    }

    private static void assertRefused(Response answer, String pointer) {
        answer.then()
                .statusCode(400)
                .body("code", equalTo("invalid-input"))
                .body("violations.pointer", hasItem(pointer));
    }
}
