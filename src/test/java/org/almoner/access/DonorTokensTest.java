package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.account.AccountId;
import org.almoner.problem.DomainProblem;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** F11 for donors' tokens, their keys, and what they are worth where they do not belong. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DonorTokensTest {

    private static final String MINE = "/v1/me/sessions";
    private static final List<String> PROTECTED = List.of(MINE, "/v1/me", "/v1/me/gifts");

    @Inject SigningKeys keys;
    @Inject InstantSource clock;

    private static String signedIn() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        return SignedIn.at(email);
    }

    private static JwtClaims claimsOf(String token) throws Exception {
        return new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setSkipSignatureVerification()
                .build()
                .processToClaims(token);
    }

    private TokenForge forge() throws Exception {
        JwtClaims genuine = claimsOf(signedIn());
        return new TokenForge(
                keys.active(),
                "urn:almoner",
                clock.instant().getEpochSecond(),
                claims -> {
                    claims.setAudience("almoner-portal");
                    claims.setClaim("sub", genuine.getClaimValue("sub"));
                    claims.setClaim("sid", genuine.getClaimValue("sid"));
                    claims.setClaim("auth_time", genuine.getClaimValue("auth_time"));
                    claims.setStringListClaim("groups", Roles.DONOR);
                    claims.setClaim("client_id", "attacker");
                });
    }

    @Test
    void noForgedTokenIsAcceptedAndTheGenuineOneTheyStartFromIs() throws Exception {
        TokenForge forge = forge();
        for (String operation : PROTECTED) {
            given().auth().oauth2(forge.genuine()).get(operation).then().statusCode(200);
        }
        Map<String, String> attacks = TokenAttacks.all(forge);
        attacks.keySet().removeIf(DonorTokensTest::isAboutStaff);
        attacks.putAll(onDonors(forge));
        assertTrue(attacks.size() >= 30, "only " + attacks.size() + " attacks");
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
        System.out.printf(
                "TRIAL forged tokens: %d attacks at %d operations of donors, none accepted%n",
                attacks.size(), PROTECTED.size());
    }

    /** Claims that mean nothing in a donor's token. */
    private static boolean isAboutStaff(String attack) {
        return attack.startsWith("roles ") || attack.startsWith("offices ");
    }

    private static Map<String, String> onDonors(TokenForge forge) {
        String other = "019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa";
        return Map.of(
                "session of nobody", forge.withClaims(it -> it.setClaim("sid", other)),
                "session that is no id", forge.withClaims(it -> it.setClaim("sid", "x")),
                "no session", forge.withClaims(it -> it.unsetClaim("sid")),
                "account of somebody else", forge.withClaims(it -> it.setClaim("sub", other)),
                "more groups",
                        forge.withClaims(
                                it -> it.setStringListClaim("groups", Roles.DONOR, Roles.ADMIN)),
                "a role of staff",
                        forge.withClaims(it -> it.setStringListClaim("groups", Roles.ADMIN)),
                "signed in tomorrow",
                        forge.withClaims(it -> it.setClaim("auth_time", forge.now() + 86_400)),
                "no time of signing in", forge.withClaims(it -> it.unsetClaim("auth_time")),
                "two audiences",
                        forge.withClaims(it -> it.setAudience("almoner-portal", "almoner")));
    }

    @Test
    void aTokenInTheWrongPlaceIsNoToken() {
        String token = signedIn();
        for (String operation : PROTECTED) {
            given().get(operation + "?access_token=" + token).then().statusCode(401);
            given().cookie("Authorization", token).get(operation).then().statusCode(401);
            given().cookie(Cookies.REFRESH, token).get(operation).then().statusCode(401);
            given().header("Authorization", "Basic " + token).get(operation).then().statusCode(401);
        }
    }

    @Test
    void aDonorIsNoStaffAndStaffAreNoDonor() throws JoseException {
        given().auth().oauth2(signedIn()).get("/v1/staff/gifts").then().statusCode(403);
        given().auth().oauth2(signedIn()).get("/v1/staff/self-check").then().statusCode(403);
        for (String role : List.of("finance", "office", "privacy", "admin", "receiver")) {
            TestStaff.as(role, "*").get(MINE).then().statusCode(403);
        }
    }

    @Test
    void aTokenSaysNothingAboutThePerson() throws Exception {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        String claims = claimsOf(SignedIn.at(email)).toJson();
        for (String personal : List.of(email, "Erika", "Beispiel", "Berlin")) {
            assertFalse(claims.contains(personal), personal);
        }
    }

    @Test
    void aChangeOfKeysSignsNobodyOutAndTheNextKeyIsPublishedBeforeItSigns() {
        String before = signedIn();
        String active = keys.active().getKeyId();
        List<String> published = publishedKeys();
        KeysOfTests.letTheNextOneAge();
        keys.rotate();
        assertThrows(DomainProblem.class, keys::rotate, "the next one is too young");
        assertNotEquals(active, keys.active().getKeyId());
        assertTrue(published.contains(keys.active().getKeyId()));
        assertTrue(keys.published().contains(active));
        given().auth().oauth2(before).get(MINE).then().statusCode(200);
        given().auth().oauth2(signedIn()).get(MINE).then().statusCode(200);
    }

    /** AU-10, and the detector: when a key is withdrawn instead, requests do fail. */
    @Test
    void noRequestFailsWhileKeysAreChangedAndSomeDoWhenOneIsWithdrawn() throws Exception {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        AccountId account = SignedIn.account(email);
        String before = SignedIn.token(account);
        List<String> signedBy = new ArrayList<>();
        List<Integer> statuses =
                AtOnce.all(
                                9,
                                number ->
                                        () ->
                                                number == 0
                                                        ? changeKeys(signedBy)
                                                        : twentyFive(before, account))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        assertEquals(200, statuses.size());
        assertEquals(200, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals(4, signedBy.stream().distinct().count(), "keys that signed");
        System.out.printf(
                "TRIAL change of keys: %d requests in 8 threads over 3 changes, 0 failed%n",
                statuses.size());
        assertTrue(keys.revoke(new JsonPath(headerOf(before)).getString("kid")));
        assertEquals(401, given().auth().oauth2(before).get(MINE).statusCode());
    }

    private static String headerOf(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                StandardCharsets.UTF_8);
    }

    private List<Integer> changeKeys(List<String> signedBy) {
        signedBy.add(keys.active().getKeyId());
        for (int i = 0; i < 3; i++) {
            KeysOfTests.letTheNextOneAge();
            keys.rotate();
            signedBy.add(keys.active().getKeyId());
        }
        return List.of();
    }

    /** Half of them with a token from before, half with one that was signed just now. */
    private static List<Integer> twentyFive(String before, AccountId account) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String token = i % 2 == 0 ? before : SignedIn.token(account);
            statuses.add(PlainCalls.get(MINE, token));
        }
        return statuses;
    }

    @Test
    void aWithdrawnKeyIsNotBelievedAnyMoreAndAnotherOneSigns() throws TokenRefused {
        String active = keys.active().getKeyId();
        assertTrue(keys.revoke(active));
        assertFalse(keys.revoke(active));
        TrustedKeys seen = new TrustedKeys(keys::published, clock);
        assertThrows(TokenRefused.class, () -> seen.find(active, "ES256"));
        String next = keys.active().getKeyId();
        assertNotEquals(active, next);
        assertNotNull(new TrustedKeys(keys::published, clock).find(next, "ES256"));
    }

    private static List<String> publishedKeys() {
        return given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("keys.kid");
    }
}
