package org.almoner.erasure;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.account.AccountId;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.tax.IssuedStatements;
import org.almoner.tax.StatementView;
import org.almoner.wizard.GivenGifts;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class KeptAfterErasureTest extends Erasures {

    private static final String HERS =
            " IN (SELECT donor_id FROM account_donor WHERE account_id = ?)";

    @Inject EndRestrictions release;
    @Inject IssuedStatements statements;
    @Inject SelfCheck selfCheck;

    @Test
    void a_record_that_no_law_holds_is_emptied_and_a_receipt_keeps_its_number()
            throws SQLException {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        sql(
                "UPDATE donation SET settled_at = '2010-06-01T12:00:00Z' WHERE donor_id IN"
                        + " (SELECT donor_id FROM account_donor WHERE account_id = ?)",
                account.value());
        JsonPath report = erased(SignedIn.token(account));
        assertEquals(Set.of(), new Traces(database).of(words()));
        assertEquals("DELETED", item(report, "DONOR").get("outcome"));
        assertEquals("ANONYMISED", item(report, "GIFT").get("outcome"));
        String donor =
                texts("SELECT donor_id FROM account_donor WHERE account_id = ?", account.value())
                        .get(0);
        TestStaff.as("finance", "DE")
                .queryParam("q", donor)
                .get("/v1/staff/gifts")
                .then()
                .statusCode(200)
                .body("items[0].donor.kind", equalTo("ERASED"))
                .body("items[0].donor.name", equalTo("(erased)"))
                .body("items[0].receiptNumber.size()", equalTo(19));
    }

    @Test
    void only_finance_sees_and_finds_what_is_restricted() throws SQLException {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        erased(SignedIn.token(account));
        String donor =
                texts("SELECT donor_id FROM account_donor WHERE account_id = ?", account.value())
                        .get(0);
        for (String list : List.of("/v1/staff/gifts", "/v1/staff/donors")) {
            TestStaff.as("office", "DE")
                    .queryParam("q", last)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0));
            TestStaff.as("finance", "DE")
                    .queryParam("q", last)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(1));
        }
        TestStaff.as("office", "DE")
                .queryParam("q", donor)
                .get("/v1/staff/donors")
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("(erased)"))
                .body("items[0].town", equalTo("-"))
                .body("items[0].restricted", equalTo(true));
    }

    @Test
    void each_office_keeps_by_its_own_law() {
        Givers.gave(her("DE"), "DE");
        Givers.gave(her("NL"), "NL");
        JsonPath report = erased(SignedIn.token(SignedIn.account(email)));
        assertEquals(
                List.of("DE", "NL"), report.getList("items.findAll { it.data == 'GIFT' }.office"));
        assertEquals(
                List.of("§ 147(1) no. 4, (3) AO", "Art. 52 AWR"),
                report.getList("items.findAll { it.data == 'GIFT' }.law"));
    }

    @Test
    void what_the_law_held_goes_when_its_day_has_passed() throws SQLException {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        erased(SignedIn.token(account));
        String rows = " IN (SELECT donor_id FROM account_donor WHERE account_id = ?)";
        sql("UPDATE donor SET restricted_until = '2020-12-31' WHERE id" + rows, account.value());
        release.run();
        assertFalse(new Traces(database).of(words()).isEmpty(), "the gift is of today");
        sql(
                "UPDATE donation SET settled_at = '2011-01-05T12:00:00Z' WHERE donor_id" + rows,
                account.value());
        sql("UPDATE donor SET restricted_until = '2020-12-31' WHERE id" + rows, account.value());
        assertTrue(release.run() >= 1);
        assertEquals(Set.of(), new Traces(database).of(words()));
    }

    @Test
    void a_statement_is_kept_for_the_tax_office_and_emptied_when_its_day_has_passed()
            throws SQLException {
        Givers.gave(her("DE"), "DE");
        StatementView statement = statements.of(statements.donorAt(email), 2005);
        AccountId account = SignedIn.account(email);
        erased(SignedIn.token(account));
        String length = "SELECT length(bytes) > 0 FROM tax_statement_pdf WHERE statement_id = ?";
        assertEquals(List.of("t"), texts(length, statement.id()));
        sql("UPDATE tax_statement SET personal_until = '2020-01-01' WHERE id = ?", statement.id());
        release.run();
        assertEquals(List.of("f"), texts(length, statement.id()));
        assertEquals(
                List.of("-"),
                texts(
                        "SELECT recipient ->> 'name' FROM tax_statement WHERE id = ?",
                        statement.id()));
        given().get("/v1/statement-verifications/" + statement.verification())
                .then()
                .statusCode(200)
                .body("validity", equalTo("VALID"));
    }

    @Test
    void privacy_can_prove_it_and_nobody_of_another_office() {
        Givers.gave(her("DE"), "DE");
        String id = erased(SignedIn.token(SignedIn.account(email))).getString("id");
        Response shown = TestStaff.as("privacy", "DE").get("/v1/staff/erasures");
        shown.then().statusCode(200).body("items[0].id", equalTo(id));
        words().forEach(word -> assertFalse(shown.asString().contains(word)));
        TestStaff.as("privacy", "GB")
                .get("/v1/staff/erasures")
                .then()
                .statusCode(200)
                .body("items.findAll { it.id == '" + id + "' }.size()", equalTo(0));
        TestStaff.as("privacy", "DE")
                .get("/v1/staff/audit-trail")
                .then()
                .body("items.action", org.hamcrest.Matchers.hasItem("donor.erased"));
        TestStaff.as("finance", "DE").get("/v1/staff/erasures").then().statusCode(403);
    }

    @Test
    void money_that_comes_later_is_booked_and_nobody_is_written_to() throws Exception {
        String gift = GivenGifts.byTransfer(email);
        AccountId account = SignedIn.account(email);
        JsonPath report = erased(SignedIn.token(account));
        assertEquals("RESTRICTED", item(report, "GIFT").get("outcome"));
        String reference =
                texts(
                                "SELECT provider_reference FROM payment WHERE reference"
                                        + " = CAST(? AS uuid)",
                                gift)
                        .get(0);
        assertNotNull(reference);
        given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "reference",
                                reference,
                                "amount",
                                Map.of("minor", 2500, "currency", "EUR"),
                                "entryId",
                                "erasure-" + gift))
                .post("/dev/bank-transfers")
                .then()
                .statusCode(204);
        String receipts =
                "SELECT o.state FROM outbox_message o JOIN receipt r ON r.id = o.subject"
                        + " WHERE r.donation_id = CAST(? AS uuid)";
        for (int i = 0; i < 100 && !texts(receipts, gift).equals(List.of("WITHDRAWN")); i++) {
            Thread.sleep(100);
        }
        assertEquals(List.of("WITHDRAWN"), texts(receipts, gift));
        assertFalse(
                selfCheck.run().invariants().stream()
                        .anyMatch(it -> it.offenders().contains(gift)));
    }

    @Test
    void a_mandate_that_was_used_is_kept_and_one_that_was_not_is_emptied() throws SQLException {
        Givers.givesMonthly(her("DE"));
        Givers.givesMonthly(her("DE"));
        AccountId account = SignedIn.account(email);
        mandates(account);
        assertEquals(
                2,
                texts("SELECT holder FROM sepa_mandate WHERE holder = ? AND ip IS NOT NULL", first)
                        .size());
        JsonPath report = erased(SignedIn.token(account));
        assertEquals(
                List.of("DELETED", "RESTRICTED"),
                report.getList("items.findAll { it.data == 'MANDATE' }.outcome"));
        assertEquals(
                List.of(first), texts("SELECT holder FROM sepa_mandate WHERE holder = ?", first));
        sql("UPDATE sepa_mandate SET personal_until = '2020-01-01' WHERE holder = ?", first);
        release.run();
        assertEquals(List.of(), texts("SELECT holder FROM sepa_mandate WHERE holder = ?", first));
    }

    /** As if her saved methods were mandates, one of which was collected with. */
    private void mandates(AccountId account) throws SQLException {
        sql(
                "INSERT INTO sepa_mandate (id, reference, office, creditor_name,"
                        + " creditor_identifier, sequence, state, text_id, text_version, text_locale,"
                        + " text_sha256, holder, account, account_fingerprint, account_masked,"
                        + " agreed_at, agreed_on, source, ip, changed_at, version, saved_as)"
                        + " SELECT m.id, upper(replace(m.id::text, '-', '')), 'DE', 'Beispiel', 'DE98',"
                        + " 'RCUR', 'REVOKED', t.id, t.version, t.locale, repeat('a', 64), ?,"
                        + " 'v1:k:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA', repeat('b', 64),"
                        + " 'DE********', now(), current_date, 'test/' || m.id, '203.0.113.9', now(),"
                        + " 0, m.id FROM saved_method m JOIN recurring_gift g ON g.id = m.owner"
                        + " CROSS JOIN (SELECT * FROM sepa_mandate_text LIMIT 1) t"
                        + " WHERE g.donor_id"
                        + HERS,
                first,
                account.value());
        sql(
                "INSERT INTO sepa_collection SELECT d.payment_id, d.mandate, replace("
                        + "d.payment_id::text, '-', ''), 2500, current_date, now() FROM (SELECT"
                        + " d.payment_id, g.saved_method_id AS mandate FROM donation d"
                        + " JOIN recurring_gift g ON g.id = d.recurring_gift_id WHERE d.donor_id"
                        + HERS
                        + " ORDER BY d.id LIMIT 1) d",
                account.value());
    }

    @Test
    void what_was_under_way_writes_nothing_back() throws SQLException {
        Givers.gave(her("DE"), "DE");
        AccountId account = SignedIn.account(email);
        erased(SignedIn.token(account));
        int written =
                sql(
                        "INSERT INTO account_contact (account_id, kind, salutation, first_name,"
                                + " last_name, email, street, town, country, locale, changed_at, version)"
                                + " VALUES (?, 'PERSON', 'MS', 'A', 'B', 'a@example.org', 'S', 'T', 'DE',"
                                + " 'de', now(), 1)",
                        account.value());
        assertEquals(0, written);
    }

    @Test
    void records_that_staff_joined_go_together_and_nothing_is_joined_to_them() throws SQLException {
        String work = "wo" + Givers.word() + "@example.org";
        Givers.gave(her("DE"), "DE");
        Givers.gave(Map.of("lastName", later, "email", work), "DE");
        String one = texts("SELECT id FROM donor WHERE email = ?", email).get(0);
        String two = texts("SELECT id FROM donor WHERE email = ?", work).get(0);
        join(one, two).then().statusCode(201);
        JsonPath report = erased(SignedIn.at(email));
        assertEquals(2, report.getInt("items.find { it.data == 'GIFT' }.records"));
        assertEquals(
                Set.of(
                        "donor.first_name",
                        "donor.last_name",
                        "donor.street",
                        "donor.title",
                        "donor.town",
                        "receipt.snapshot"),
                new Traces(database).of(words()));
        assertEquals(Set.of(), new Traces(database).of(List.of(work)));
        Givers.gave(her("DE"), "DE");
        String anew = texts("SELECT id FROM donor WHERE email = ?", email).get(0);
        join(anew, one).then().statusCode(409);
        String gift = texts("SELECT id FROM donation WHERE donor_id = CAST(? AS uuid)", one).get(0);
        TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", gift)
                .body(Map.of("reason", "Asked for"))
                .post("/v1/staff/gifts/" + gift + "/receipt-deliveries")
                .then()
                .statusCode(409);
    }

    @Test
    void what_an_account_knew_that_was_joined_to_hers_goes_with_her() throws SQLException {
        String work = "wo" + Givers.word() + "@example.org";
        Givers.gave(her("DE"), "DE");
        Givers.gave(Map.of("lastName", "Other", "email", work), "DE");
        given().auth()
                .oauth2(SignedIn.at(work))
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("lastName", later))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        SignedIn.at(email);
        String one = texts("SELECT id FROM donor WHERE email = ?", email).get(0);
        String two = texts("SELECT id FROM donor WHERE email = ?", work).get(0);
        join(one, two).then().statusCode(201);
        Traces traces = new Traces(database);
        assertTrue(traces.of(List.of(later)).contains("account_contact.last_name"));
        erased(SignedIn.at(email));
        assertEquals(Set.of(), traces.of(List.of(later, work)));
    }

    private static Response join(String into, String from) {
        return TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", from, "reason", "The same person, she said on the phone"))
                .post("/v1/staff/donors/" + into + "/joins");
    }
}
