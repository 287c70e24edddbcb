package org.almoner.payment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.almoner.wizard.GivenGifts;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gifts that are given back: over HTTP, at the sandbox's provider and by transfer. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RefundsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final CarryOutRefunds carryOut;
    private final RefundRows rows;
    private final Payments payments;
    private final Gateways gateways;
    private final RecordProviderWord word;
    private final SelfCheck selfCheck;
    private final Sql sql;

    RefundsTest(
            CarryOutRefunds carryOut,
            RefundRows rows,
            Payments payments,
            Gateways gateways,
            RecordProviderWord word,
            SelfCheck selfCheck,
            Sql sql) {
        this.carryOut = carryOut;
        this.rows = rows;
        this.payments = payments;
        this.gateways = gateways;
        this.word = word;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    @AfterEach
    void money_and_books_agree() {
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(it -> List.of("I1", "I2", "I3", "I5", "I24").contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    private static String gift(String scenario) {
        return GivenGifts.once("refund-" + Givers.word() + "@example.org", scenario);
    }

    private static Map<String, Object> wish(Long minor) {
        Map<String, Object> wish = new HashMap<>(Map.of("reason", "DONOR_ASKED"));
        if (minor != null) {
            wish.put("amount", Map.of("minor", minor, "currency", "EUR"));
        }
        return wish;
    }

    private static ValidatableResponse ask(String gift, String key, Object wish) {
        return TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(wish)
                .post("/v1/staff/gifts/" + gift + "/refunds")
                .then();
    }

    private static ValidatableResponse ask(String gift, Long minor) {
        return ask(gift, "refund-" + UUID.randomUUID(), wish(minor));
    }

    private static ValidatableResponse refunds(String gift) {
        return TestStaff.as("finance", "DE")
                .get("/v1/staff/gifts/" + gift + "/refunds")
                .then()
                .statusCode(200);
    }

    private static String status(String gift) {
        return TestStaff.as("finance", "DE").get("/v1/staff/gifts/" + gift).path("status");
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
    void part_of_a_gift_is_given_back_once_however_often_it_is_asked_for_with_one_key() {
        String gift = gift("SUCCEEDS");
        String key = "refund-" + UUID.randomUUID();
        String first = ask(gift, key, wish(1000L)).statusCode(201).extract().asString();
        assertEquals(
                first,
                ask(gift, key, wish(1000L))
                        .statusCode(201)
                        .header("Idempotency-Replayed", equalTo("true"))
                        .extract()
                        .asString());
        ask(gift, key, wish(1001L)).statusCode(422);
        carryOut.run();
        carryOut.run();
        refunds(gift)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("DONE"))
                .body("items[0].amount.minor", equalTo(1000));
        assertEquals(1000, booked(gift, "REFUND"));
        assertEquals("PARTLY_REFUNDED", status(gift));

        ask(gift, (Long) null).statusCode(201).body("amount.minor", equalTo(1500));
        carryOut.run();
        assertEquals(2500, booked(gift, "REFUND"));
        assertEquals("REFUNDED", status(gift));
        ask(gift, (Long) null).statusCode(409);
        assertEquals(List.of("1000 1500", "1500 0"), told(gift), "one mail for each refund");
    }

    /** What was given back and what was left, by each mail about the gift. */
    private List<String> told(String gift) {
        return sql.read(
                """
                SELECT (n.snapshot -> 'back' ->> 'minor') || ' ' || (n.snapshot -> 'left' ->> 'minor')
                       AS told
                  FROM refund_notice n
                  JOIN outbox_message o ON o.kind = 'refund-mail' AND o.subject = n.reversal_id
                 WHERE n.donation_id = ? ORDER BY n.reversal_id""",
                row -> row.getString("told"),
                UUID.fromString(gift));
    }

    @Test
    void never_more_than_is_left_is_given_back_whoever_asks_at_the_same_time() throws Exception {
        String gift = gift("SUCCEEDS");
        ask(gift, 2501L)
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/amount/minor"))
                .body("violations[0].code", equalTo("more_than_is_left"));
        ExecutorService clerks = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> asks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                asks.add(() -> ask(gift, 1000L).extract().statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : clerks.invokeAll(asks)) {
                answers.add(one.get());
            }
            assertEquals(2, answers.stream().filter(it -> it == 201).count(), answers.toString());
            assertEquals(4, answers.stream().filter(it -> it == 400).count(), answers.toString());
            List<Callable<Integer>> runs = List.of(carryOut::run, carryOut::run, carryOut::run);
            for (Future<Integer> one : clerks.invokeAll(runs)) {
                one.get();
            }
        } finally {
            clerks.shutdown();
        }
        assertEquals(2000, booked(gift, "REFUND"));
        UUID payment = UUID.fromString(refunds(gift).extract().path("items[0].payment"));
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(
                                        () ->
                                                sql.write(
                                                        "INSERT INTO refund SELECT gen_random_uuid(),"
                                                                + " payment_id, reference, office,"
                                                                + " provider, 501, currency, way,"
                                                                + " 'ASKED', reason, note, asked_at,"
                                                                + " asked_by, 'planted',"
                                                                + " key_expires_at, 0, not_before"
                                                                + " FROM refund WHERE payment_id = ?"
                                                                + " LIMIT 1",
                                                        payment)),
                "the database keeps to it as well");
    }

    @Test
    void a_provider_that_does_not_answer_is_asked_again_under_the_same_key_until_it_forgets_it() {
        String gift = gift("SUCCEEDS");
        ask(gift, 700L).statusCode(201);
        Deaf deaf = new Deaf();
        new CarryOutRefunds(rows, payments, only(deaf), word, InstantSource.system()).run();
        refunds(gift).body("items[0].state", equalTo("ASKED"));
        new CarryOutRefunds(rows, payments, only(deaf), word, later(Duration.ofMinutes(10))).run();
        assertEquals(1, Set.copyOf(deaf.keys).size());
        assertEquals(2, deaf.keys.size());

        new CarryOutRefunds(rows, payments, gateways, word, later(Duration.ofDays(3_000))).run();
        refunds(gift).body("items[0].state", equalTo("UNCLEAR"));
        assertEquals(0, booked(gift, "REFUND"));
        ask(gift, 2000L).statusCode(400).body("violations[0].code", equalTo("more_than_is_left"));
        String id = refunds(gift).extract().path("items[0].id");
        TestStaff.as("finance", "DE")
                .get("/v1/staff/refunds?state=UNCLEAR&limit=100")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
        cancel(id).statusCode(200).body("state", equalTo("CANCELLED"));
        cancel(id).statusCode(409);
        ask(gift, 2000L).statusCode(201);
        carryOut.run();
        assertEquals(2000, booked(gift, "REFUND"));
    }

    @Test
    void what_a_provider_refuses_stays_a_gift() {
        String gift = gift("SUCCEEDS");
        ask(gift, 700L).statusCode(201);
        Deaf unwilling = new Deaf();
        unwilling.refuses = true;
        new CarryOutRefunds(rows, payments, only(unwilling), word, InstantSource.system()).run();
        refunds(gift)
                .body("items[0].state", equalTo("REFUSED"))
                .body("items[0].failure", equalTo("Too old to be given back"));
        assertEquals(0, booked(gift, "REFUND"));
        ask(gift, 2500L).statusCode(201);
        carryOut.run();
        assertEquals("REFUNDED", status(gift));
    }

    @Test
    void a_transfer_is_given_back_by_transfer_and_counts_from_the_day_somebody_says_so() {
        String email = "refund-" + Givers.word() + "@example.org";
        String gift = GivenGifts.byTransfer(email);
        ask(gift, (Long) null).statusCode(409);
        String reference =
                sql.one(
                                "SELECT provider_reference FROM payment WHERE reference = ?",
                                row -> row.getString("provider_reference"),
                                UUID.fromString(gift))
                        .orElseThrow();
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "reference",
                                reference,
                                "amount",
                                Map.of("minor", 2500, "currency", "EUR"),
                                "entryId",
                                "entry-" + gift))
                .post("/dev/bank-transfers")
                .then()
                .statusCode(204);
        String id =
                ask(gift, 2500L)
                        .statusCode(201)
                        .body("state", equalTo("TO_PAY"))
                        .body("byTransfer", equalTo(true))
                        .extract()
                        .path("id");
        assertEquals(0, carryOut.run());
        assertEquals("RECEIVED", status(gift));
        paid(id, today().plusDays(1))
                .statusCode(400)
                .body("violations[0].code", equalTo("out_of_range"));
        paid(id, today()).statusCode(200).body("state", equalTo("DONE"));
        paid(id, today()).statusCode(200).body("state", equalTo("DONE"));
        assertEquals(2500, booked(gift, "REFUND"));
        assertEquals("REFUNDED", status(gift));
        cancel(id).statusCode(409);
    }

    @Test
    void a_disputed_gift_an_unknown_one_and_a_foreign_one_are_refused() {
        String gift = gift("SUCCEEDS");
        UUID payment =
                sql.one(
                                "SELECT id FROM payment WHERE reference = ?",
                                row -> Sql.id(row, "id"),
                                UUID.fromString(gift))
                        .orElseThrow();
        change("UPDATE payment SET disputed = true WHERE id = ?", payment);
        ask(gift, 100L).statusCode(409);
        change("UPDATE payment SET disputed = false WHERE id = ?", payment);
        ask(UUID.randomUUID().toString(), 100L).statusCode(404);
        TestStaff.as("finance", "NL")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "refund-" + UUID.randomUUID())
                .body(wish(100L))
                .post("/v1/staff/gifts/" + gift + "/refunds")
                .then()
                .statusCode(404);
        ask(gift, "refund-" + UUID.randomUUID(), Map.of("reason", "OTHER"))
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/note"));
        ask(gift, "refund-" + UUID.randomUUID(), Map.of("reason", "BORED")).statusCode(400);
        ask(
                        gift,
                        "refund-" + UUID.randomUUID(),
                        Map.of(
                                "reason",
                                "MISTAKE",
                                "amount",
                                Map.of("minor", 100, "currency", "GBP")))
                .statusCode(400)
                .body("violations[0].code", equalTo("other_currency"));
        refunds(gift).body("items", hasSize(0));
    }

    @Test
    void the_self_check_finds_a_refund_without_a_movement() {
        String gift = gift("SUCCEEDS");
        String id = ask(gift, 300L).statusCode(201).extract().path("id");
        carryOut.run();
        change("ALTER TABLE refund DISABLE TRIGGER tr_refund_goes_forward");
        change("UPDATE refund SET amount_minor = 301 WHERE id = ?", UUID.fromString(id));
        assertTrue(offenders().contains("refund/" + id));
        change("UPDATE refund SET amount_minor = 300 WHERE id = ?", UUID.fromString(id));
        change("ALTER TABLE refund ENABLE TRIGGER tr_refund_goes_forward");
        assertFalse(offenders().contains("refund/" + id));
    }

    private List<String> offenders() {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals("I24"))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    private void change(String statement, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> sql.write(statement, values));
    }

    private static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    private static ValidatableResponse paid(String id, LocalDate on) {
        return TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("paidOn", on.toString()))
                .post("/v1/staff/refunds/" + id + "/payment")
                .then();
    }

    private static ValidatableResponse cancel(String id) {
        return TestStaff.as("finance", "DE")
                .post("/v1/staff/refunds/" + id + "/cancellation")
                .then();
    }

    private static InstantSource later(Duration wait) {
        return InstantSource.offset(InstantSource.system(), wait);
    }

    @SuppressWarnings("unchecked")
    private static Gateways only(Gateway gateway) {
        return new Gateways(
                (Instance<Gateway>)
                        Proxy.newProxyInstance(
                                RefundsTest.class.getClassLoader(),
                                new Class<?>[] {Instance.class},
                                (proxy, method, values) -> Stream.of(gateway)));
    }

    /** The sandbox's provider on a day on which it answers nobody, or says no. */
    private static final class Deaf implements Gateway, RefundsPayments {

        private final List<String> keys = new ArrayList<>();
        private boolean refuses;

        @Override
        public String refund(PaymentTrace paid, String key, Money amount)
                throws GatewayUnavailable, RefundRefused {
            keys.add(key);
            if (refuses) {
                throw new RefundRefused("Too old to be given back");
            }
            throw GatewayUnavailable.outcomeUnknown("No answer");
        }

        @Override
        public String provider() {
            return "sandbox";
        }

        @Override
        public Set<PaymentMethod> methods() {
            return Set.of();
        }

        @Override
        public Duration keyLifetime() {
            return Duration.ofHours(24);
        }

        @Override
        public ProviderAnswer ask(PaymentRequest request) {
            throw new AssertionError("Nobody is charged");
        }
    }
}
