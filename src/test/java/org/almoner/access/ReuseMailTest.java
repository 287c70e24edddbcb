package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.access.SignInCalls.Visitor;
import org.almoner.donor.Salutation;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.office.Jurisdiction;
import org.almoner.outbox.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AU-6: who may have been robbed of a session is told, once, where he was shown to be at home. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReuseMailTest {

    private static final Letterhead OFFICE =
            new Letterhead(
                    "DE",
                    Jurisdiction.DE,
                    "Beispiel Hilfe e.V.",
                    List.of("Musterstr. 1", "10115 Berlin"),
                    "https://de.example.org",
                    "Beispiel Hilfe",
                    "spenden@de.example.org",
                    "kontakt@de.example.org",
                    List.of());

    @Inject ReuseMailHandler handler;
    @Inject AccessSql database;

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "nl", "fr"})
    void saysWhichSessionItWasAndWhatToDo(String language) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Mail mail =
                ReuseMail.of(
                        new ReuseMail.Record(
                                UUID.fromString("019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa"),
                                new Addressee(
                                        Salutation.MS,
                                        null,
                                        "Erika",
                                        "Beispiel",
                                        null,
                                        "erika@example.org"),
                                language,
                                OFFICE,
                                "https://portal.example.org/" + language,
                                new ReuseMail.What(
                                        "Firefox, Windows",
                                        Instant.parse("2026-11-02T18:05:00Z").atZone(berlin),
                                        Instant.parse("2026-11-26T02:15:00Z").atZone(berlin))));
        Golden.matches("signin/reuse-" + language + ".txt", mail.subject() + "\n\n" + mail.text());
        Golden.matches("signin/reuse-" + language + ".html", mail.html());
    }

    @Test
    void comesOnceForASessionWithoutAnySecretToTheProvedAddress() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        SignInCalls.tokenOf(visitor, email);
        String stolen = visitor.refresh;
        visitor.refreshed().then().statusCode(200);
        String kept = visitor.refresh;
        for (int i = 0; i < 3; i++) {
            Visitor thief = new Visitor();
            thief.refresh = stolen;
            thief.refreshed().then().statusCode(401);
        }
        visitor.refreshed().then().statusCode(401);
        String text = SignInCalls.awaitText(email, 2);
        assertTrue(text.contains("Firefox, Linux"), text);
        for (String secret : List.of(stolen, kept, "#token=", "#confirmation=")) {
            assertFalse(text.contains(secret), "a secret in the mail");
        }
        assertEquals(1, owedFor(email));
    }

    @Test
    void doesNotGoToAnAddressThatNobodyProved() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        SignInCalls.tokenOf(visitor, email);
        UUID session = onlySessionOf(email);
        database.run(
                "UPDATE donor_session SET ended_at = now(), ended_why = 'TOKEN_REUSED' WHERE id = ?",
                session);
        database.run(
                "UPDATE account_address SET ended_at = now() WHERE email = ? AND ended_at IS NULL",
                email);
        assertEquals(new Delivery.Delivered(), handler.deliver(session, 1));
        assertEquals(1, SignInCalls.lettersTo(email).size(), "the mail of the sign-in only");
    }

    @Test
    void isNotSentAboutASessionThatEndedForAnotherReason() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        Visitor visitor = new Visitor();
        SignInCalls.tokenOf(visitor, email);
        UUID session = onlySessionOf(email);
        visitor.signedOut().then().statusCode(204);
        assertEquals(new Delivery.Delivered(), handler.deliver(session, 1));
        assertEquals(new Delivery.Delivered(), handler.deliver(UUID.randomUUID(), 1));
        assertEquals(1, SignInCalls.lettersTo(email).size());
    }

    private UUID onlySessionOf(String email) {
        return database.with(
                "SELECT s.id FROM donor_session s JOIN account_address a USING (account_id)"
                        + " WHERE a.email = ?",
                statement -> {
                    statement.setString(1, email);
                    try (var row = statement.executeQuery()) {
                        assertTrue(row.next());
                        return row.getObject(1, UUID.class);
                    }
                });
    }

    private int owedFor(String email) {
        UUID session = onlySessionOf(email);
        return database.with(
                "SELECT count(*) FROM outbox_message WHERE kind = ? AND subject = ?",
                statement -> {
                    statement.setString(1, ReuseMailHandler.KIND);
                    statement.setObject(2, session);
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }
}
