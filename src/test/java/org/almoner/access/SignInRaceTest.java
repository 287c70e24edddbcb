package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.access.PlainCalls.Came;
import org.almoner.access.SignInCalls.Letter;
import org.almoner.access.SignInCalls.Visitor;
import org.almoner.account.AccountId;
import org.junit.jupiter.api.Test;

/**
 * F12 and F13: what serves once serves once, however many come at the same moment, over HTTP and,
 * every second time, closer together right at the door behind it. 3 rounds of refreshes and 2 of
 * redemptions, or as many as the system properties {@code almoner.access.refreshes} (100 for the
 * whole figure) and {@code almoner.access.redemptions} (200) say.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInRaceTest {

    private static final int REFRESHES = Integer.getInteger("almoner.access.refreshes", 3);
    private static final int REDEMPTIONS = Integer.getInteger("almoner.access.redemptions", 2);
    private static final int AT_ONCE = 50;

    @Inject Sessions sessions;
    @Inject RedeemSignIn redeem;
    @Inject SessionTable table;
    @Inject AccessSql database;
    @Inject InstantSource clock;

    private final String email = SignInCalls.freshAddress();

    /** Signed in past the mail, in a browser of its own. */
    private Visitor signedIn(AccountId account) {
        Visitor visitor = new Visitor();
        visitor.browser = UUID.randomUUID().toString().replace("-", "") + "abcdefghijk";
        visitor.refresh =
                sessions.begin(account, Browser.of(visitor.browser, "Firefox Linux"))
                        .refreshToken();
        return visitor;
    }

    @Test
    void fiftyRefreshesAtOnceMakeOneSuccessorAndAReplayElsewhereEndsTheSession() throws Exception {
        SignInCalls.donor("Erika", "Beispiel", email);
        AccountId account = SignedIn.account(email);
        int ended = 0;
        for (int round = 0; round < REFRESHES; round++) {
            Visitor owner = signedIn(account);
            String first = owner.refresh;
            boolean isOverHttp = round % 2 == 0;
            List<Came> came =
                    AtOnce.all(
                            AT_ONCE,
                            number ->
                                    () ->
                                            isOverHttp
                                                    ? PlainCalls.refresh(owner.browser, first)
                                                    : carriedOn(owner.browser, first));
            assertEquals(AT_ONCE, came.stream().filter(it -> it.status() == 200).count());
            List<String> next = came.stream().map(Came::refresh).distinct().toList();
            assertEquals(1, next.size(), "successors");
            assertNotEquals(first, next.get(0));
            UUID session = sessionOf(first);
            assertOneSuccessor(session);
            assertEquals(401, PlainCalls.refresh(UUID.randomUUID().toString(), first).status());
            assertEquals(401, PlainCalls.refresh(owner.browser, next.get(0)).status());
            ended += isEnded(session) ? 1 : 0;
        }
        assertEquals(REFRESHES, ended);
        System.out.printf(
                "TRIAL refreshes: %d rounds of %d at once, one successor each; %d of %d replays"
                        + " ended the session%n",
                REFRESHES, AT_ONCE, ended, REFRESHES);
    }

    @Test
    void fiftyBrowsersWithOneStolenTokenGetOneSuccessorAtMostAndNoneOfThemStaysIn()
            throws Exception {
        SignInCalls.donor("Erika", "Beispiel", email);
        AccountId account = SignedIn.account(email);
        for (int round = 0; round < REFRESHES; round++) {
            Visitor owner = signedIn(account);
            UUID session = sessionOf(owner.refresh);
            List<Came> came =
                    AtOnce.all(
                            AT_ONCE,
                            number ->
                                    () ->
                                            PlainCalls.refresh(
                                                    number == 0 ? owner.browser : "thief-" + number,
                                                    owner.refresh));
            long in = came.stream().filter(it -> it.status() == 200).count();
            assertTrue(in >= 1 && in <= 2, "the first, and the owner who lost the answer: " + in);
            assertOneSuccessor(session);
            assertTrue(isEnded(session));
            for (Came one : came) {
                if (one.status() == 200) {
                    assertEquals(401, PlainCalls.refresh(owner.browser, one.refresh()).status());
                }
            }
        }
    }

    @Test
    void fiftyRedemptionsAtOnceOpenOneSession() throws Exception {
        for (int round = 0; round < REDEMPTIONS; round++) {
            String address = SignInCalls.freshAddress();
            SignInCalls.donor("Erika", "Beispiel", address);
            Visitor visitor = new Visitor();
            visitor.ask(address, "en").then().statusCode(202);
            Letter letter = SignInCalls.awaitLetter(address, 1);
            for (int i = 0; i < 50; i++) {
                String looked = "/v1/tokens?code=" + letter.link();
                assertEquals(405, PlainCalls.look("GET", looked));
                assertEquals(405, PlainCalls.look("HEAD", looked));
            }
            boolean isOverHttp = round % 2 == 0;
            List<Integer> statuses =
                    AtOnce.all(
                            AT_ONCE,
                            number -> {
                                String code = number % 2 == 0 ? letter.link() : letter.code();
                                return () ->
                                        isOverHttp
                                                ? PlainCalls.redeem(visitor.browser, code).status()
                                                : redeemed(visitor.browser, code);
                            });
            assertEquals(1, Collections.frequency(statuses, 200), statuses.toString());
            assertEquals(49, Collections.frequency(statuses, 404), statuses.toString());
            assertOneSession(address);
        }
        System.out.printf(
                "TRIAL redemptions: %d rounds of %d at once after 100 looks of a scanner, one"
                        + " session each%n",
                REDEMPTIONS, AT_ONCE);
    }

    /** Without what HTTP puts between many who come at once: they meet in the database. */
    private Came carriedOn(String browser, String refresh) {
        return sessions.refresh(refresh, Browser.of(browser, null))
                .map(granted -> new Came(200, granted.refreshToken()))
                .orElse(new Came(401, null));
    }

    private int redeemed(String cookie, String code) {
        Browser browser = Browser.of(cookie, "Firefox Linux");
        RedeemSignIn.Result result =
                code.length() == 64
                        ? redeem.byLink(code, browser)
                        : redeem.byCode(code.replace(" ", ""), browser);
        return result instanceof RedeemSignIn.Result.In ? 200 : 404;
    }

    private void assertOneSession(String address) {
        assertEquals(
                1,
                count(
                        "SELECT count(*) FROM donor_session s JOIN account_address a USING"
                                + " (account_id) WHERE a.email = ?",
                        address),
                "sessions");
    }

    private void assertOneSuccessor(UUID session) {
        assertEquals(
                2,
                count("SELECT count(*) FROM refresh_token WHERE session_id = ?", session),
                "the first token and one successor");
    }

    private boolean isEnded(UUID session) {
        return table.ended(session, SessionEnd.TOKEN_REUSED).isPresent();
    }

    private UUID sessionOf(String refresh) {
        return QuarkusTransaction.requiringNew()
                .call(() -> table.locked(Hashes.of(refresh)).orElseThrow().session());
    }

    private int count(String sql, Object value) {
        return database.with(
                sql,
                statement -> {
                    statement.setObject(1, value);
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }

    /** A second successor and a second session are noticed. */
    @Test
    void theDetectorsFire() {
        SignInCalls.donor("Erika", "Beispiel", email);
        AccountId account = SignedIn.account(email);
        Visitor owner = signedIn(account);
        UUID session = sessionOf(owner.refresh);
        owner.refreshed().then().statusCode(200);
        assertOneSuccessor(session);
        Instant now = clock.instant();
        table.addToken(session, Hashes.of("planted" + session), 3, now, now.plusSeconds(60));
        assertThrows(AssertionError.class, () -> assertOneSuccessor(session));
        assertOneSession(email);
        signedIn(account);
        assertThrows(AssertionError.class, () -> assertOneSession(email));
    }
}
