package org.almoner.erasure;

import static org.almoner.periodic.DutchAgreements.wish;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.periodic.DutchAgreements;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.Test;

/** What becomes of agreements of periodic gifts when their donors want to be forgotten. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PeriodicGiftErasureTest extends Erasures {

    @Inject EndRestrictions release;

    private String agreed(String token) {
        return io.restassured.RestAssured.given()
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(token)
                .body(withOther())
                .post("/v1/me/periodic-gift-agreements")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> withOther() {
        Map<String, Object> body = wish();
        body.put("deathOf", "OTHER");
        body.put("otherPerson", later);
        return body;
    }

    @Test
    void the_export_has_them_and_an_offer_goes_at_once() throws SQLException {
        Givers.gave(her("NL"), "NL");
        String token = SignedIn.at(email);
        String id = agreed(token);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(token)
                .get("/v1/me/export")
                .then()
                .statusCode(200)
                .body("periodicGiftAgreements[0].id", equalTo(id))
                .body("periodicGiftAgreements[0].giver.lastName", equalTo(last))
                .body("periodicGiftAgreements[0].otherPerson", equalTo(later))
                .body("periodicGiftAgreements[0].history[0].what", equalTo("OFFERED"));
        JsonPath report = erased(token);
        assertEquals("DELETED", item(report, "PERIODIC_GIFT").get("outcome"));
        assertEquals(Set.of(), agreementsIn(new Traces(database).of(words())));
        assertEquals(
                List.of("CANCELLED"),
                texts("SELECT state FROM periodic_gift_agreement WHERE id = CAST(? AS uuid)", id));
    }

    private static Set<String> agreementsIn(Set<String> traces) {
        Set<String> found = new java.util.TreeSet<>(traces);
        found.removeIf(it -> !it.startsWith("periodic_gift"));
        return found;
    }

    @Test
    void what_was_in_force_is_kept_for_seven_years_for_finance_alone_and_then_emptied()
            throws SQLException {
        Givers.gave(her("NL"), "NL");
        String id = agreed(SignedIn.at(email));
        String path = "/v1/staff/periodic-gift-agreements/" + id;
        String form =
                TestStaff.as("finance", "NL")
                        .contentType("application/pdf")
                        .body(("%PDF-1.7 " + last).getBytes(StandardCharsets.US_ASCII))
                        .post(path + "/signed-forms")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        DutchAgreements.signs(id, form);
        JsonPath report = erased(SignedIn.at(email));
        Map<String, Object> item = item(report, "PERIODIC_GIFT");
        assertEquals("RESTRICTED", item.get("outcome"));
        assertEquals("Art. 52 AWR", item.get("law"));
        assertEquals(
                DutchAgreements.today().getYear() + 7 + "-12-31", item.get("until").toString());
        TestStaff.as("office", "NL")
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"))
                .body("end.reason", equalTo("ERASED"))
                .body("restricted", equalTo(true))
                .body("terms.otherPerson", nullValue());
        TestStaff.as("office", "NL").get(path + "/pdf").then().statusCode(404);
        TestStaff.as("finance", "NL").get(path + "/pdf").then().statusCode(200);
        TestStaff.as("finance", "NL").get(path + "/signed-form").then().statusCode(200);
        assertFalse(agreementsIn(new Traces(database).of(words())).isEmpty());
        sql(
                "UPDATE periodic_gift_agreement SET personal_until = '2020-01-01' WHERE id = ?",
                UUID.fromString(id));
        assertTrue(release.run() >= 1);
        assertEquals(Set.of(), agreementsIn(new Traces(database).of(words())));
        assertEquals(
                List.of("0"),
                texts(
                        "SELECT count(*) FROM periodic_gift_document WHERE agreement_id ="
                                + " CAST(? AS uuid)",
                        id));
        TestStaff.as("finance", "NL").get(path + "/pdf").then().statusCode(409);
    }
}
