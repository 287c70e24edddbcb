package org.almoner.payment.stripe;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.outbox.RelayByHand;
import org.almoner.payment.InboxByHand;
import org.almoner.payment.PaymentId;
import org.almoner.payment.Reconciliation;
import org.almoner.payment.RefundsByHand;
import org.almoner.payment.stripe.FakeStripe.Fault;
import org.almoner.recurring.CollectionsByHand;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.almoner.wizard.GivenGifts;
import org.almoner.wizard.Givers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gifts by card from the wizard to the books, with a Stripe that keeps to its rules. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = StripeServer.class, restrictToAnnotatedClass = true)
class CardsInTheWizardTest {

    private static final int REPEATS = Integer.getInteger("almoner.trial.stripe-repeats", 1_000);

    private final InboxByHand inbox;
    private final RefundsByHand refunds;
    private final CollectionsByHand collections;
    private final RelayByHand relay;
    private final Reconciliation reconciliation;
    private final SelfCheck selfCheck;
    private final Sql sql;
    private final FakeStripe stripe = StripeServer.stripe();
    private int told;

    CardsInTheWizardTest(
            InboxByHand inbox,
            RefundsByHand refunds,
            CollectionsByHand collections,
            RelayByHand relay,
            Reconciliation reconciliation,
            SelfCheck selfCheck,
            Sql sql) {
        this.inbox = inbox;
        this.refunds = refunds;
        this.collections = collections;
        this.relay = relay;
        this.reconciliation = reconciliation;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    @BeforeEach
    void listen() {
        told = stripe.with(books -> books.events().size());
    }

    @AfterEach
    void money_and_books_agree() {
        stripe.isDown(false);
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I1", "I2", "I3", "I5", "I24").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    private static String mail() {
        return "card-" + Givers.word() + "@example.org";
    }

    /** A gift that waits for its donor at Stripe's form. */
    private record Waiting(String gift, String intent) {}

    private static Waiting asked(String email) {
        JsonPath answer = GivenGifts.byCard(email).then().statusCode(201).extract().jsonPath();
        String secret = answer.getString("nextAction.clientSecret");
        return new Waiting(
                answer.getString("donation"), secret.substring(0, secret.indexOf("_secret_")));
    }

    private Waiting paid() {
        Waiting gift = asked(mail());
        confirm(gift.intent(), StripeBooks.VISA);
        deliver();
        until(() -> status(gift.gift()).equals("RECEIVED"));
        return gift;
    }

    private void confirm(String intent, String card) {
        stripe.with(
                books -> {
                    try {
                        books.confirm(books.required(intent), card, false);
                    } catch (StripeBooks.No declined) {
                        return declined.status;
                    }
                    return 200;
                });
    }

    private static String status(String gift) {
        return TestStaff.as("finance", "DE").get("/v1/staff/gifts/" + gift).path("status");
    }

    private static void until(BooleanSupplier reached) {
        long patience = System.nanoTime() + 60_000_000_000L;
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() < patience, "It did not come so far in time");
            Thread.onSpinWait();
        }
    }

    private List<byte[]> news() {
        List<byte[]> bodies = stripe.told(told);
        told += bodies.size();
        return bodies;
    }

    /** Everything Stripe has to tell since the last time, as it happened. */
    private void deliver() {
        news().forEach(CardsInTheWizardTest::deliver);
        inbox.work();
    }

    private static void deliver(byte[] body) {
        post(body, StripePlay.signed(body, now(), FakeStripe.WEBHOOK_SECRET))
                .then()
                .statusCode(202);
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }

    private static Response post(byte[] body, Map<String, String> headers) {
        return given().contentType(ContentType.JSON)
                .headers(headers)
                .body(body)
                .post("/v1/webhooks/stripe");
    }

    private PaymentId payment(String gift) {
        return sql.one(
                        "SELECT id FROM payment WHERE reference = ?",
                        row -> new PaymentId(Sql.id(row, "id")),
                        UUID.fromString(gift))
                .orElseThrow();
    }

    private long count(String query, Object... values) {
        return sql.one(query, row -> row.getLong("count"), values).orElseThrow();
    }

    private long booked(String gift, String cause) {
        return sql.one(
                        "SELECT coalesce(sum(debit_minor), 0)::bigint AS minor FROM ledger_entry"
                                + " WHERE donation_id = ? AND cause_type = ?",
                        row -> row.getLong("minor"),
                        UUID.fromString(gift),
                        cause)
                .orElseThrow();
    }

    @Test
    void the_wizard_offers_cards_for_every_cadence_where_the_office_has_an_account() {
        given().queryParam("country", "DE")
                .queryParam("locale", "de")
                .get("/v1/giving-options")
                .then()
                .statusCode(200)
                .body("methods.find { it.method == 'CARD' }.recurring", equalTo(true));
        given().queryParam("country", "NL")
                .queryParam("locale", "nl")
                .get("/v1/giving-options")
                .then()
                .body("methods.findAll { it.method == 'CARD' }.size()", equalTo(0));
    }

    @Test
    void a_gift_is_received_when_stripe_says_so_and_its_receipt_is_mailed_once() {
        String email = mail();
        JsonPath answer =
                GivenGifts.byCard(email)
                        .then()
                        .statusCode(201)
                        .body("status", equalTo("PENDING"))
                        .body("nextAction.type", equalTo("CONFIRM_CARD"))
                        .body("nextAction.publishableKey", equalTo(FakeStripe.PUBLISHABLE_KEY))
                        .extract()
                        .jsonPath();
        String gift = answer.getString("donation");
        String intent = answer.getString("nextAction.clientSecret").split("_secret_")[0];
        confirm(intent, "pm_card_visa_chargeDeclined");
        deliver();
        assertEquals("PENDING", status(gift), "the donor may try another card");
        confirm(intent, StripeBooks.VISA);
        List<byte[]> twice = new ArrayList<>(news());
        twice.addAll(twice);
        Collections.shuffle(twice, new Random(7));
        twice.forEach(CardsInTheWizardTest::deliver);
        inbox.work();
        until(() -> status(gift).equals("RECEIVED"));
        assertEquals(2500, booked(gift, "GIFT"));
        assertEquals(1, stripe.charges(payment(gift)));
        until(
                () -> {
                    relay.work();
                    return receipts(email) > 0;
                });
        assertEquals(1, receipts(email));
    }

    private static long receipts(String email) {
        return Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                .filter(
                        it -> {
                            try {
                                return it.getAllRecipients()[0].toString().equals(email);
                            } catch (jakarta.mail.MessagingException failure) {
                                throw new IllegalStateException(failure);
                            }
                        })
                .count();
    }

    @Test
    void stripe_may_tell_before_it_answers_and_answer_after_we_gave_up() {
        stripe.confirmsAtOnce(StripeBooks.VISA);
        stripe.searchIsBehind(Duration.ofMinutes(5));
        stripe.meets(Fault.LOST_REPLY, Fault.DOWN_FROM_NOW_ON);
        try {
            GivenGifts.byCard(mail()).then().statusCode(503);
            PaymentId payment =
                    sql.one(
                                    "SELECT id FROM payment WHERE provider = 'stripe'"
                                            + " AND state = 'OPENED'"
                                            + " ORDER BY opened_at DESC LIMIT 1",
                                    row -> new PaymentId(Sql.id(row, "id")))
                            .orElseThrow();
            assertEquals(1, stripe.charges(payment));
            deliver(); // we do not know the name of it yet
            assertTrue(waiting() > 0);
            stripe.isDown(false);
            until(() -> state(payment).equals("SETTLED")); // by whoever takes it over
            assertEquals(1, stripe.charges(payment));
            until(
                    () -> {
                        inbox.work();
                        return waiting() == 0;
                    });
            assertEquals("SETTLED", state(payment));
        } finally {
            stripe.confirmsAtOnce(null);
            stripe.searchIsBehind(Duration.ZERO);
        }
    }

    private String state(PaymentId payment) {
        return sql.one(
                        "SELECT state FROM payment WHERE id = ?",
                        row -> row.getString("state"),
                        payment.value())
                .orElseThrow();
    }

    private long waiting() {
        return count("SELECT count(*) AS count FROM webhook_event WHERE state = 'RECEIVED'");
    }

    @Test
    void a_thousand_repeats_of_one_event_keep_one_row_and_book_once() throws Exception {
        Waiting gift = asked(mail());
        confirm(gift.intent(), StripeBooks.VISA);
        byte[] body = news().get(2);
        long before = count("SELECT count(*) AS count FROM webhook_event");
        HttpClient client = HttpClient.newHttpClient();
        String port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
        URI address =
                URI.create(
                        "http://localhost:"
                                + (port.equals("0") ? io.restassured.RestAssured.port : port)
                                + "/v1/webhooks/stripe");
        HttpRequest again =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header(
                                "Stripe-Signature",
                                StripePlay.signed(body, now(), FakeStripe.WEBHOOK_SECRET)
                                        .get(HearEvents.HEADER))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        Callable<Integer> call =
                () -> client.send(again, HttpResponse.BodyHandlers.discarding()).statusCode();
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            for (Future<Integer> one : senders.invokeAll(Collections.nCopies(REPEATS, call))) {
                assertEquals(202, one.get());
            }
        } finally {
            senders.shutdownNow();
        }
        assertEquals(before + 1, count("SELECT count(*) AS count FROM webhook_event"));
        inbox.work();
        until(() -> status(gift.gift()).equals("RECEIVED"));
        assertEquals(2500, booked(gift.gift(), "GIFT"));
    }

    @Test
    void what_is_not_genuine_is_refused_and_what_is_not_ours_is_left_alone() {
        long before = count("SELECT count(*) AS count FROM webhook_event");
        byte[] body = event("charge.succeeded", "pi_nobodys");
        post(body, StripePlay.signed(body, now(), "whsec_SomebodyElses")).then().statusCode(400);
        post(body, StripePlay.signed(body, now().minusSeconds(302), FakeStripe.WEBHOOK_SECRET))
                .then()
                .statusCode(400);
        post(body, StripePlay.signed(body, now().plusSeconds(302), FakeStripe.WEBHOOK_SECRET))
                .then()
                .statusCode(400);
        assertEquals(before, count("SELECT count(*) AS count FROM webhook_event"));
        deliver(event("something.nobody.knows", "pi_nobodys"));
        deliver(
                new String(event("charge.succeeded", "pi_nobodys"), StandardCharsets.UTF_8)
                        .replace("\"pending_webhooks\"", "\"account\":\"acct_1\",\"x\"")
                        .getBytes(StandardCharsets.UTF_8));
        inbox.work();
        until(
                () ->
                        count(
                                        "SELECT count(*) AS count FROM webhook_event"
                                                + " WHERE state = 'IGNORED'"
                                                + " AND about = 'NOTHING'")
                                >= 2);
    }

    private static byte[] event(String type, String intent) {
        ObjectNode object = StripeObjects.empty().put("payment_intent", intent);
        return StripeObjects.event("evt_" + Givers.word(), 1, type, object)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_regular_gift_keeps_the_card_and_collects_without_the_donor() {
        JsonPath answer =
                GivenGifts.monthlyByCard(mail())
                        .then()
                        .statusCode(201)
                        .body("nextAction.type", equalTo("CONFIRM_CARD"))
                        .extract()
                        .jsonPath();
        String recurring = answer.getString("recurringGift");
        String setup = answer.getString("nextAction.clientSecret").split("_secret_")[0];
        assertTrue(setup.startsWith("seti_"));
        keep(setup, StripeBooks.VISA);
        deliver();
        until(
                () -> {
                    collections.work();
                    return settled(recurring) == 1;
                });
        assertEquals(
                "ACTIVE",
                sql.one(
                                "SELECT state FROM recurring_gift WHERE id = ?",
                                row -> row.getString("state"),
                                UUID.fromString(recurring))
                        .orElseThrow());
    }

    private void keep(String setup, String card) {
        stripe.with(
                books -> {
                    books.keepCard(books.required(setup), card);
                    return null;
                });
    }

    private long settled(String recurring) {
        return count(
                "SELECT count(*) AS count FROM donation WHERE recurring_gift_id = ?"
                        + " AND state = 'SETTLED'",
                UUID.fromString(recurring));
    }

    @Test
    void when_stripe_fails_donors_are_offered_other_methods_at_once_until_it_answers_again() {
        stripe.isDown(true);
        Response answer;
        int asked = 0;
        do {
            answer = GivenGifts.byCard(mail());
            answer.then().statusCode(503);
            asked++;
        } while (answer.path("otherMethods") == null && asked < 100);
        List<String> others = answer.path("otherMethods");
        assertTrue(others.contains("BANK_TRANSFER") && !others.contains("CARD"));
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        assertEquals(
                "BANK_TRANSFER",
                sql.one(
                                "SELECT method FROM payment WHERE id = ?",
                                row -> row.getString("method"),
                                payment(GivenGifts.byTransfer(mail())).value())
                        .orElseThrow());
        stripe.isDown(false);
        until(() -> GivenGifts.byCard(mail()).statusCode() == 201);
    }

    @Test
    void a_refund_is_made_once_and_told_by_stripe_as_often_as_it_likes() {
        Waiting gift = paid();
        TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "refund-" + UUID.randomUUID())
                .body(
                        Map.of(
                                "reason",
                                "DONOR_ASKED",
                                "amount",
                                Map.of("minor", 1000, "currency", "EUR")))
                .post("/v1/staff/gifts/" + gift.gift() + "/refunds")
                .then()
                .statusCode(201);
        until(
                () -> {
                    refunds.work();
                    return status(gift.gift()).equals("PARTLY_REFUNDED");
                });
        List<byte[]> news = news();
        assertEquals(2, news.size());
        for (int i = 0; i < 3; i++) {
            news.forEach(CardsInTheWizardTest::deliver);
            inbox.work();
        }
        assertEquals("PARTLY_REFUNDED", status(gift.gift()));
        assertEquals(1000, booked(gift.gift(), "REFUND"));
        stripe.with(books -> books.refund(Map.of("payment_intent", gift.intent())));
        deliver();
        until(() -> status(gift.gift()).equals("REFUNDED"));
        assertEquals(2500, booked(gift.gift(), "REFUND"));
    }

    @Test
    void a_refund_that_comes_back_stays_booked_and_a_person_is_told() {
        Waiting gift = paid();
        ObjectNode refund =
                stripe.with(books -> books.refund(Map.of("payment_intent", gift.intent())));
        deliver();
        until(() -> status(gift.gift()).equals("REFUNDED"));
        stripe.with(
                books -> {
                    books.failRefund(refund.get("id").textValue());
                    return null;
                });
        deliver();
        until(() -> review(gift) != null);
        assertEquals(
                "A refund did not reach the donor; the money is back at the provider",
                review(gift));
        assertEquals("REFUNDED", status(gift.gift()));
        assertEquals(2500, booked(gift.gift(), "REFUND"));
    }

    private String review(Waiting gift) {
        return sql.one(
                        "SELECT coalesce(review_reason, '') AS reason FROM payment WHERE id = ?",
                        row -> row.getString("reason"),
                        payment(gift.gift()).value())
                .filter(it -> !it.isEmpty())
                .orElse(null);
    }

    @Test
    void a_second_intent_for_one_payment_is_found_by_the_comparison_and_shown_to_a_person() {
        Waiting gift = paid();
        stripe.with(
                books -> {
                    ObjectNode second =
                            books.makeIntent(
                                    Map.of(
                                            "amount",
                                            "2500",
                                            "currency",
                                            "eur",
                                            "metadata[" + ReadPayments.PAYMENT + "]",
                                            payment(gift.gift()).toString()));
                    books.confirm(second, StripeBooks.VISA, false);
                    return null;
                });
        reconciliation.run();
        assertEquals("The provider knows the payment under another reference", review(gift));
        assertEquals(2500, booked(gift.gift(), "GIFT"));
    }

    @Test
    void what_no_notification_told_is_found_by_the_comparison() {
        Waiting gift = asked(mail());
        confirm(gift.intent(), StripeBooks.VISA);
        reconciliation.run();
        assertEquals("RECEIVED", status(gift.gift()));
    }

    @ParameterizedTest
    @CsvSource({"won,0", "won,1", "lost,0", "lost,1"})
    void a_dispute_is_followed_in_whatever_order_and_however_often_it_is_told(
            String outcome, int order) {
        Waiting gift = paid();
        String dispute =
                stripe.with(
                        books ->
                                books.dispute(
                                        books.required(gift.intent()), 2500, "needs_response"));
        List<byte[]> opened = news();
        if (order == 0) {
            opened.forEach(CardsInTheWizardTest::deliver);
            inbox.work();
            until(() -> isDisputed(gift));
            assertEquals("RECEIVED", status(gift.gift()));
        }
        stripe.with(
                books -> {
                    books.close(dispute, outcome);
                    return null;
                });
        deliver();
        opened.forEach(CardsInTheWizardTest::deliver);
        news().forEach(CardsInTheWizardTest::deliver);
        inbox.work();
        until(() -> waiting() == 0);
        assertEquals(outcome.equals("won") ? "RECEIVED" : "RETURNED", status(gift.gift()));
        assertFalse(isDisputed(gift));
        assertEquals(outcome.equals("won") ? 0 : 2500, booked(gift.gift(), "RETURN"));
        assertEquals(
                outcome.equals("won") ? 0 : 1,
                count(
                        "SELECT count(*) AS count FROM payment_reversal"
                                + " WHERE provider_reference = ? AND kind = 'RETURN'",
                        dispute));
    }

    private boolean isDisputed(Waiting gift) {
        return sql.one(
                        "SELECT disputed FROM payment WHERE id = ?",
                        row -> row.getBoolean("disputed"),
                        payment(gift.gift()).value())
                .orElseThrow();
    }
}
