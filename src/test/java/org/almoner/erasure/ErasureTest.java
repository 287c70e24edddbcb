package org.almoner.erasure;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentChain;
import org.almoner.donor.EmailAddress;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.selfcheck.SelfCheckReport;
import org.almoner.tax.IssuedStatements;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ErasureTest extends Erasures {

    /** Name and postal address for the tax office, and the name in the copy of a receipt. */
    private static final Set<String> RESTRICTED =
            Set.of(
                    "donor.first_name",
                    "donor.last_name",
                    "donor.street",
                    "donor.title",
                    "donor.town",
                    "receipt.snapshot",
                    "tax_statement.recipient",
                    "tax_statement.sort_name");

    @Inject Accounts accounts;
    @Inject SelfCheck selfCheck;
    @Inject ConsentChain chain;
    @Inject SuppressionList suppression;
    @Inject IssuedStatements statements;

    private AccountId fullLife() throws SQLException {
        Givers.gave(her("DE"), "DE");
        statements.of(statements.donorAt(email), 2004);
        AccountId account = SignedIn.account(email);
        String token = SignedIn.token(account);
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("lastName", later))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("email", other))
                .post("/v1/me/email-changes")
                .then()
                .statusCode(202);
        Givers.givesMonthly(her("DE"));
        Givers.beganToGive(her("DE"));
        given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "locale", "de"))
                .post("/v1/sign-in-links")
                .then()
                .statusCode(202);
        return account;
    }

    @Test
    void nothing_is_left_of_her_but_what_the_law_holds() throws SQLException {
        AccountId account = fullLife();
        String token = SignedIn.token(account);
        List<SelfCheckReport.Finding> findings = selfCheck.run().invariants();
        // Every test comes from the same address; a proof that was changed goes with her anyway.
        sql(
                "UPDATE consent_proof SET ip = ?, user_agent = ? WHERE id IN (SELECT e.proof_id"
                        + " FROM consent_event e JOIN donor d ON d.id = e.donor_id WHERE d.email = ?)",
                ip,
                agent,
                email);
        sql(
                "INSERT INTO sign_up (id, email, email_key, country, locale, office, recipient,"
                        + " text_id, text_version, text_hash, state, token_hash, asked_at,"
                        + " expires_at, ask_ip, ask_user_agent, ask_origin, mail)"
                        + " SELECT gen_random_uuid(), ?, ?, 'DE', locale, 'DE', 'DE', id, version,"
                        + " sha256, 'ASKED', encode(sha256(?::bytea), 'hex'), now(),"
                        + " now() + interval '7 days', '', ?, '', 'NO' FROM consent_text_body"
                        + " WHERE id = 'de-newsletter-email' AND version = 1 AND locale = 'de'",
                email,
                email,
                email,
                agent);
        wasToldOfFailedDebits();
        Traces traces = new Traces(database);
        Set<String> before = traces.of(words());
        assertTrue(
                before.containsAll(List.of("gift_draft.donor", "consent_proof.ip")),
                before::toString);
        assertTrue(before.contains("sign_in_request.email"), before::toString);
        assertTrue(before.contains("gift_feedback.comment"), before::toString);
        assertTrue(before.contains("sign_up.email"), before::toString);
        assertTrue(before.contains("debit_failure.snapshot"), before::toString);

        JsonPath report = erased(token);

        assertEquals(RESTRICTED, traces.of(words()));
        assertEquals(List.of(), bad(selfCheck.run().invariants(), findings));
        Map<String, Object> gift = item(report, "GIFT");
        assertEquals("RESTRICTED", gift.get("outcome"));
        assertEquals("DE", gift.get("office"));
        assertEquals("§ 147(1) no. 4, (3) AO", gift.get("law"));
        int year = LocalDate.now(ZoneId.of("Europe/Berlin")).getYear();
        assertEquals(year + 8 + "-12-31", gift.get("until"));
        Map<String, Object> statement = item(report, "TAX_STATEMENT");
        assertEquals("RESTRICTED", statement.get("outcome"));
        assertEquals(year + 10 + "-12-31", statement.get("until"));
        assertEquals("ANONYMISED", item(report, "CONSENT").get("outcome"));
        assertEquals("KEPT", item(report, "SUPPRESSION").get("outcome"));
        assertTrue(suppression.holds(EmailAddress.parse(email).orElseThrow()));
        assertEquals(
                List.of("CANCELLED ERASED"),
                texts(
                        "SELECT g.state || ' ' || g.end_reason FROM recurring_gift g"
                                + " JOIN account_donor m ON m.donor_id = g.donor_id"
                                + " WHERE m.account_id = ?",
                        account.value()));
        assertEquals(
                List.of("COLLECTED", "SKIPPED"),
                texts(
                        "SELECT i.state FROM instalment i JOIN recurring_gift g"
                                + " ON g.id = i.recurring_gift_id JOIN account_donor m"
                                + " ON m.donor_id = g.donor_id WHERE m.account_id = ?"
                                + " ORDER BY i.number",
                        account.value()));
        assertTrue(
                texts(
                                "SELECT e.decision FROM consent_event e JOIN account_donor m"
                                        + " ON m.donor_id = e.donor_id WHERE m.account_id = ?",
                                account.value())
                        .contains("OBJECTED"));
        assertEquals(
                List.of("WITHDRAWN"),
                texts(
                        "SELECT DISTINCT o.state FROM outbox_message o JOIN payment p"
                                + " ON p.id = o.subject JOIN donation g ON g.id = p.reference"
                                + " JOIN account_donor m ON m.donor_id = g.donor_id"
                                + " WHERE o.kind = 'debit-failed-mail' AND m.account_id = ?",
                        account.value()));
        assertEquals(List.of(), chain.verify().broken());
    }

    /** As if each of her gifts had been a direct debit that failed, with the mail still owed. */
    private void wasToldOfFailedDebits() throws SQLException {
        sql(
                "INSERT INTO debit_failure (payment_id, donation_id, office, written_at, locale,"
                        + " snapshot) SELECT p.id, g.id, 'DE', now(), 'de',"
                        + " jsonb_build_object('donor', d.email) FROM donation g"
                        + " JOIN donor d ON d.id = g.donor_id JOIN payment p ON p.reference = g.id"
                        + " WHERE d.email = ?",
                email);
        sql(
                "INSERT INTO outbox_message (id, kind, subject, occurrence, next_attempt_at)"
                        + " SELECT gen_random_uuid(), 'debit-failed-mail', payment_id, 1,"
                        + " now() + interval '1 day' FROM debit_failure"
                        + " WHERE snapshot ->> 'donor' = ?",
                email);
    }

    private static List<String> bad(
            List<SelfCheckReport.Finding> after, List<SelfCheckReport.Finding> before) {
        List<String> known = before.stream().flatMap(it -> it.offenders().stream()).toList();
        return after.stream()
                .flatMap(it -> it.offenders().stream().map(one -> it.id() + " " + one))
                .filter(it -> known.stream().noneMatch(it::endsWith))
                .toList();
    }

    @Test
    void she_is_signed_out_at_once_and_a_stranger_when_she_comes_back() {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        String token = SignedIn.token(account);
        erased(token);
        erase(token).then().statusCode(401);
        given().auth().oauth2(token).get("/v1/me").then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "locale", "de"))
                .post("/v1/sign-in-links")
                .then()
                .statusCode(202);
        assertEquals(List.of(), accounts.peopleAt(EmailAddress.parse(email).orElseThrow()));
        Givers.gave(her("DE"), "DE");
        AccountId anew = SignedIn.account(email);
        assertNotEquals(account, anew);
        given().auth()
                .oauth2(SignedIn.token(anew))
                .get("/v1/me/gifts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
    }

    @Test
    void a_failure_on_the_way_leaves_everything_as_it_was() throws SQLException {
        AccountId account = fullLife();
        String token = SignedIn.token(account);
        Set<String> before = new Traces(database).of(words());
        sql(
                "ALTER TABLE erasure ADD CONSTRAINT ck_planted CHECK (erased_at < '2001-01-01') NOT VALID");
        try {
            erase(token).then().statusCode(500);
        } finally {
            sql("ALTER TABLE erasure DROP CONSTRAINT ck_planted");
        }
        assertEquals(before, new Traces(database).of(words()));
        given().auth().oauth2(token).get("/v1/me").then().statusCode(200);
    }

    @Test
    void two_at_once_erase_once() {
        Givers.gave(her("DE"), "DE");
        String token = SignedIn.token(SignedIn.account(email));
        var one = CompletableFuture.supplyAsync(() -> erase(token).statusCode());
        var two = CompletableFuture.supplyAsync(() -> erase(token).statusCode());
        assertEquals(Set.of(201, 401), Set.of(one.join(), two.join()));
    }

    @Test
    void it_needs_a_fresh_sign_in() {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        erase(SignedInLongAgo.token(account)).then().statusCode(401);
        given().auth().oauth2(SignedIn.token(account)).get("/v1/me").then().statusCode(200);
    }
}
