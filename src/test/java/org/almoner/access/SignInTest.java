package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.almoner.TestDatabase;
import org.almoner.access.SignInCalls.Letter;
import org.almoner.access.SignInCalls.Visitor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Signing in as donors do, over HTTP, with the mails they find. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInTest {

    @Inject AccessSql database;

    private static Response sessions(String token) {
        return given().auth().oauth2(token).get("/v1/me/sessions");
    }

    @Nested
    class TheLink {

        @Test
        void signsInTheBrowserThatAskedAndOnlyOnce() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "de").then().statusCode(202).body(equalTo(""));
            Letter letter = SignInCalls.awaitLetter(email, 1);
            String token =
                    visitor.redeem(letter.link())
                            .then()
                            .statusCode(200)
                            .body("expiresIn", equalTo(600))
                            .extract()
                            .path("accessToken");
            sessions(token)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].browser", equalTo("Firefox, Linux"))
                    .body("items[0].current", equalTo(true));
            visitor.redeem(letter.link()).then().statusCode(404);
            visitor.redeem(letter.code()).then().statusCode(404);
        }

        @Test
        void ofAnotherBrowserIsRefusedAndStaysGoodForTheOwner() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor owner = new Visitor();
            owner.ask(email, "en").then().statusCode(202);
            Letter letter = SignInCalls.awaitLetter(email, 1);
            new Visitor()
                    .redeem(letter.link())
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("other-browser"));
            Visitor thief = new Visitor();
            thief.ask(SignInCalls.freshAddress(), "en").then().statusCode(202);
            thief.redeem(letter.link()).then().statusCode(403);
            thief.redeem(letter.code()).then().statusCode(404);
            owner.redeem(letter.link()).then().statusCode(200);
        }

        @Test
        void isNotUsedUpByScannersThatFollowIt() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "en").then().statusCode(202);
            Letter letter = SignInCalls.awaitLetter(email, 1);
            for (int i = 0; i < 50; i++) {
                given().queryParam("code", letter.link()).get("/v1/tokens").then().statusCode(405);
                given().head("/v1/tokens").then().statusCode(405);
            }
            visitor.redeem(letter.link()).then().statusCode(200);
        }

        @Test
        void isTooLateAfterItsTime() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "en").then().statusCode(202);
            Letter letter = SignInCalls.awaitLetter(email, 1);
            int aged =
                    QuarkusTransaction.requiringNew()
                            .call(
                                    () ->
                                            database.run(
                                                    "UPDATE sign_in_request SET expires_at ="
                                                            + " asked_at WHERE email = ?",
                                                    email));
            assertEquals(1, aged);
            visitor.redeem(letter.link()).then().statusCode(404);
            visitor.redeem(letter.code()).then().statusCode(404);
        }

        @Test
        void isWorthlessOnceTheSameBrowserHasAskedAgain() {
            String email = SignInCalls.freshAddress();
            String other = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            SignInCalls.donor("Max", "Muster", other);
            Visitor visitor = new Visitor();
            visitor.ask(email, "en").then().statusCode(202);
            Letter first = SignInCalls.awaitLetter(email, 1);
            visitor.ask(other, "en").then().statusCode(202);
            Letter second = SignInCalls.awaitLetter(other, 1);
            visitor.redeem(first.link()).then().statusCode(404);
            visitor.redeem(second.link()).then().statusCode(200);
        }
    }

    @Nested
    class TheCode {

        @Test
        void signsInWhereItIsTyped() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "nl").then().statusCode(202);
            String code = SignInCalls.awaitLetter(email, 1).code();
            visitor.redeem(code).then().statusCode(200);
        }

        @Test
        void guessedWronglyFiveTimesIsLockedButAnotherOneCanBeAskedFor() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "en").then().statusCode(202);
            Letter letter = SignInCalls.awaitLetter(email, 1);
            String wrong = letter.code().startsWith("9") ? "1000 0000" : "9000 0000";
            for (int i = 0; i < 40; i++) {
                visitor.redeem(wrong).then().statusCode(404);
            }
            visitor.redeem(letter.code()).then().statusCode(404);
            visitor.redeem(letter.link()).then().statusCode(404);
            forgetMailsTo(email);
            visitor.ask(email, "en").then().statusCode(202);
            visitor.redeem(SignInCalls.awaitLetter(email, 2).code()).then().statusCode(200);
        }

        @Test
        void thatCannotBeOneIsInvalidInput() {
            for (String code : List.of("", "1234", "1234567890", "x".repeat(64), "1234-5678")) {
                new Visitor()
                        .redeem(code)
                        .then()
                        .statusCode(400)
                        .body("violations[0].pointer", equalTo("/code"));
            }
        }
    }

    @Nested
    class TheAddress {

        @Test
        void isAnsweredAlikeWhetherItIsKnownOrNot() {
            String known = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", known);
            Response one = new Visitor().ask(known, "de");
            Response other = new Visitor().ask(SignInCalls.freshAddress(), "de");
            assertEquals(202, one.statusCode());
            assertEquals(one.statusCode(), other.statusCode());
            assertEquals(one.asString(), other.asString());
            assertEquals(names(one), names(other));
        }

        private List<String> names(Response answer) {
            return answer.headers().asList().stream()
                    .map(it -> it.getName() + "/" + it.getValue().length())
                    .sorted()
                    .toList();
        }

        @Test
        void inAnotherCaseIsTheSameMailboxAndGetsTheMailAsTheDonorWroteIt() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email.toUpperCase(java.util.Locale.ROOT), "en").then().statusCode(202);
            visitor.redeem(SignInCalls.awaitLetter(email, 1).link()).then().statusCode(200);
        }

        @Test
        void thatOnlyLooksLikeAKnownOneGetsNothing() {
            String email = "silke" + SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            List<String> lookAlikes =
                    List.of(
                            "\u017Filke" + email.substring(5), // long s, in capitals an S
                            "s\u0456lke" + email.substring(5), // Cyrillic i
                            "silke+x" + email.substring(5),
                            email.replace("example.org", "ex\u0430mple.org"));
            for (String address : lookAlikes) {
                Visitor visitor = new Visitor();
                visitor.ask(address, "en").then().statusCode(202);
                awaitMailsOf(address);
            }
            assertEquals(List.of(), SignInCalls.lettersTo(email));
        }

        @Test
        void thatIsNoneIsInvalidInput() {
            for (String address :
                    List.of(
                            "",
                            "x",
                            "a@b",
                            "a b@example.org",
                            "a@example.org\r\nBcc: x@example.org")) {
                new Visitor()
                        .ask(address, "en")
                        .then()
                        .statusCode(400)
                        .body(containsString("/email"));
            }
        }

        @Test
        void getsFewMailsHoweverManyAreAskedFor() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            for (int i = 0; i < 20; i++) {
                new Visitor().ask(email, "en").then().statusCode(202);
            }
            awaitTried(email, 20);
            assertEquals(1, SignInCalls.lettersTo(email).size(), "one a minute");
            forgetMailsTo(email);
            SignInCalls.awaitLetter(email, 2);
            assertEquals(2, SignInCalls.lettersTo(email).size(), "what had to wait comes later");
        }

        @Test
        void sharedByTwoPeopleLetsOneChooseAndShowsEachOnlyTheirOwn() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Anna", "Gemeinsam", email);
            SignInCalls.donor("Bernd", "Gemeinsam", email);
            SignInCalls.donor("anna ", "GEMEINSAM", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "de").then().statusCode(202);
            Response choice = visitor.redeem(SignInCalls.awaitLetter(email, 1).link());
            choice.then().statusCode(200).body("people", hasSize(2));
            String anna = choice.path("people.find { it.name.toLowerCase().contains('anna') }.id");
            String token = choice.path("choice");
            Visitor thief = new Visitor();
            thief.choose(token, anna).then().statusCode(404);
            visitor.choose(token, java.util.UUID.randomUUID().toString()).then().statusCode(404);
            String access =
                    visitor.choose(token, anna)
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("accessToken");
            sessions(access).then().statusCode(200).body("items", hasSize(1));
            visitor.choose(token, anna).then().statusCode(404);
            assertEquals(
                    2,
                    (int)
                            database.with(
                                    "SELECT count(*) FROM account_donor m JOIN donor d ON d.id ="
                                            + " m.donor_id WHERE d.email = ?",
                                    statement -> {
                                        statement.setString(1, email);
                                        try (var row = statement.executeQuery()) {
                                            row.next();
                                            return row.getInt(1);
                                        }
                                    }));
        }
    }

    @Nested
    class TheRefreshToken {

        @Test
        void servesOnceAndBringsTheNext() {
            Visitor visitor = new Visitor();
            signedIn(visitor);
            String first = visitor.refresh;
            String token = visitor.refreshed().then().statusCode(200).extract().path("accessToken");
            assertNotEquals(first, visitor.refresh);
            sessions(token).then().statusCode(200).body("items", hasSize(1));
            visitor.refreshed().then().statusCode(200);
        }

        @Test
        void usedTwiceEndsTheSessionForEverybody() {
            Visitor visitor = new Visitor();
            signedIn(visitor);
            Visitor thief = new Visitor();
            thief.refresh = visitor.refresh;
            String token = visitor.refreshed().then().statusCode(200).extract().path("accessToken");
            thief.refreshed().then().statusCode(401);
            visitor.refreshed().then().statusCode(401);
            sessions(token).then().statusCode(401);
        }

        @Test
        void askedForAgainByTheSameBrowserThatLostTheAnswerIsTheSame() {
            Visitor visitor = new Visitor();
            signedIn(visitor);
            Visitor same = new Visitor();
            same.browser = visitor.browser;
            same.refresh = visitor.refresh;
            visitor.refreshed().then().statusCode(200);
            same.refreshed().then().statusCode(200);
            assertEquals(visitor.refresh, same.refresh);
        }

        @Test
        void needsTheHeaderThatNoFormCanSet() {
            given().cookie(Cookies.REFRESH, "x")
                    .post("/v1/tokens/refresh")
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("header:Portal-Request"));
            given().header("Origin", "https://evil.example")
                    .header("Portal-Request", "1")
                    .post("/v1/tokens/refresh")
                    .then()
                    .statusCode(403);
            new Visitor().refreshed().then().statusCode(401);
        }

        @Test
        void isGoneAfterSigningOut() {
            Visitor visitor = new Visitor();
            String token = signedIn(visitor);
            String old = visitor.refresh;
            visitor.signedOut().then().statusCode(204);
            sessions(token).then().statusCode(401);
            visitor.refresh = old;
            visitor.refreshed().then().statusCode(401);
            visitor.signedOut().then().statusCode(204);
        }

        @Test
        void comesInACookieThatNoScriptAndNoOtherSiteGets() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor visitor = new Visitor();
            visitor.ask(email, "en").then().statusCode(202);
            String set =
                    visitor.redeem(SignInCalls.awaitLetter(email, 1).link())
                            .then()
                            .statusCode(200)
                            .extract()
                            .header("Set-Cookie");
            for (String part :
                    List.of("__Host-rt=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict")) {
                assertTrue(set.contains(part), part);
            }
            assertTrue(!set.contains("Domain"), "no domain");
        }
    }

    @Nested
    class Sessions {

        @Test
        void areListedAndEndedByTheDonorAtOnceAndNobodyElses() {
            String email = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", email);
            Visitor phone = new Visitor();
            String onPhone = SignInCalls.tokenOf(phone, email);
            forgetMailsTo(email);
            Visitor laptop = new Visitor();
            laptop.ask(email, "en").then().statusCode(202);
            String onLaptop =
                    laptop.redeem(SignInCalls.awaitLetter(email, 2).link())
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("accessToken");
            String stranger = signedIn(new Visitor());
            Response list = sessions(onLaptop);
            list.then().statusCode(200).body("items", hasSize(2));
            String phoneSession = list.path("items.find { !it.current }.id");
            given().auth()
                    .oauth2(stranger)
                    .delete("/v1/me/sessions/" + phoneSession)
                    .then()
                    .statusCode(404);
            sessions(onPhone).then().statusCode(200);
            given().auth()
                    .oauth2(onLaptop)
                    .delete("/v1/me/sessions/" + phoneSession)
                    .then()
                    .statusCode(204);
            sessions(onPhone).then().statusCode(401);
            phone.refreshed().then().statusCode(401);
            sessions(onLaptop).then().statusCode(200).body("items", hasSize(1));
            given().auth()
                    .oauth2(onLaptop)
                    .delete("/v1/me/sessions/" + phoneSession)
                    .then()
                    .statusCode(404);
        }
    }

    private String signedIn(Visitor visitor) {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        return SignInCalls.tokenOf(visitor, email);
    }

    /** So that a second mail within a minute is allowed. */
    private void forgetMailsTo(String email) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                database.run(
                                        "UPDATE allowance_use SET used_at = used_at - interval '2"
                                                + " minutes' WHERE key = ?",
                                        Hashes.of("mail-to-mailbox|" + email)));
    }

    /** Waits until every mail that is owed for an address was tried. */
    private void awaitTried(String address, int wanted) {
        await(
                "SELECT count(*) FROM outbox_message o JOIN sign_in_request r ON r.id = o.subject"
                        + " WHERE r.email = ? AND (o.attempts > 0 OR o.state <> 'PENDING')",
                address,
                wanted);
    }

    /** Waits until all that is owed for an address was worked off. */
    private void awaitMailsOf(String address) {
        await(
                "SELECT count(*) FROM outbox_message o JOIN sign_in_request r ON r.id = o.subject"
                        + " WHERE r.email = ? AND o.state = 'PENDING'",
                address,
                0);
    }

    private void await(String count, String address, int wanted) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            int found =
                    database.with(
                            count,
                            statement -> {
                                statement.setString(1, address);
                                try (var row = statement.executeQuery()) {
                                    row.next();
                                    return row.getInt(1);
                                }
                            });
            if (found == wanted) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("What was owed was not worked off");
    }
}
