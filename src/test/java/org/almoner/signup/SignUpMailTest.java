package org.almoner.signup;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.donor.EmailAddress;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.office.Jurisdiction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody reads who signed up, in each language; no word of advertising. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignUpMailTest {

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

    private static ZonedDateTime day(int day) {
        return ZonedDateTime.of(2026, 11, day, 3, 15, 0, 0, ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "nl", "fr"})
    void asks_for_a_confirmation_and_says_what_was_agreed_to(String language) {
        Mail mail =
                SignUpMail.of(
                        new SignUpRecord(
                                UUID.fromString("019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa"),
                                EmailAddress.parse("erika@example.org").orElseThrow(),
                                language,
                                OFFICE,
                                "The very words that were shown, in the language they were shown"
                                        + " in.",
                                "https://portal.example.org/"
                                        + language
                                        + "#confirmation="
                                        + "0".repeat(43),
                                day(20),
                                day(27)));
        Golden.matches("signup/" + language + ".txt", mail.subject() + "\n\n" + mail.text());
        Golden.matches("signup/" + language + ".html", mail.html());
    }
}
