package org.almoner.bank;

import static org.almoner.bank.BankDesk.ENTRIES;
import static org.almoner.bank.BankDesk.clerk;
import static org.almoner.bank.BankDesk.decide;
import static org.almoner.bank.BankDesk.mail;
import static org.almoner.bank.BankDesk.today;
import static org.almoner.bank.Camt.PAYER;
import static org.almoner.bank.Camt.paid;
import static org.almoner.bank.Camt.word;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
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
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.Test;

/** Money that nothing fitted: how it is shown, and what a person can do with it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnmatchedEntriesTest {

    @Inject BankDesk desk;
    @Inject ForgetWords forget;

    /** Money without a reference. */
    private UUID waiting(long minor, String name, String account) {
        JsonPath file =
                desk.take(
                        Camt.statement()
                                .line(
                                        today(),
                                        minor,
                                        word(),
                                        paid(minor, name, account, null, word()))
                                .file());
        return desk.movements(file.getString("file.id")).get(0);
    }

    private UUID waiting(long minor) {
        return waiting(minor, "Max Muster", PAYER);
    }

    private UUID donorOf(String gift) {
        return desk.sql()
                .one(
                        "SELECT donor_id FROM donation WHERE id = ?",
                        row -> UUID.fromString(row.getString(1)),
                        UUID.fromString(gift))
                .orElseThrow();
    }

    private long bookings(String gift) {
        return desk.count("ledger_entry WHERE donation_id = ?", UUID.fromString(gift));
    }

    @Test
    void the_money_of_a_promise_is_booked_on_it_and_the_receipt_goes_out() {
        BankDesk.Promise promise = desk.promise(mail());
        UUID entry = waiting(2500);
        decide(entry, Map.of("gift", promise.gift()))
                .then()
                .statusCode(201)
                .body("state", equalTo("ASSIGNED"))
                .body("gift", equalTo(promise.gift()));
        assertEquals("RECEIVED", desk.status(promise.gift()));
        assertEquals(2, bookings(promise.gift()));
        assertEquals(
                1, desk.count("receipt WHERE donation_id = ?", UUID.fromString(promise.gift())));
        clerk().get(ENTRIES + "/" + entry)
                .then()
                .statusCode(200)
                .body("entry.state", equalTo("ASSIGNED"))
                .body("entry.gift", equalTo(promise.gift()))
                .body("entry.decidedBy", not(nullValue()))
                .body("proposals.size()", equalTo(0));
        assertEquals(
                1,
                desk.count(
                        "audit_entry WHERE action = 'unmatched-entry.assigned' AND object = ?",
                        "bank-movement/" + entry));
        assertEquals(List.of(), desk.broken());
    }

    @Test
    void a_cent_more_or_less_is_not_booked_on_a_promise() {
        BankDesk.Promise promise = desk.promise(mail());
        for (long minor : new long[] {2499, 2501}) {
            decide(waiting(minor), Map.of("gift", promise.gift()))
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("/gift"))
                    .body("violations[0].code", equalTo("other_amount"));
        }
        assertEquals("PENDING", desk.status(promise.gift()));
        assertEquals(0, bookings(promise.gift()));
    }

    @Test
    void a_promise_that_was_given_up_is_paid_all_the_same() {
        BankDesk.Promise promise = desk.promise(mail());
        desk.sql()
                .write(
                        "UPDATE payment SET state = 'EXPIRED' WHERE id = ?",
                        UUID.fromString(promise.payment()));
        desk.sql()
                .write(
                        "UPDATE donation SET status = 'EXPIRED' WHERE id = ?",
                        UUID.fromString(promise.gift()));
        decide(waiting(2500), Map.of("gift", promise.gift())).then().statusCode(201);
        assertEquals("RECEIVED", desk.status(promise.gift()));
        assertEquals(2, bookings(promise.gift()));
        assertEquals(2, desk.count("payment WHERE reference = ?", UUID.fromString(promise.gift())));
    }

    @Test
    void a_gift_that_is_paid_or_under_way_takes_no_more_money() {
        String paid = GivenGifts.once(mail(), "SUCCEEDS");
        decide(waiting(2500), Map.of("gift", paid)).then().statusCode(409);
        assertEquals(2, bookings(paid));
        BankDesk.Promise promise = desk.promise(mail());
        decide(waiting(2500), Map.of("gift", promise.gift())).then().statusCode(201);
        decide(waiting(2500), Map.of("gift", promise.gift())).then().statusCode(409);
        assertEquals(2, bookings(promise.gift()));
        decide(waiting(2500), Map.of("gift", UUID.randomUUID())).then().statusCode(404);
    }

    @Test
    void an_instalment_takes_no_transfer() {
        String agreement = GivenGifts.monthly(mail(), "SUCCEEDS", Map.of());
        String instalment =
                desk.sql()
                        .one(
                                "SELECT id FROM donation WHERE recurring_gift_id = ?",
                                row -> row.getString(1),
                                UUID.fromString(agreement))
                        .orElseThrow();
        decide(waiting(2500), Map.of("gift", instalment))
                .then()
                .statusCode(409)
                .body("detail", containsString("instalment"));
    }

    @Test
    void money_nobody_announced_becomes_a_gift_of_the_donor_with_its_receipt() {
        UUID donor = donorOf(GivenGifts.once(mail(), "SUCCEEDS"));
        UUID entry = waiting(7_777);
        String gift =
                decide(entry, Map.of("newGift", Map.of("donor", donor)))
                        .then()
                        .statusCode(201)
                        .body("state", equalTo("MADE_A_GIFT"))
                        .extract()
                        .path("gift");
        assertEquals("RECEIVED", desk.status(gift));
        assertEquals(2, bookings(gift));
        assertEquals(1, desk.count("receipt WHERE donation_id = ?", UUID.fromString(gift)));
        TestStaff.as("finance", "DE")
                .get("/v1/staff/gifts/" + gift)
                .then()
                .statusCode(200)
                .body("amount.minor", equalTo(7777))
                .body("method", equalTo("BANK_TRANSFER"));
        assertEquals(List.of(), desk.broken());
    }

    @Test
    void a_gift_is_made_for_known_donors_and_campaigns_of_the_office_only() {
        UUID entry = waiting(1_234);
        decide(entry, Map.of("newGift", Map.of("donor", UUID.randomUUID())))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("unknown_donor"));
        UUID donor = donorOf(GivenGifts.once(mail(), "SUCCEEDS"));
        decide(entry, Map.of("newGift", Map.of("donor", donor, "campaign", UUID.randomUUID())))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("unknown_campaign"));
        assertEquals(1, desk.count("bank_movement WHERE id = ? AND state = 'WAITING'", entry));
    }

    @Test
    void a_gift_is_made_in_the_currency_of_the_office_only() {
        UUID donor = donorOf(GivenGifts.once(mail(), "SUCCEEDS"));
        JsonPath file =
                desk.take(
                        Camt.notification()
                                .foreign(
                                        today(),
                                        2500,
                                        "USD",
                                        word(),
                                        paid(2500, "E", PAYER, null, word()))
                                .file());
        UUID entry = desk.movements(file.getString("file.id")).get(0);
        decide(entry, Map.of("newGift", Map.of("donor", donor)))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("foreign_currency"));
        decide(entry, Map.of("gift", desk.promise(mail()).gift()))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("foreign_currency"));
    }

    @Inject CountWaiting waitingMoney;
    @Inject MeterRegistry meters;

    @Test
    void what_waits_is_counted_by_office() {
        waiting(333);
        waitingMoney.count();
        assertEquals(
                desk.count("bank_movement WHERE office = 'DE' AND state = 'WAITING'"),
                (long) meters.get("almoner_bank_waiting").tag("office", "DE").gauge().value());
        assertEquals(0, meters.get("almoner_bank_waiting").tag("office", "AU").gauge().value());
    }

    @Test
    void what_is_sent_back_says_to_whom_and_what_is_set_aside_says_why() {
        UUID entry = waiting(4_200, "Erika Beispiel", PAYER);
        clerk().get(ENTRIES + "/" + entry + "/return-note").then().statusCode(409);
        clerk().get(ENTRIES + "/" + entry)
                .then()
                .statusCode(200)
                .body("entry.name", equalTo("Erika Beispiel"))
                .body("entry.account", equalTo(UnmatchedEntries.masked(PAYER)));
        decide(entry, Map.of("sentBack", Map.of("reason", "Meant for somebody else")))
                .then()
                .statusCode(201)
                .body("state", equalTo("SENT_BACK"));
        clerk().get(ENTRIES + "/" + entry + "/return-note")
                .then()
                .statusCode(200)
                .body("name", equalTo("Erika Beispiel"))
                .body("account", equalTo(PAYER))
                .body("amount.minor", equalTo(4200));
        JsonPath fee = desk.take(Camt.statement().line(today(), -350, word()).file());
        UUID debit = desk.movements(fee.getString("file.id")).get(0);
        decide(debit, Map.of("sentBack", Map.of("reason", "x")))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("not_incoming_money"));
        decide(debit, Map.of("setAside", Map.of("reason", "Fee of the bank")))
                .then()
                .statusCode(201);
        clerk().get(ENTRIES + "/" + debit)
                .then()
                .statusCode(200)
                .body("entry.note", equalTo("Fee of the bank"))
                .body("entry.direction", equalTo("OUT"));
    }

    @Test
    void exactly_one_thing_is_decided() {
        UUID entry = waiting(900);
        decide(entry, Map.of())
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("exactly_one"));
        decide(entry, Map.of("gift", UUID.randomUUID(), "setAside", Map.of("reason", "both")))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("exactly_one"));
        decide(entry, Map.of("setAside", Map.of("reason", " "))).then().statusCode(400);
    }

    @Test
    void the_same_key_twice_decides_once_and_another_key_comes_too_late() {
        BankDesk.Promise promise = desk.promise(mail());
        UUID entry = waiting(2500);
        String key = "bank-" + word();
        Map<String, Object> wish = Map.of("gift", promise.gift());
        String first = decide(entry, key, wish).then().statusCode(201).extract().asString();
        Response again = decide(entry, key, wish);
        assertEquals(first, again.then().statusCode(201).extract().asString());
        assertEquals("true", again.header("Idempotency-Replayed"));
        decide(entry, key, Map.of("setAside", Map.of("reason", "x"))).then().statusCode(422);
        decide(entry, wish).then().statusCode(409);
        decide(entry, Map.of("setAside", Map.of("reason", "x"))).then().statusCode(409);
        assertEquals(2, bookings(promise.gift()));
    }

    @Test
    void clerks_who_decide_at_once_book_the_money_once() throws Exception {
        List<BankDesk.Promise> promises = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            promises.add(desk.promise(mail()));
        }
        UUID entry = waiting(2500);
        ExecutorService clerks = Executors.newFixedThreadPool(promises.size());
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (BankDesk.Promise promise : promises) {
                calls.add(() -> decide(entry, Map.of("gift", promise.gift())).statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : clerks.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertEquals(1, answers.stream().filter(it -> it == 201).count(), answers.toString());
        } finally {
            clerks.shutdown();
        }
        assertEquals(
                2, promises.stream().mapToLong(it -> bookings(it.gift())).sum(), "both legs, once");
        assertEquals(List.of(), desk.broken());
    }

    @Test
    void the_likeliest_is_proposed_first_and_says_why() {
        String account = "DE" + (10 + (int) (Math.random() * 89)) + word();
        String address = mail();
        BankDesk.Promise first = desk.promise(address);
        decide(waiting(2500, "Somebody Else", account), Map.of("gift", first.gift()))
                .then()
                .statusCode(201);
        BankDesk.Promise second = desk.promise(address);
        UUID donor = donorOf(second.gift());
        UUID entry = waiting(2500, "Beispiel, Erika", account);
        clerk().get(ENTRIES + "/" + entry)
                .then()
                .statusCode(200)
                .body("proposals[0].gift", equalTo(second.gift()))
                .body("proposals[0].donor", equalTo(donor.toString()))
                .body("proposals[0].why", contains("SAME_ACCOUNT", "SAME_NAME", "SAME_AMOUNT"))
                .body("proposals.gift", not(hasItem(first.gift())));
        UUID other = waiting(31_337, "Nobody Knows", account);
        clerk().get(ENTRIES + "/" + other)
                .then()
                .statusCode(200)
                .body("proposals[0].donor", equalTo(donor.toString()))
                .body("proposals[0].gift", nullValue())
                .body("proposals[0].why", contains("SAME_ACCOUNT"));
    }

    @Test
    void the_queue_is_paged_by_office_and_reason_and_each_look_is_written_down() {
        UUID entry = waiting(150);
        long looks = desk.count("audit_entry WHERE action = 'unmatched-entries.listed'");
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page =
                    clerk().get(ENTRIES + "?reason=no_reference&limit=2" + cursor)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            all.addAll(page.getList("items.id"));
            assertTrue(page.getList("items.reason").stream().allMatch("no_reference"::equals));
            cursor =
                    page.getString("nextCursor") == null
                            ? null
                            : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        assertTrue(all.contains(entry.toString()));
        assertEquals(all.stream().distinct().count(), all.size());
        assertTrue(desk.count("audit_entry WHERE action = 'unmatched-entries.listed'") > looks);
        TestStaff.as("finance", "NL")
                .get(ENTRIES)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(entry.toString())));
        TestStaff.as("finance", "NL").get(ENTRIES + "/" + entry).then().statusCode(404);
        clerk().get(ENTRIES + "?reason=No").then().statusCode(400);
    }

    @Test
    void the_database_lets_nobody_change_what_the_bank_said_or_was_decided() {
        UUID entry = waiting(800);
        refused("UPDATE bank_movement SET amount_minor = 1 WHERE id = ?", entry);
        refused("UPDATE bank_movement SET state = 'NEW', reason = NULL WHERE id = ?", entry);
        refused("DELETE FROM bank_movement WHERE id = ?", entry);
        refused(
                "UPDATE bank_movement SET state = 'ASSIGNED', decided_at = now(), decided_by = 'x' WHERE id = ?",
                entry);
        decide(entry, Map.of("setAside", Map.of("reason", "x"))).then().statusCode(201);
        refused(
                "UPDATE bank_movement SET state = 'WAITING', decided_at = NULL, decided_by = NULL WHERE id = ?",
                entry);
        refused("UPDATE bank_movement SET decided_by = 'somebody else' WHERE id = ?", entry);
    }

    private void refused(String sql, UUID entry) {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> desk.sql().write(sql, entry));
        assertTrue(refusal.getMessage().matches(".*SQL state 23.*"), refusal.getMessage());
    }

    @Test
    void the_self_check_finds_money_that_was_booked_otherwise_than_it_came() {
        BankDesk.Promise promise = desk.promise(mail());
        UUID entry = waiting(2500);
        decide(entry, Map.of("gift", promise.gift())).then().statusCode(201);
        String wrong =
                "UPDATE incoming_transfer SET amount_minor = amount_minor + ? WHERE payment_id = ?";
        UUID payment = UUID.fromString(promise.payment());
        desk.sql().write(wrong, 1, payment);
        try {
            assertEquals(List.of("bank-movement/" + entry), desk.broken());
        } finally {
            desk.sql().write(wrong, -1, payment);
        }
        assertEquals(List.of(), desk.broken());
    }

    @Test
    void words_of_the_bank_lie_sealed_and_are_forgotten_after_their_days() {
        UUID entry = waiting(600, "Erika Unmistakable", PAYER);
        String row = "SELECT m::text FROM bank_movement m WHERE id = ?";
        String stored = desk.sql().one(row, it -> it.getString(1), entry).orElseThrow();
        assertFalse(stored.contains("Unmistakable") || stored.contains(PAYER), stored);
        decide(entry, Map.of("setAside", Map.of("reason", "x"))).then().statusCode(201);
        forget.forget();
        clerk().get(ENTRIES + "/" + entry).then().body("entry.name", equalTo("Erika Unmistakable"));
        UUID old = waiting(601, "Erika Unmistakable", PAYER);
        desk.sql()
                .write(
                        "UPDATE bank_movement SET state = 'SET_ASIDE', decided_by = 'x',"
                                + " decided_at = now() - interval '91 days' WHERE id = ?",
                        old);
        forget.forget();
        clerk().get(ENTRIES + "/" + old)
                .then()
                .body("entry.name", nullValue())
                .body("entry.text.size()", equalTo(0))
                .body("entry.amount.minor", equalTo(601));
        clerk().get(ENTRIES + "/" + entry).then().body("entry.name", equalTo("Erika Unmistakable"));
    }

    @Test
    void whoever_is_erased_is_known_by_no_account_any_more() {
        String address = mail();
        BankDesk.Promise promise = desk.promise(address);
        UUID entry = waiting(2500);
        decide(entry, Map.of("gift", promise.gift())).then().statusCode(201);
        String known =
                "bank_movement WHERE id = ? AND told IS NOT NULL AND account_print IS NOT NULL";
        assertEquals(1, desk.count(known, entry));
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(SignedIn.at(address))
                .post("/v1/me/erasure")
                .then()
                .statusCode(201);
        assertEquals(
                1,
                desk.count(
                        "bank_movement WHERE id = ? AND told IS NULL AND account_print IS NULL",
                        entry));
    }
}
