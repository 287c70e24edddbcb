package org.almoner.erasure;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentChain;
import org.almoner.donor.EmailAddress;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.selfcheck.SelfCheckReport;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ErasureTest {

    /** Name and postal address for the tax office, and the name in the copy of a receipt. */
    private static final Set<String> RESTRICTED =
            Set.of(
                    "donor.first_name",
                    "donor.last_name",
                    "donor.street",
                    "donor.title",
                    "donor.town",
                    "receipt.snapshot");

    @Inject DataSource database;
    @Inject Accounts accounts;
    @Inject SelfCheck selfCheck;
    @Inject ConsentChain chain;
    @Inject SuppressionList suppression;
    @Inject EndRestrictions release;

    private final String first = "Fi" + Givers.word();
    private final String last = "La" + Givers.word();
    private final String later = "Ne" + Givers.word();
    private final String street = "St" + Givers.word();
    private final String town = "To" + Givers.word();
    private final String title = "Ti" + Givers.word();
    private final String email = "em" + Givers.word() + "@example.org";
    private final String other = "ot" + Givers.word() + "@example.org";
    private final String phone = "+49301" + (1_000_000 + (int) (Math.random() * 8_999_999));
    private final String agent = "Ag" + Givers.word();
    private final String ip = "2001:db8::" + Givers.word().substring(0, 4);

    private List<String> words() {
        return List.of(first, last, later, street, town, title, email, other, phone, agent, ip);
    }

    private Map<String, Object> her(String country) {
        return Map.of(
                "firstName", first,
                "lastName", last,
                "title", title,
                "email", email,
                "phone", phone,
                "address",
                        Map.of(
                                "street", street,
                                "houseNumber", "7",
                                "postcode", country.equals("NL") ? "1234 AB" : "10115",
                                "town", town,
                                "country", country));
    }

    private int sql(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private List<String> texts(String sql, Object... values) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static Response erase(String token) {
        return given().auth().oauth2(token).post("/v1/me/erasure");
    }

    private static JsonPath erased(String token) {
        return erase(token).then().statusCode(201).extract().jsonPath();
    }

    private static Map<String, Object> item(JsonPath report, String data) {
        return report.getMap("items.find { it.data == '" + data + "' }");
    }

    private AccountId fullLife() throws SQLException {
        Givers.gave(her("DE"), "DE");
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
        Traces traces = new Traces(database);
        Set<String> before = traces.of(words());
        assertTrue(
                before.containsAll(List.of("gift_draft.donor", "consent_proof.ip")),
                before::toString);
        assertTrue(before.contains("sign_in_request.email"), before::toString);
        assertTrue(before.contains("gift_feedback.comment"), before::toString);

        JsonPath report = erased(token);

        assertEquals(RESTRICTED, traces.of(words()));
        assertEquals(List.of(), bad(selfCheck.run().invariants(), findings));
        Map<String, Object> gift = item(report, "GIFT");
        assertEquals("RESTRICTED", gift.get("outcome"));
        assertEquals("DE", gift.get("office"));
        assertEquals("§ 147(1) no. 4, (3) AO", gift.get("law"));
        int year = LocalDate.now(ZoneId.of("Europe/Berlin")).getYear();
        assertEquals(year + 8 + "-12-31", gift.get("until"));
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
        assertEquals(List.of(), chain.verify().broken());
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
}
