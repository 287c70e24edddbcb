package org.almoner.access;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
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

/** What a donor reads who wants to sign in, in each language. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInMailTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "nl", "fr"})
    void saysWhatToDoAndFromWhereItWasAskedFor(String language) {
        Mail mail =
                SignInMail.of(
                        new SignInRecord(
                                UUID.fromString("019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa"),
                                EmailAddress.parse("erika@example.org").orElseThrow(),
                                language,
                                OFFICE,
                                "https://portal.example.org/"
                                        + language
                                        + "#token="
                                        + "0".repeat(64),
                                "01234567",
                                new SignInRecord.Asked(
                                        ZonedDateTime.of(
                                                2026,
                                                11,
                                                26,
                                                3,
                                                15,
                                                0,
                                                0,
                                                ZoneId.of("Europe/Berlin")),
                                        Duration.ofMinutes(10).toMinutes(),
                                        "Firefox, Windows",
                                        "203.0.113.x")));
        Golden.matches("signin/" + language + ".txt", mail.subject() + "\n\n" + mail.text());
        Golden.matches("signin/" + language + ".html", mail.html());
    }
}
