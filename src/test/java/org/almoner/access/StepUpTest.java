package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** What moves money or keys needs a recent sign-in with a second factor (AU-12, RFC 9470). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StepUpTest {

    @Inject LocalSigningKey key;
    @Inject InstantSource clock;

    private String token(Consumer<JwtClaims> change) {
        return new TokenForge(
                        key.pair(), IssueSandboxToken.ISSUER, clock.instant().getEpochSecond())
                .withClaims(change);
    }

    private Response rotate(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "A drill"))
                .post("/v1/staff/signing-keys");
    }

    @Test
    void isRefusedWithoutAndSaysWhatIsWanted() {
        long now = clock.instant().getEpochSecond();
        for (Consumer<JwtClaims> lacking :
                java.util.List.<Consumer<JwtClaims>>of(
                        claims -> {},
                        claims -> claims.setClaim("auth_time", now),
                        claims -> claims.setClaim("acr", "aal2"),
                        claims -> {
                            claims.setClaim("acr", "aal1");
                            claims.setClaim("auth_time", now);
                        },
                        claims -> {
                            claims.setClaim("acr", "aal2");
                            claims.setClaim("auth_time", now - 601);
                        },
                        claims -> {
                            claims.setClaim("acr", "aal2");
                            claims.setClaim("auth_time", now + 3600);
                        },
                        claims -> {
                            claims.setClaim("acr", "aal2");
                            claims.setClaim("auth_time", "now");
                        })) {
            rotate(token(lacking))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("second-factor-needed"))
                    .body("maxAge", equalTo(600))
                    .header("WWW-Authenticate", containsString("insufficient_user_authentication"))
                    .header("WWW-Authenticate", containsString("acr_values=\"aal2\""));
        }
    }

    @Test
    void letsThroughWhoHasIt() {
        long now = clock.instant().getEpochSecond();
        String strong =
                token(
                        claims -> {
                            claims.setClaim("acr", "aal2");
                            claims.setClaim("auth_time", now - 500);
                        });
        KeysOfTests.letTheNextOneAge();
        rotate(strong).then().statusCode(201).body("items.state", hasItem("ACTIVE"));
        Response keys = given().auth().oauth2(strong).get("/v1/staff/signing-keys");
        keys.then().statusCode(200);
        String active = keys.path("items.find { it.state == 'ACTIVE' }.kid");
        given().auth()
                .oauth2(strong)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "A drill"))
                .post("/v1/staff/signing-keys/" + active + "/revocation")
                .then()
                .statusCode(200)
                .body("items.find { it.kid == '" + active + "' }.state", equalTo("REVOKED"));
        TestStaff.as("finance", "*").get("/v1/staff/signing-keys").then().statusCode(403);
    }
}
