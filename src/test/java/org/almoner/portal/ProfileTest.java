package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.account.AccountId;
import org.almoner.account.Accounts;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.wizard.Givers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProfileTest {

    @Inject DonorBook donors;
    @Inject Accounts accounts;

    private final String email = "erika." + Givers.word() + "@example.org";
    private AccountId account;
    private String token;

    @BeforeEach
    void sheGaveAndSignsIn() {
        Givers.gave(email, "Beispiel");
        account = SignedIn.account(email);
        token = SignedIn.token(account);
    }

    private RequestSpecification call() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private Response patch(String etag, Object body) {
        return call().header("If-Match", etag).body(body).patch("/v1/me");
    }

    private DonorView known() {
        Set<DonorId> rows = accounts.donorsOf(account);
        return donors.find(rows.iterator().next()).orElseThrow();
    }

    private void assertStaffFind(String words, String name) {
        String staff = TestStaff.token(List.of("office"), List.of("DE"));
        String mine = "items.findAll { it.donor.email == '" + email + "' }.donor.name";
        for (String list : List.of("/v1/staff/gifts", "/v1/staff/recurring-gifts")) {
            List<String> names = list.endsWith("/gifts") ? List.of(name) : List.of();
            given().auth()
                    .oauth2(staff)
                    .queryParam("q", words)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body(mine, equalTo(names));
        }
    }

    @Test
    void what_she_wrote_last_is_what_she_sees() {
        call().get("/v1/me")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .header("Cache-Control", "no-store")
                .body("kind", equalTo("PERSON"))
                .body("lastName", equalTo("Beispiel"))
                .body("phone", equalTo("+493012345678"))
                .body("address.town", equalTo("Berlin"))
                .body("locale", equalTo("de"))
                .body("email", equalTo(email))
                .body("emails.email", contains(email))
                .body("pendingEmail", nullValue());
        given().get("/v1/me").then().statusCode(401);
    }

    @Nested
    class AChange {

        @Test
        void counts_for_all_that_is_written_to_her_and_leaves_her_rows_alone() {
            Map<String, Object> body = new HashMap<>();
            body.put("lastName", "Neumann");
            body.put("phone", null);
            body.put("locale", "fr");
            body.put(
                    "address",
                    Map.of(
                            "street", "Neuweg",
                            "houseNumber", "3",
                            "postcode", "20095",
                            "town", "Hamburg",
                            "country", "DE"));
            patch("\"0\"", body)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("lastName", equalTo("Neumann"))
                    .body("firstName", equalTo("Erika"))
                    .body("phone", nullValue())
                    .body("address.town", equalTo("Hamburg"))
                    .body("locale", equalTo("fr"))
                    .body("email", equalTo(email));
            DonorView now = known();
            assertEquals("Erika Neumann", now.displayName());
            assertEquals("fr", now.locale());
            assertEquals("Hamburg", now.details().address().town());
            DonorView written = donors.findAllAsWritten(Set.of(now.id())).get(now.id());
            assertEquals("Erika Beispiel", written.displayName());
            assertEquals("Berlin", written.details().address().town());
            assertStaffFind(email, "Erika Neumann");
            assertStaffFind("neumann", "Erika Neumann");
            assertEquals(now, donors.findAll(Set.of(now.id())).get(now.id()));
        }

        @Test
        void keeps_her_the_same_person_under_both_names() {
            patch("\"0\"", Map.of("lastName", "Neumann")).then().statusCode(200);
            Givers.gave(email.replaceFirst("erika", "ERIKA"), "Beispiel");
            Givers.gave(email, "Neumann");
            assertEquals(account, SignedIn.account(email));
            assertEquals(3, accounts.donorsOf(account).size());
        }

        @Test
        void that_changes_nothing_leaves_the_version() {
            patch("\"0\"", Map.of("lastName", "Beispiel"))
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"0\"");
            patch("\"0\"", Map.of()).then().statusCode(200).header("ETag", "\"0\"");
        }

        @Test
        void based_on_something_old_is_refused() {
            patch("\"0\"", Map.of("title", "Dr.")).then().statusCode(200);
            patch("\"0\"", Map.of("title", "Prof."))
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("stale-edit"));
            call().body(Map.of("title", "Prof."))
                    .patch("/v1/me")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("header:If-Match"));
            patch("\"1\"", Map.of("title", "Prof.")).then().statusCode(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "id",
                    "kind",
                    "email",
                    "emails",
                    "officeCode",
                    "office",
                    "roles",
                    "version",
                    "pendingEmail",
                    "account",
                    "createdAt",
                    "identityHash"
                })
        void of_what_is_not_hers_to_change_is_refused_by_name(String field) {
            patch("\"0\"", Map.of(field, "x", "title", "Dr."))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/" + field))
                    .body("violations.code", hasItem("unknown_property"));
            call().get("/v1/me").then().header("ETag", "\"0\"").body("title", nullValue());
        }

        @Test
        void follows_the_rules_of_the_wizard() {
            Map<String, Object> body = new HashMap<>();
            body.put("firstName", null);
            body.put("lastName", "4111 1111 1111 1111");
            body.put("phone", "12");
            body.put("salutation", "LORD");
            body.put("organisation", "Beispiel GmbH");
            body.put("address", Map.of("street", "Neuweg", "town", "Hamburg", "country", "DE"));
            patch("\"0\"", body)
                    .then()
                    .statusCode(400)
                    .body(
                            "violations.pointer",
                            contains(
                                    "/salutation",
                                    "/firstName",
                                    "/lastName",
                                    "/organisation",
                                    "/address/houseNumber",
                                    "/address/postcode",
                                    "/phone"));
            patch("\"0\"", Map.of("locale", "xx"))
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains("/locale"));
            call().header("If-Match", "\"0\"")
                    .body("{\"address\":{\"street\":\"a\",\"planet\":\"x\"}}")
                    .patch("/v1/me")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", contains("/address/planet"));
        }

        @Test
        void of_names_and_of_the_postal_address_needs_a_fresh_sign_in() {
            token = SignedInLongAgo.token(account);
            Map<String, Object> moved =
                    Map.of(
                            "address",
                            Map.of(
                                    "street", "Neuweg 3",
                                    "postcode", "20095",
                                    "town", "Hamburg",
                                    "country", "DE"));
            for (Map<String, ?> body : List.of(moved, Map.of("lastName", "Neumann"))) {
                patch("\"0\"", body).then().statusCode(401).body("code", equalTo("sign-in-again"));
            }
            patch("\"0\"", Map.of("phone", "030 7654321")).then().statusCode(200);
            token = SignedIn.token(account);
            patch("\"1\"", moved).then().statusCode(200);
            assertTrue(known().details().address().lines().contains("Neuweg 3"));
        }
    }
}
