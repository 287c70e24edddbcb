package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.donor.DonorId;
import org.junit.jupiter.api.Test;

/** Staff join records that are one person, and take them apart again. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JoinedDonorsTest {

    @Inject Accounts accounts;

    private static Response join(DonorId into, DonorId from) {
        return TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", from.toString(), "reason", "Named both gifts on the phone"))
                .post("/v1/staff/donors/" + into + "/joins");
    }

    private static Response undo(String join) {
        return TestStaff.as("office", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "Father and son"))
                .post("/v1/staff/donor-joins/" + join + "/reversal");
    }

    private static int status(String token) {
        return given().auth().oauth2(token).get("/v1/me/sessions").statusCode();
    }

    @Test
    void twoAccountsBecomeOneReachedByBothAddressesAndComeApartAgain() {
        String home = SignInCalls.freshAddress();
        String work = SignInCalls.freshAddress();
        DonorId one = SignInCalls.donor("Erika", "Beispiel", home);
        DonorId two = SignInCalls.donor("Erika", "Beispiel-Muster", work);
        AccountId first = SignedIn.account(home);
        AccountId second = SignedIn.account(work);
        String token = SignedIn.token(second);

        Response joined = join(one, two);
        joined.then()
                .statusCode(201)
                .body("account", equalTo(first.toString()))
                .body("records", hasSize(2))
                .body("provedAddresses", hasSize(2));
        assertEquals(401, status(token), "the person was signed out");
        assertEquals(first, SignedIn.account(work), "the other address leads to the same person");
        assertEquals(Set.of(one, two), accounts.donorsOf(first));
        join(one, two).then().statusCode(409);

        DonorId later =
                SignInCalls.donor(
                        "Erika",
                        "Beispiel-Muster ",
                        work.toUpperCase(java.util.Locale.ROOT)
                                .replace("EXAMPLE.ORG", "example.org"));
        assertEquals(first, SignedIn.account(work));
        String join = joined.path("joins[0].id");
        undo(join).then().statusCode(200).body("undoneAt", notNullValue());
        undo(join).then().statusCode(409);
        assertEquals(Set.of(one), accounts.donorsOf(first));
        assertEquals(Set.of(two, later), accounts.donorsOf(second));
        assertEquals(first, SignedIn.account(home));
        assertEquals(second, SignedIn.account(work));
    }

    @Test
    void aSingleRecordIsTakenInAndLetGo() {
        String home = SignInCalls.freshAddress();
        DonorId one = SignInCalls.donor("Erika", "Beispiel", home);
        DonorId misspelt = SignInCalls.donor("Erika", "Bespiel", SignInCalls.freshAddress());
        AccountId account = SignedIn.account(home);
        Response joined = join(misspelt, one);
        joined.then()
                .statusCode(201)
                .body("account", equalTo(account.toString()))
                .body("provedAddresses", contains(home));
        assertEquals(Set.of(one, misspelt), accounts.donorsOf(account));
        undo(joined.path("joins[0].id")).then().statusCode(200);
        assertEquals(Set.of(one), accounts.donorsOf(account));
    }

    @Test
    void twoRecordsThatNobodySignedInToAreReachedByTheFirstAddressThatAnswers() {
        String home = SignInCalls.freshAddress();
        String work = SignInCalls.freshAddress();
        DonorId one = SignInCalls.donor("Erika", "Beispiel", home);
        DonorId two = SignInCalls.donor("Erika", "Muster", work);
        join(one, two).then().statusCode(201).body("provedAddresses", hasSize(0));
        AccountId account = SignedIn.account(work);
        assertEquals(Set.of(one, two), accounts.donorsOf(account));
        assertEquals(
                0,
                accounts.peopleAt(org.almoner.donor.EmailAddress.parse(home).orElseThrow()).size(),
                "an address that was never proved leads nowhere");
    }

    @Test
    void onlyTheLatestJoinOfAPersonCanBeUndone() {
        DonorId one = SignInCalls.donor("Erika", "Beispiel", SignInCalls.freshAddress());
        DonorId two = SignInCalls.donor("Erika", "Muster", SignInCalls.freshAddress());
        DonorId three = SignInCalls.donor("Erika", "Probe", SignInCalls.freshAddress());
        String first = join(one, two).then().statusCode(201).extract().path("joins[0].id");
        String second = join(one, three).then().statusCode(201).extract().path("joins[0].id");
        undo(first).then().statusCode(409).body("code", equalTo("wrong-state"));
        undo(second).then().statusCode(200);
        undo(first).then().statusCode(200);
        TestStaff.as("office", "DE")
                .get("/v1/staff/donors/" + three)
                .then()
                .statusCode(200)
                .body("account", nullValue())
                .body("records", hasSize(1));
    }

    @Test
    void nobodySeesOrJoinsWhatBelongsToAForeignOffice() {
        DonorId one = SignInCalls.donor("Erika", "Beispiel", SignInCalls.freshAddress());
        DonorId two = SignInCalls.donor("Erika", "Muster", SignInCalls.freshAddress());
        TestStaff.as("office", "NL").get("/v1/staff/donors/" + one).then().statusCode(404);
        TestStaff.as("office", "NL")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", two.toString(), "reason", "x"))
                .post("/v1/staff/donors/" + one + "/joins")
                .then()
                .statusCode(404);
        TestStaff.as("finance", "DE")
                .contentType(ContentType.JSON)
                .body(Map.of("donor", two.toString(), "reason", "x"))
                .post("/v1/staff/donors/" + one + "/joins")
                .then()
                .statusCode(403);
        join(one, new DonorId(UUID.randomUUID())).then().statusCode(404);
        join(one, one).then().statusCode(409);
    }

    @Test
    void recordsAreFoundByNameAddressAndId() {
        String email = SignInCalls.freshAddress();
        DonorId one = SignInCalls.donor("Quirin", "Suchbar", email);
        for (String words : new String[] {"Quirin Such", email, one.toString()}) {
            TestStaff.as("privacy", "DE")
                    .queryParam("q", words)
                    .get("/v1/staff/donors")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(one.toString()));
        }
        TestStaff.as("privacy", "NL")
                .queryParam("q", email)
                .get("/v1/staff/donors")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }
}
