package org.almoner.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.donor.Salutation;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Test;

/** Delete a golden file to have it written anew, then read the difference. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccountMailTest {

    private static final List<String> LANGUAGES = List.of("de", "en", "nl", "fr");
    private static final Instant MORNING = Instant.parse("2026-11-25T09:15:00Z");
    private static final String SECRET = "7ZkQ2m4b0m8o6r1J4w9v3p5n6t8y0aBcDeFgHiJkLmN";

    @Inject Offices offices;

    private AccountLetter letter(AccountLetter.Kind kind, String language) {
        boolean isToNew = kind == AccountLetter.Kind.CONFIRM_ADDRESS;
        var office = offices.byCode(new OfficeCode("DE"), MORNING);
        return new AccountLetter(
                UUID.fromString("019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa"),
                kind,
                language,
                isToNew ? stranger() : erika(),
                Letterhead.of(office),
                "https://www.example.org/" + language + "/portal",
                isToNew ? "erika.neumann@example.org" : "e…@e….org",
                MORNING,
                MORNING.plus(isToNew ? RequestAddressChange.CONFIRMABLE : ConfirmAddress.UNDOABLE),
                office.zone());
    }

    private static Addressee stranger() {
        return new Addressee(
                Salutation.NEUTRAL, null, null, null, null, "erika.neumann@example.org");
    }

    private static Addressee erika() {
        return new Addressee(
                Salutation.MS, "Dr.", "Erika", "Beispiel", null, "erika.beispiel@example.org");
    }

    @Test
    void every_kind_is_said_in_every_language() {
        for (String language : LANGUAGES) {
            for (AccountLetter.Kind kind : AccountLetter.Kind.values()) {
                Mail mail = AccountMail.of(letter(kind, language), SECRET, 1);
                String name = kind.name().toLowerCase(Locale.ROOT) + "-" + language;
                String link =
                        "https://www.example.org/" + language + "/portal#confirmation=" + SECRET;
                assertTrue(mail.text().lines().anyMatch(it -> it.strip().equals(link)), name);
                assertTrue(
                        mail.text().lines().filter(it -> it.length() > 72).count() <= 1,
                        "only the link may be longer than a line");
                assertFalse(mail.html().contains("null") || mail.text().contains("null"), name);
                assertFalse(mail.html().contains("src="), "nothing is fetched");
                assertFalse(
                        mail.html().replace("href=\"" + link + "\"", "").contains("href="),
                        "no link but the one");
                Golden.matches(
                        "account/" + name + ".txt",
                        "Subject: " + mail.subject() + "\n\n" + mail.text());
            }
        }
    }

    @Test
    void both_are_looked_at_as_pages() {
        AccountLetter confirm = letter(AccountLetter.Kind.CONFIRM_ADDRESS, "de");
        AccountLetter changed = letter(AccountLetter.Kind.ADDRESS_CHANGED, "en");
        Golden.matches(
                "account/confirm_address-de.html", AccountMail.of(confirm, SECRET, 1).html());
        Golden.matches(
                "account/address_changed-en.html", AccountMail.of(changed, SECRET, 1).html());
    }

    @Test
    void the_same_letter_is_the_same_mail() {
        AccountLetter letter = letter(AccountLetter.Kind.ADDRESS_CHANGED, "fr");
        Mail mail = AccountMail.of(letter, SECRET, 1);
        assertEquals(mail, AccountMail.of(letter, SECRET, 1));
        assertEquals(
                "019ab0c4-7a11-7b02-8f00-52d0c2b7e9aa.account.1@de.example.org", mail.messageId());
    }

    @Test
    void a_page_that_uses_the_fragment_itself_keeps_it() {
        assertEquals(
                "https://a.example.org/#/portal&confirmation=s",
                AccountMail.link("https://a.example.org/#/portal", "s"));
    }
}
