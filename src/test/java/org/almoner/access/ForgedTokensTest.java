package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almoner.TestDatabase;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F11, against the running service. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForgedTokensTest {

    private static final List<String> PROTECTED =
            List.of("/v1/staff/self-check", "/v1/staff/audit-trail", "/v1/staff/gifts");

    @Inject LocalSigningKey key;
    @Inject InstantSource clock;

    private TokenForge forge;

    @BeforeEach
    void forgeOfTheServicesOwnKey() {
        forge =
                new TokenForge(
                        key.pair(), IssueSandboxToken.ISSUER, clock.instant().getEpochSecond());
    }

    @Test
    void theGenuineTokenTheAttacksStartFromIsAccepted() {
        for (String operation : PROTECTED) {
            given().auth().oauth2(forge.genuine()).get(operation).then().statusCode(200);
        }
    }

    @Test
    void noForgedTokenIsAcceptedAnywhere() throws JoseException {
        Map<String, String> attacks = TokenAttacks.all(forge);
        assertTrue(attacks.size() >= 25, "only " + attacks.size() + " attacks");
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, String> attack : attacks.entrySet()) {
            for (String operation : PROTECTED) {
                int status =
                        given().header("Authorization", "Bearer " + attack.getValue())
                                .get(operation)
                                .statusCode();
                if (status != 401) {
                    accepted.add(attack.getKey() + " at " + operation + ": " + status);
                }
            }
        }
        assertEquals(List.of(), accepted);
    }

    @Test
    void aTokenInTheWrongPlaceIsNoToken() {
        String token = forge.genuine();
        for (String operation : PROTECTED) {
            given().get(operation + "?access_token=" + token).then().statusCode(401);
            given().cookie("Authorization", token).get(operation).then().statusCode(401);
            given().header("Authorization", "Basic " + token).get(operation).then().statusCode(401);
        }
    }
}
