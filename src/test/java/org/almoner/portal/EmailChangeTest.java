package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.donor.DonorBook;
import org.almoner.donor.EmailAddress;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EmailChangeTest {

    private static final String CONFIRM = "Bitte bestätigen";
    private static final String CHANGED = "wurde geändert";

    @Inject Accounts accounts;
    @Inject DonorBook donors;
    @Inject DataSource database;

    private final String name = Givers.word();
    private final String old = "old." + name + "@example.org";
    private final String fresh = "new." + name + "@example.org";
    private AccountId account;
    private String token;

    @BeforeEach
    void sheGaveAndSignsIn() {
        Givers.gave(old, "Beispiel");
        account = SignedIn.account(old);
        token = SignedIn.token(account);
    }

    private RequestSpecification call() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private ValidatableResponse wish(String email) {
        return call().body(Map.of("email", email)).post("/v1/me/email-changes").then();
    }

    private static Response confirm(String secret) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", secret))
                .post("/v1/confirmations");
    }

    private static void confirmed(String secret, String what) {
        confirm(secret).then().statusCode(200).body("confirmed", equalTo(what));
    }

    private static void refused(String secret) {
        confirm(secret).then().statusCode(404).body("code", equalTo("not-found"));
    }

    /** What she is asked, and answers. */
    private String changeTo(String email) {
        wish(email).statusCode(202);
        String secret = Mails.secret(email, CONFIRM, 1);
        confirmed(secret, "EMAIL_CHANGE");
        return secret;
    }

    private boolean isReachedAt(String email) {
        return accounts.peopleAt(EmailAddress.parse(email).orElseThrow()).stream()
                .anyMatch(it -> account.equals(it.account()));
    }

    private void age(String column) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                "UPDATE address_change SET "
                                        + column
                                        + " = now() - interval '1 second' WHERE account_id = ?")) {
            update.setObject(1, account.value());
            update.executeUpdate();
        }
    }

    @Test
    void a_receipt_asked_for_again_goes_to_the_new_address() {
        String gift = call().get("/v1/me/gifts").path("items[0].id");
        changeTo(fresh);
        token = SignedIn.token(account);
        call().post("/v1/me/gifts/" + gift + "/receipt-deliveries").then().statusCode(202);
        assertEquals(1, Mails.to(fresh, "Beleg", 1).size());
        assertEquals(1, Mails.to(old, "Beleg", 1).size(), "only the first one");
    }

    @Test
    void only_the_answer_of_the_new_mailbox_makes_it_count() {
        wish(fresh).statusCode(202).body(equalTo(""));
        call().get("/v1/me")
                .then()
                .body("email", equalTo(old))
                .body("pendingEmail", equalTo("n…@e….org"));
        String secret = Mails.secret(fresh, CONFIRM, 1);
        String mail = Mails.now(fresh, CONFIRM).get(0);
        assertFalse(mail.contains("Erika") || mail.contains("Beispiel,"), "no words of others");
        for (int i = 0; i < 5; i++) {
            given().get("/v1/confirmations?token=" + secret).then().statusCode(405);
            given().head("/v1/confirmations").then().statusCode(405);
        }
        assertTrue(isReachedAt(old) && !isReachedAt(fresh));

        confirmed(secret, "EMAIL_CHANGE");

        assertTrue(isReachedAt(fresh) && !isReachedAt(old));
        call().get("/v1/me").then().statusCode(401);
        token = SignedIn.token(account);
        call().get("/v1/me")
                .then()
                .header("ETag", equalTo("\"1\""))
                .body("email", equalTo(fresh))
                .body("emails.email", contains(fresh))
                .body("lastName", equalTo("Beispiel"));
        var row = accounts.donorsOf(account).iterator().next();
        assertEquals(fresh, donors.find(row).orElseThrow().details().email().value());
        String told = Mails.to(old, CHANGED, 1).get(0);
        assertTrue(told.contains("n…@e….org") && !told.contains(fresh), "masked for the old one");
        assertEquals(account, SignedIn.account(fresh));
    }

    @Test
    void a_link_works_once_and_nobody_learns_why_it_does_not() throws SQLException {
        String used = changeTo(fresh);
        refused(used);
        refused("A".repeat(43));
        refused("x");
        confirm("").then().statusCode(400);
        confirm("x".repeat(101)).then().statusCode(400);
        token = SignedIn.token(account);
        String late = "late." + name + "@example.org";
        wish(late).statusCode(202);
        String secret = Mails.secret(late, CONFIRM, 1);
        age("expires_at");
        call().get("/v1/me").then().body("pendingEmail", equalTo(null));
        refused(secret);
        assertTrue(isReachedAt(fresh) && !isReachedAt(late));
    }

    @Test
    void of_fifty_who_come_with_the_same_link_one_is_the_first() throws Exception {
        wish(fresh).statusCode(202);
        String secret = Mails.secret(fresh, CONFIRM, 1);
        ExecutorService threads = Executors.newFixedThreadPool(10);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(() -> confirm(secret).statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(calls)) {
            statuses.add(answer.get());
        }
        threads.shutdown();
        assertEquals(1, statuses.stream().filter(it -> it == 200).count());
        assertEquals(49, statuses.stream().filter(it -> it == 404).count());
    }

    @Test
    void the_newer_wish_replaces_the_older() {
        String other = "other." + name + "@example.org";
        wish(other).statusCode(202);
        String first = Mails.secret(other, CONFIRM, 1);
        wish(fresh).statusCode(202);
        refused(first);
        confirmed(Mails.secret(fresh, CONFIRM, 1), "EMAIL_CHANGE");
        refused(first);
        assertTrue(isReachedAt(fresh) && !isReachedAt(other) && !isReachedAt(old));
    }

    @Test
    void it_needs_a_fresh_sign_in_and_a_mail_address() {
        wish("no address").statusCode(400).body("violations.pointer", contains("/email"));
        wish("4111111111111111@example.org").statusCode(400);
        wish("a@example.org\r\nBcc: b@example.org").statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", fresh))
                .post("/v1/me/email-changes")
                .then()
                .statusCode(401);
        token = SignedInLongAgo.token(account);
        wish(fresh).statusCode(401).body("code", equalTo("sign-in-again"));
    }

    @Test
    void the_mails_to_one_mailbox_are_few_and_the_answer_is_the_same() {
        wish(fresh).statusCode(202);
        String secret = Mails.secret(fresh, CONFIRM, 1);
        wish(fresh.replace("new", "NEW")).statusCode(202).body(equalTo(""));
        confirmed(secret, "EMAIL_CHANGE");
        assertEquals(1, Mails.now(fresh, CONFIRM).size());
    }

    @Test
    void her_own_address_in_another_case_stays_hers() {
        String capital = old.replace("old", "Old");
        changeTo(capital);
        assertTrue(isReachedAt(old) && isReachedAt(capital));
        token = SignedIn.token(account);
        call().get("/v1/me")
                .then()
                .body("email", equalTo(capital))
                .body("emails.email", contains(capital));
        assertEquals(List.of(), Mails.now(old, CHANGED));
    }

    @Test
    void an_address_of_somebody_else_becomes_the_address_of_both() {
        Givers.gave(fresh, "Anders");
        AccountId other = SignedIn.account(fresh);
        changeTo(fresh);
        assertNotEquals(other, account);
        Set<AccountId> there = new java.util.HashSet<>();
        accounts.peopleAt(EmailAddress.parse(fresh).orElseThrow())
                .forEach(it -> there.add(it.account()));
        assertEquals(Set.of(account, other), there);
        token = SignedIn.token(other);
        call().get("/v1/me").then().body("lastName", equalTo("Anders"));
        assertEquals(1, accounts.donorsOf(other).size());
        assertEquals(1, accounts.donorsOf(account).size());
    }

    @Nested
    class TheOldAddress {

        @Test
        void can_take_it_back_for_72_hours_and_ends_what_came_after() {
            changeTo(fresh);
            String undo = Mails.secret(old, CHANGED, 1);
            token = SignedIn.token(account);
            String third = "third." + name + "@example.org";
            changeTo(third);
            String undoOfThird = Mails.secret(fresh, CHANGED, 1);
            token = SignedIn.token(account);
            wish("fourth." + name + "@example.org").statusCode(202);
            String fourth = Mails.secret("fourth." + name + "@example.org", CONFIRM, 1);

            confirmed(undo, "EMAIL_CHANGE_UNDONE");

            assertTrue(isReachedAt(old) && !isReachedAt(fresh) && !isReachedAt(third));
            call().get("/v1/me").then().statusCode(401);
            refused(undoOfThird);
            refused(fourth);
            refused(undo);
            token = SignedIn.token(account);
            call().get("/v1/me").then().body("email", equalTo(old));
        }

        @Test
        void cannot_take_it_back_later() throws SQLException {
            changeTo(fresh);
            String undo = Mails.secret(old, CHANGED, 1);
            age("undo_until");
            refused(undo);
            assertTrue(isReachedAt(fresh) && !isReachedAt(old));
        }

        @Test
        void that_was_one_of_two_leaves_the_other_alone() {
            changeTo(fresh);
            String undo = Mails.secret(old, CHANGED, 1);
            token = SignedIn.token(account);
            changeTo(old);
            confirmed(undo, "EMAIL_CHANGE_UNDONE");
            assertTrue(isReachedAt(old) && !isReachedAt(fresh));
            token = SignedIn.token(account);
            call().get("/v1/me").then().body("emails.email", containsInAnyOrder(old));
        }
    }
}
