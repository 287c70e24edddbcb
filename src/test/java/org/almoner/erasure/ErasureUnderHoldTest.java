package org.almoner.erasure;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.donor.EmailAddress;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** Who asks to be erased while a claim needs the data is put out of use, and erased afterwards. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ErasureUnderHoldTest extends Erasures {

    private static final Set<String> HELD =
            Set.of(
                    "donor.first_name",
                    "donor.last_name",
                    "donor.street",
                    "donor.title",
                    "donor.town",
                    "receipt.snapshot");

    private static final Set<String> NAME = Set.of("donor.last_name", "receipt.snapshot");

    @Inject EndRestrictions release;
    @Inject Accounts accounts;
    @Inject SelfCheck selfCheck;

    private List<String> broken() {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals("I32"))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    @Test
    void a_hold_keeps_what_is_needed_out_of_use_and_its_end_finishes_the_erasure()
            throws SQLException {
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
        sql(
                "UPDATE consent_proof SET ip = ?, user_agent = ? WHERE id IN (SELECT e.proof_id"
                        + " FROM consent_event e JOIN donor d ON d.id = e.donor_id WHERE d.email = ?)",
                ip,
                agent,
                email);
        // So old that no law holds it any more.
        sql(
                "UPDATE donation SET settled_at = '2010-06-01T12:00:00Z' WHERE donor_id IN"
                        + " (SELECT donor_id FROM account_donor WHERE account_id = ?)",
                account.value());
        String donor =
                texts("SELECT donor_id FROM account_donor WHERE account_id = ?", account.value())
                        .get(0);
        String path = "/v1/staff/donors/" + donor + "/legal-hold";
        TestStaff.as("privacy", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("category", "CLAIM", "reason", "Claim of " + other))
                .post(path)
                .then()
                .statusCode(201);

        JsonPath report = erased(token);

        assertEquals("RESTRICTED", item(report, "GIFT").get("outcome"));
        assertEquals("Art. 17(3)(e) GDPR: CLAIM", item(report, "GIFT").get("law"));
        assertFalse(report.prettify().contains(other), "the words stay in the office");
        given().auth().oauth2(token).get("/v1/me").then().statusCode(401);
        assertEquals(List.of(), accounts.peopleAt(EmailAddress.parse(email).orElseThrow()));
        Set<String> held = new Traces(database).of(words());
        assertTrue(held.containsAll(HELD), held::toString);
        assertTrue(held.contains("legal_hold.kept"), held::toString);
        assertTrue(held.contains("consent_proof.ip"), held::toString);
        assertFalse(held.contains("account_contact.last_name"), held::toString);
        assertFalse(held.contains("account_address.email"), held::toString);
        assertFalse(held.contains("donor.email"), held::toString);

        sql("UPDATE donor SET restricted_until = '2020-12-31' WHERE id = CAST(? AS uuid)", donor);
        sql(
                "UPDATE receipt SET personal_until = '2020-12-31' WHERE donation_id IN"
                        + " (SELECT id FROM donation WHERE donor_id = CAST(? AS uuid))",
                donor);
        release.run();
        assertTrue(new Traces(database).of(List.of(last)).containsAll(NAME));
        assertEquals(List.of(), broken());

        TestStaff.as("privacy", "DE").delete(path).then().statusCode(204);
        release.run();

        assertEquals(Set.of("legal_hold.reason"), new Traces(database).of(words()));
        assertEquals(List.of(), broken());
    }
}
