package org.almoner.payment.paypal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.mode.Modes;
import org.almoner.office.Offices;
import org.almoner.payment.InboxByHand;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentInHand;
import org.almoner.payment.Reconciliation;
import org.almoner.payment.RefundsByHand;
import org.almoner.recurring.DueGiftsByHand;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.almoner.wizard.GivenGifts;
import org.almoner.wizard.GivenGifts.Completed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gifts by PayPal through the whole service, with the tests' PayPal behind it. {@code
 * almoner.trial.paypal-repeats} says how often one event is repeated.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PaypalScenarioTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int REPEATS = Integer.getInteger("almoner.trial.paypal-repeats", 1000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PaypalGateway installed;
    private final Offices offices;
    private final InboxByHand inbox;
    private final RefundsByHand refunds;
    private final DueGiftsByHand due;
    private final SelfCheck selfCheck;
    private final Sql sql;
    private final PaymentDesk desk;
    private final Reconciliation reconciliation;
    private final HandClock clock = new HandClock(CLOCK.instant());
    private final FakePaypal paypal = new FakePaypal(clock);

    PaypalScenarioTest(
            PaypalGateway installed,
            Offices offices,
            InboxByHand inbox,
            RefundsByHand refunds,
            DueGiftsByHand due,
            PaymentDesk desk,
            Reconciliation reconciliation,
            SelfCheck selfCheck,
            Sql sql) {
        this.installed = installed;
        this.offices = offices;
        this.inbox = inbox;
        this.refunds = refunds;
        this.due = due;
        this.desk = desk;
        this.reconciliation = reconciliation;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    @BeforeEach
    void switchOn() {
        QuarkusMock.installMockForInstance(
                new PaypalGateway(
                        new PaypalAccounts(Play.settings(paypal.base()), Modes.sandbox()),
                        offices,
                        CLOCK),
                installed);
    }

    @AfterEach
    void moneyAndBooksAgree() {
        paypal.close();
        assertEquals(List.of(), paypal.misfits());
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I1", "I2", "I3", "I5").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    /** What our books say of a payment. */
    private record Known(UUID id, String order, String state, String review, boolean disputed) {}

    private Known payment(String gift) {
        return sql.one(
                        "SELECT id, provider_reference, state, review_reason, disputed FROM payment"
                                + " WHERE reference = ?",
                        row ->
                                new Known(
                                        Sql.id(row, "id"),
                                        row.getString("provider_reference"),
                                        row.getString("state"),
                                        row.getString("review_reason"),
                                        row.getBoolean("disputed")),
                        UUID.fromString(gift))
                .orElseThrow();
    }

    private long count(String from, Object... values) {
        return sql.one("SELECT count(*) AS n FROM " + from, row -> row.getLong("n"), values)
                .orElseThrow();
    }

    private static Completed once() {
        Completed draft = GivenGifts.by("PAYPAL", "ONCE");
        draft.answer().then().statusCode(201);
        return draft;
    }

    private static String giftOf(Completed draft) {
        return draft.answer().path("donation");
    }

    private static void until(Callable<Boolean> reached) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.call()) {
            assertTrue(System.nanoTime() < end, "not reached in time");
            Thread.sleep(50);
        }
    }

    private byte[] event(String id, String type, ObjectNode resource) {
        ObjectNode event = FakeJson.object().put("id", id).put("event_type", type);
        event.set("resource", resource);
        return FakeJson.bytes(event);
    }

    private RequestSpecification signed(byte[] body, String webhook) {
        return given().contentType(ContentType.JSON).headers(headers(body, webhook)).body(body);
    }

    private Map<String, String> headers(byte[] body, String webhook) {
        return FakeSigner.sign(
                body,
                webhook,
                CLOCK.instant(),
                FakeSigner.NEWEST,
                paypal.base() + "/v1/notifications/certs/" + FakeSigner.NEWEST);
    }

    private ValidatableResponse tell(byte[] body) {
        return signed(body, FakePaypal.GERMAN.webhookId()).post("/v1/webhooks/paypal").then();
    }

    private void approved(String order) {
        tell(event(
                        "WH-" + UUID.randomUUID(),
                        "CHECKOUT.ORDER.APPROVED",
                        FakeJson.object().put("id", order)))
                .statusCode(202);
    }

    private String received() throws Exception {
        Completed draft = once();
        String gift = giftOf(draft);
        paypal.books().approve(payment(gift).order());
        approved(payment(gift).order());
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("SETTLED");
                });
        return gift;
    }

    private FakeBooks.Charge charge(String gift) {
        List<FakeBooks.Charge> charges = paypal.books().charges(payment(gift).id().toString());
        assertEquals(1, charges.size());
        return charges.get(0);
    }

    @Test
    void theDonorAgreesComesBackAndTheGiftIsReceivedOnceWithItsReceipt() throws Exception {
        Completed draft = once();
        String gift = giftOf(draft);
        JsonPath made = draft.answer().jsonPath();
        assertEquals("REDIRECT", made.getString("nextAction.type"));
        assertEquals("PENDING", draft.show().getString("status"));
        paypal.books().approve(payment(gift).order());
        until(() -> draft.show().getString("status").equals("RECEIVED"));
        assertEquals("25.00", charge(gift).value());
        assertEquals(1, count("receipt WHERE donation_id = ?", UUID.fromString(gift)));
    }

    @Test
    void thePageAndTheNotificationAtOnceCaptureOnce() throws Exception {
        Completed draft = once();
        String gift = giftOf(draft);
        String order = payment(gift).order();
        paypal.books().approve(order);
        IntStream.range(0, 12)
                .parallel()
                .forEach(
                        i -> {
                            if (i % 2 == 0) {
                                draft.show();
                            } else {
                                approved(order);
                            }
                        });
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("SETTLED");
                });
        charge(gift);
        assertEquals(1, count("receipt WHERE donation_id = ?", UUID.fromString(gift)));
    }

    @Test
    void aNotificationThatComesBeforeOurOwnAnswerIsTriedAgain() throws Exception {
        once();
        String order = paypal.books().nextOrder();
        byte[] early =
                event(
                        "WH-" + UUID.randomUUID(),
                        "CHECKOUT.ORDER.APPROVED",
                        FakeJson.object().put("id", order));
        tell(early).statusCode(202);
        inbox.work();
        Completed draft = once();
        String gift = giftOf(draft);
        assertEquals(order, payment(gift).order());
        paypal.books().approve(order);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("SETTLED");
                });
        charge(gift);
    }

    private boolean isTaken(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void oneEventManyTimesIsOneRow() {
        byte[] body =
                event(
                        "WH-" + UUID.randomUUID(),
                        "PAYMENT.CAPTURE.COMPLETED",
                        FakeJson.object().put("custom_id", UUID.randomUUID().toString()));
        String id = FakeJson.read(body).path("id").asText();
        HttpRequest.Builder repeated =
                HttpRequest.newBuilder(
                                URI.create(
                                        RestAssured.baseURI
                                                + ":"
                                                + RestAssured.port
                                                + "/v1/webhooks/paypal"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers(body, FakePaypal.GERMAN.webhookId()).forEach(repeated::header);
        HttpClient client = HttpClient.newHttpClient();
        assertEquals(
                REPEATS,
                IntStream.range(0, REPEATS)
                        .parallel()
                        .filter(i -> isTaken(client, repeated.build()))
                        .count());
        assertEquals(1, count("webhook_event WHERE event_id = ?", id));
        assertEquals(1, paypal.calls("GET /v1/notifications/certs/.*"));
    }

    @Test
    void whatPaypalSendsToAnotherMerchantIsRefusedAndNotStored() {
        byte[] body =
                event(
                        "WH-" + UUID.randomUUID(),
                        "PAYMENT.CAPTURE.COMPLETED",
                        FakeJson.object().put("custom_id", UUID.randomUUID().toString()));
        signed(body, "WH9ANOTHERS").post("/v1/webhooks/paypal").then().statusCode(400);
        assertEquals(
                0,
                count("webhook_event WHERE event_id = ?", FakeJson.read(body).path("id").asText()));
    }

    @Test
    void anEventThatNamesNothingOfOursIsKeptAndLeftAlone() throws Exception {
        byte[] body = event("WH-" + UUID.randomUUID(), "SOMETHING.NEW", FakeJson.object());
        String id = FakeJson.read(body).path("id").asText();
        tell(body).statusCode(202);
        until(
                () -> {
                    inbox.work();
                    return count("webhook_event WHERE event_id = ? AND state = 'IGNORED'", id) == 1;
                });
    }

    @Test
    void whoAgreesAfterWeGaveThePaymentUpIsNotCharged() throws Exception {
        Completed draft = once();
        String gift = giftOf(draft);
        String order = payment(gift).order();
        paypal.books().order(order).put("status", "VOIDED");
        approved(order);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("EXPIRED");
                });
        paypal.books().approve(order);
        approved(order);
        draft.show();
        until(
                () -> {
                    inbox.work();
                    return count("webhook_event WHERE reference = ? AND state = 'DONE'", order)
                            == 2;
                });
        assertEquals(0, paypal.books().charges(payment(gift).id().toString()).size());
        assertEquals("EXPIRED", payment(gift).state());
    }

    @Test
    void moneyThatComesAfterWeGaveThePaymentUpIsShownToAPerson() throws Exception {
        Completed draft = once();
        String gift = giftOf(draft);
        String order = payment(gift).order();
        paypal.books().order(order).put("status", "VOIDED");
        approved(order);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("EXPIRED");
                });
        paypal.books().approve(order);
        paypal.books().capture(FakePaypal.GERMAN.merchantId(), order);
        approved(order);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).review() != null;
                });
        assertEquals("EXPIRED", payment(gift).state());
        TestStaff.as("finance", "DE")
                .get("/v1/staff/failures")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(payment(gift).id().toString()));
        assertEquals(0, count("receipt WHERE donation_id = ?", UUID.fromString(gift)));
    }

    @Test
    void partIsGivenBackThroughPaypal() throws Exception {
        String gift = received();
        TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "refund-" + UUID.randomUUID())
                .body(
                        Map.of(
                                "reason",
                                "DONOR_ASKED",
                                "amount",
                                Map.of("minor", 1000, "currency", "EUR")))
                .post("/v1/staff/gifts/" + gift + "/refunds")
                .then()
                .statusCode(201);
        refunds.work();
        assertEquals("PARTLY_REFUNDED", payment(gift).state());
        approved(payment(gift).order());
        until(
                () -> {
                    inbox.work();
                    return count(
                                    "webhook_event WHERE reference = ? AND state = 'DONE'",
                                    payment(gift).order())
                            == 2;
                });
        assertEquals(1, count("payment_reversal WHERE payment_id = ?", payment(gift).id()));
        assertEquals(1, paypal.calls("POST /v2/payments/captures/.*/refund"));
    }

    @Test
    void aLostDisputeReturnsTheGiftUnderTheDisputesName() throws Exception {
        String gift = received();
        String dispute = paypal.disputes().open(charge(gift), "25.00");
        tell(event(
                        "WH-" + UUID.randomUUID(),
                        "CUSTOMER.DISPUTE.CREATED",
                        paypal.disputes().dispute(dispute)))
                .statusCode(202);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).disputed();
                });
        assertEquals("SETTLED", payment(gift).state());
        paypal.disputes().resolve(dispute, "RESOLVED_BUYER_FAVOUR", "25.00");
        tell(event(
                        "WH-" + UUID.randomUUID(),
                        "CUSTOMER.DISPUTE.RESOLVED",
                        paypal.disputes().dispute(dispute)))
                .statusCode(202);
        until(
                () -> {
                    inbox.work();
                    return payment(gift).state().equals("RETURNED");
                });
        assertEquals(
                1,
                count(
                        "payment_reversal WHERE payment_id = ? AND provider_reference = ?"
                                + " AND kind = 'RETURN' AND amount_minor = 2500",
                        payment(gift).id(),
                        dispute));
    }

    @Test
    void aConsentThatNothingTellsOfIsFoundBeforeItLapses() throws Exception {
        Completed draft = once();
        UUID payment = payment(giftOf(draft)).id();
        String order = payment(giftOf(draft)).order();
        pollNow(payment, 0);
        assertEquals("PENDING", stateOf(payment));
        assertTrue(pollsAgainWithin(payment, 16), "soon, for the donor may agree any moment");
        pollNow(payment, 420);
        assertTrue(!pollsAgainWithin(payment, 300), "rarely, for nobody will agree any more");
        paypal.books().approve(order);
        pollNow(payment, 0);
        assertEquals("SETTLED", stateOf(payment));
        charge(giftOf(draft));
    }

    /** Polls a payment that was opened so many minutes earlier than before. */
    private void pollNow(UUID payment, int minutes) {
        sql.write(
                "UPDATE payment SET next_poll_at = now() - interval '1 minute',"
                        + " opened_at = opened_at - make_interval(mins => ?) WHERE id = ?",
                minutes,
                payment);
        reconciliation.poll();
    }

    private boolean pollsAgainWithin(UUID payment, int minutes) {
        return count(
                        "payment WHERE id = ? AND next_poll_at < now() + make_interval(mins => ?)",
                        payment,
                        minutes)
                == 1;
    }

    @Test
    void aPageThatReloadsAllTheTimeDoesNotMakeUsCallAllTheTime() throws Exception {
        Completed draft = once();
        long begun = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            draft.show();
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        long calls = paypal.calls("GET /v2/checkout/orders/.*");
        assertTrue(calls <= 2 + seconds / 3, calls + " calls in " + seconds + " s");
    }

    /** The payment that was opened last; its answer was lost so many minutes ago. */
    private UUID lost(int minutes) {
        UUID id =
                sql.one(
                                "SELECT id FROM payment WHERE method = 'PAYPAL'"
                                        + " ORDER BY opened_at DESC LIMIT 1",
                                row -> Sql.id(row, "id"))
                        .orElseThrow();
        sql.write(
                "UPDATE payment SET opened_at = opened_at - make_interval(mins => ?),"
                        + " provider_key_expires_at ="
                        + " provider_key_expires_at - make_interval(mins => ?) WHERE id = ?",
                minutes,
                minutes,
                id);
        clock.goForward(Duration.ofMinutes(minutes));
        return id;
    }

    private void finish(UUID payment) throws Exception {
        PaymentInHand again =
                QuarkusTransaction.requiringNew()
                        .call(() -> desk.inHandAgain(new PaymentId(payment)));
        desk.carryOut(again, view -> {});
    }

    private String stateOf(UUID payment) {
        return desk.find(new PaymentId(payment)).orElseThrow().state().name();
    }

    @ParameterizedTest
    @CsvSource({"299,PENDING", "301,NEEDS_REVIEW", "420,NEEDS_REVIEW"})
    void aLostOrderIsAskedForAgainForFiveHoursAndThenLeftToAPerson(int minutes, String state)
            throws Exception {
        paypal.failNext("POST /v2/checkout/orders", FakeFault.LOST_REPLY);
        GivenGifts.by("PAYPAL", "ONCE");
        UUID payment = lost(minutes);
        assertEquals("OPENED", stateOf(payment));
        finish(payment);
        assertEquals(state, stateOf(payment));
        assertEquals(1, paypal.books().orderIds(payment.toString()).size());
        assertEquals(0, paypal.books().charges(payment.toString()).size());
    }

    @Test
    void aLostCollectionThatWasTakenIsFoundAfterSevenHours() throws Exception {
        agreed();
        paypal.failNext("POST /v2/checkout/orders", FakeFault.LOST_REPLY);
        due.work();
        UUID payment = lost(420);
        assertEquals("OPENED", stateOf(payment));
        finish(payment);
        assertEquals("SETTLED", stateOf(payment));
        assertEquals(1, paypal.books().charges(payment.toString()).size());
    }

    /** A regular gift whose donor has agreed on PayPal's page, nothing collected yet. */
    private UUID agreed() throws Exception {
        Completed draft = GivenGifts.by("PAYPAL", "MONTHLY");
        draft.answer().then().statusCode(201);
        UUID gift = UUID.fromString(draft.answer().path("recurringGift"));
        assertEquals("REDIRECT", draft.answer().path("nextAction.type"));
        assertEquals(0, paypal.vault().kept());
        String setup =
                sql.one(
                                "SELECT provider_reference FROM saved_method WHERE owner = ?",
                                row -> row.getString("provider_reference"),
                                gift)
                        .orElseThrow();
        paypal.vault().approve(setup.replace("setup:", ""));
        until(
                () -> {
                    draft.show();
                    return count("saved_method WHERE owner = ? AND state = 'ACTIVE'", gift) == 1;
                });
        return gift;
    }

    @Test
    void aRegularGiftIsCollectedWithTheAccountThatPaypalKeeps() throws Exception {
        UUID gift = agreed();
        assertEquals(
                1,
                count(
                        "saved_method WHERE owner = ? AND label = 'PayPal d…@example.org'"
                                + " AND provider_reference NOT LIKE 'setup:%'",
                        gift));
        until(
                () -> {
                    due.work();
                    return paypal.books().charges().size() == 1;
                });
        until(
                () ->
                        count(
                                        "payment p JOIN saved_method m ON m.id = p.saved_method_id"
                                                + " WHERE m.owner = ? AND p.state = 'SETTLED'",
                                        gift)
                                == 1);
        due.work();
        assertEquals(1, paypal.books().charges().size());
    }
}
