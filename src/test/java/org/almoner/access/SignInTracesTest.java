package org.almoner.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.almoner.TestDatabase;
import org.almoner.access.SignInCalls.Letter;
import org.almoner.access.SignInCalls.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What signing in leaves behind: cookies that no script and no other site gets, a line in the log
 * for everything that happens, and nowhere a secret or an address (AB-13, AB-15, AU-8).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInTracesTest {

    @Inject AccessSql database;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (String.valueOf(entry.getLoggerName()).startsWith("com.icegreen")) {
                        return; // the mail server of the tests is not the service
                    }
                    StringWriter text = new StringWriter();
                    text.write(new SimpleFormatter().format(entry));
                    if (entry.getThrown() != null) {
                        entry.getThrown().printStackTrace(new PrintWriter(text, true));
                    }
                    log.add(text.toString());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    private static void assertForThisHostAlone(Cookie cookie, String name) {
        assertEquals(name, cookie.getName());
        assertTrue(name.startsWith("__Host-"), "a prefix that browsers hold the site to");
        assertTrue(cookie.isSecured(), "Secure");
        assertTrue(cookie.isHttpOnly(), "HttpOnly");
        assertEquals("Strict", cookie.getSameSite());
        assertEquals("/", cookie.getPath());
        assertFalse(cookie.hasDomain(), "no domain");
        assertTrue(cookie.hasMaxAge(), "a life time");
    }

    @Test
    void everyCookieIsForThisHostAloneAndForNoScript() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        Response asked = visitor.ask(email, "en");
        assertEquals(1, asked.detailedCookies().size());
        assertForThisHostAlone(asked.detailedCookie(Cookies.BROWSER), Cookies.BROWSER);
        assertEquals(180 * 86_400, asked.detailedCookie(Cookies.BROWSER).getMaxAge());
        Response redeemed = visitor.redeem(SignInCalls.awaitLetter(email, 1).link());
        Response refreshed = visitor.refreshed();
        for (Response granted : List.of(redeemed, refreshed)) {
            assertEquals(1, granted.detailedCookies().size());
            assertForThisHostAlone(granted.detailedCookie(Cookies.REFRESH), Cookies.REFRESH);
            assertEquals(30 * 86_400, granted.detailedCookie(Cookies.REFRESH).getMaxAge());
        }
        Response out = visitor.signedOut();
        assertForThisHostAlone(out.detailedCookie(Cookies.REFRESH), Cookies.REFRESH);
        assertEquals(0, out.detailedCookie(Cookies.REFRESH).getMaxAge());
        assertEquals("", out.detailedCookie(Cookies.REFRESH).getValue());
    }

    @Test
    void everythingThatHappensIsLoggedAndNothingOfItIsASecret() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Zacharias", "Protokollprobe", email);
        List<String> secrets = new ArrayList<>(List.of(email, "Zacharias", "Protokollprobe"));
        Visitor visitor = new Visitor();
        visitor.ask(email, "en").then().statusCode(202);
        Letter letter = SignInCalls.awaitLetter(email, 1);
        new Visitor().redeem(letter.link()).then().statusCode(403);
        String wrong = letter.code().startsWith("9") ? "1000 0000" : "9000 0000";
        visitor.redeem(wrong).then().statusCode(404);
        String access =
                visitor.redeem(letter.code()).then().statusCode(200).extract().path("accessToken");
        String stolen = visitor.refresh;
        visitor.refreshed().then().statusCode(200);
        Visitor thief = new Visitor();
        thief.refresh = stolen;
        thief.refreshed().then().statusCode(401);
        given().auth().oauth2(access).get("/v1/me").then().statusCode(401);
        given().auth().oauth2(access + "x").get("/v1/me").then().statusCode(401);
        given().get("/v1/me/gifts?access_token=" + access).then().statusCode(401);
        String mail = SignInCalls.awaitText(email, 2);
        assertFalse(mail.isEmpty());
        for (String event :
                List.of(
                        "opened account",
                        "was opened in another browser",
                        "A wrong code was typed",
                        "A refresh token was used twice",
                        "An access token was refused: ")) {
            assertTrue(log.stream().anyMatch(it -> it.contains(event)), "not logged: " + event);
        }
        secrets.addAll(
                List.of(
                        letter.link(),
                        letter.code(),
                        letter.code().replace(" ", ""),
                        access,
                        access.substring(access.lastIndexOf('.')),
                        stolen,
                        visitor.refresh,
                        visitor.browser));
        for (String secret : secrets) {
            assertEquals(List.of(), linesWith(secret));
        }
        Logger.getLogger("org.almoner").warning("planted " + letter.link());
        assertEquals(1, linesWith(letter.link()).size(), "the detector fires");
    }

    private List<String> linesWith(String secret) {
        return log.stream().filter(entry -> entry.contains(secret)).toList();
    }

    @Test
    void theDatabaseKeepsNoSecretThatOpensAnything() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        visitor.ask(email, "en").then().statusCode(202);
        Letter letter = SignInCalls.awaitLetter(email, 1);
        visitor.redeem(letter.link()).then().statusCode(200);
        for (String table :
                List.of("sign_in_request", "donor_session", "refresh_token", "allowance_use")) {
            for (String secret :
                    List.of(
                            letter.link(),
                            letter.code().replace(" ", ""),
                            visitor.refresh,
                            visitor.browser)) {
                assertEquals(0, rowsWith(table, secret), table);
            }
        }
        assertEquals(1, rowsWith("sign_in_request", Hashes.of(letter.link())), "it would be found");
        assertEquals(1, rowsWith("refresh_token", Hashes.of(visitor.refresh)));
    }

    @Test
    void nothingLivesLongerThanPromised() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        String access = SignInCalls.tokenOf(visitor, email);
        assertEquals(
                600,
                seconds("SELECT expires_at - asked_at FROM sign_in_request WHERE email = ?", email),
                "link and code");
        String token = Hashes.of(visitor.refresh);
        assertEquals(
                30 * 86_400,
                seconds(
                        "SELECT expires_at - created_at FROM refresh_token WHERE token_hash = ?",
                        token),
                "a session that nobody uses");
        assertEquals(
                180 * 86_400,
                seconds(
                        "SELECT ends_at - signed_in_at FROM donor_session WHERE id = (SELECT"
                                + " session_id FROM refresh_token WHERE token_hash = ?)",
                        token),
                "a session, used or not");
        sessions(access).then().statusCode(200);
        change("UPDATE refresh_token SET expires_at = now() WHERE token_hash = ?", token);
        visitor.refreshed().then().statusCode(401);
        change(
                "UPDATE refresh_token SET expires_at = now() + interval '1 day'"
                        + " WHERE token_hash = ?",
                token);
        change(
                "UPDATE donor_session SET signed_in_at = signed_in_at - interval '180 days',"
                        + " ends_at = now() WHERE id = (SELECT session_id FROM refresh_token"
                        + " WHERE token_hash = ?)",
                token);
        visitor.refreshed().then().statusCode(401);
        sessions(access).then().statusCode(401);
    }

    /** A refresh never stretches a session beyond its end. */
    @Test
    void aRefreshDoesNotOutliveItsSession() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        SignInCalls.tokenOf(visitor, email);
        change(
                "UPDATE donor_session SET ends_at = now() + interval '1 day' WHERE id = (SELECT"
                        + " session_id FROM refresh_token WHERE token_hash = ?)",
                Hashes.of(visitor.refresh));
        visitor.refreshed().then().statusCode(200);
        assertEquals(
                0,
                seconds(
                        "SELECT s.ends_at - t.expires_at FROM refresh_token t JOIN donor_session s"
                                + " ON s.id = t.session_id WHERE t.token_hash = ?",
                        Hashes.of(visitor.refresh)));
    }

    @Test
    void aSignInNeverTakesOnATokenThatWasThereBefore() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        String planted = "a".repeat(43);
        visitor.refresh = planted;
        SignInCalls.tokenOf(visitor, email);
        assertNotEquals(planted, visitor.refresh);
        Visitor attacker = new Visitor();
        attacker.refresh = planted;
        attacker.refreshed().then().statusCode(401);
        visitor.refreshed().then().statusCode(200);
    }

    private static Response sessions(String access) {
        return given().auth().oauth2(access).get("/v1/me/sessions");
    }

    private void change(String sql, String value) {
        assertEquals(
                1, (int) QuarkusTransaction.requiringNew().call(() -> database.run(sql, value)));
    }

    private long seconds(String sql, String value) {
        return database.with(
                "SELECT extract(epoch FROM (" + sql + "))::bigint",
                statement -> {
                    statement.setString(1, value);
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    private int rowsWith(String table, String text) {
        return database.with(
                "SELECT count(*) FROM " + table + " t WHERE position(? in t::text) > 0",
                statement -> {
                    statement.setString(1, text);
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }
}
