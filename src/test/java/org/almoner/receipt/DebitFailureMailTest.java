package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.donor.Salutation;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Test;

/** What donors read of a direct debit given once that failed; the golden files are the mails. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DebitFailureMailTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/receipt");
    private static final UUID PAYMENT = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> LANGUAGES = List.of("de", "en", "nl", "fr");
    private static final String RECEIPT = "DE-2026-7X4QK9M2BTC";

    @Inject Offices offices;
    @Inject ReceiptTable table;

    private DebitFailureRecord failure(String language, DebitTrouble trouble, String receipt) {
        return new DebitFailureRecord(
                PAYMENT,
                language,
                trouble,
                receipt != null,
                Money.of(2500, "EUR"),
                "NL13 **** **** **67 89",
                "7K2M9QX4TBCZ5",
                receipt,
                new Addressee(
                        Salutation.NEUTRAL, null, "Erika", "Mustermann", null, "e@example.org"),
                Letterhead.of(offices.byCode(new OfficeCode("DE"), NOON)));
    }

    private Mail mail(String language, DebitTrouble trouble, String receipt) {
        return ReceiptMail.of(failure(language, trouble, receipt), PAYMENT, 1);
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, name);
    }

    @Test
    void each_trouble_is_told_in_four_languages_before_and_after_the_gift_had_counted()
            throws IOException {
        for (String language : LANGUAGES) {
            for (DebitTrouble trouble : DebitTrouble.values()) {
                String name = trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
                assertGolden("debit-failed-" + name, language, mail(language, trouble, null));
                assertGolden("debit-returned-" + name, language, mail(language, trouble, RECEIPT));
            }
        }
    }

    private static void assertGolden(String name, String language, Mail mail) throws IOException {
        assertGolden(
                name + "-" + language + ".txt",
                "Subject: " + mail.subject() + "\n\n" + mail.text());
        assertGolden(name + "-" + language + ".html", mail.html());
        assertTrue(mail.text().lines().allMatch(it -> it.length() <= 72), mail.text());
        assertFalse(mail.html().contains("null") || mail.text().contains("null"), mail.text());
        assertFalse(mail.html().contains("src="), "nothing is fetched");
        assertFalse(
                language.equals("fr") && mail.text().matches("(?s).* [:;?!].*"),
                "French marks cling to their word");
    }

    @Test
    void whoever_can_give_again_sees_where_and_whoever_objected_is_asked_for_nothing() {
        for (String language : LANGUAGES) {
            String website = "https://de.example.org\"";
            assertTrue(mail(language, DebitTrouble.NO_MONEY, null).html().contains(website));
            assertTrue(mail(language, DebitTrouble.ACCOUNT, RECEIPT).html().contains(website));
            assertFalse(mail(language, DebitTrouble.STOPPED, null).html().contains(website));
            assertFalse(mail(language, DebitTrouble.STOPPED, RECEIPT).html().contains(website));
        }
    }

    @Test
    void a_receipt_is_named_only_where_there_is_one() {
        for (DebitTrouble trouble : DebitTrouble.values()) {
            assertTrue(mail("de", trouble, RECEIPT).text().contains("Der Beleg " + RECEIPT));
            assertFalse(mail("de", trouble, null).text().contains("Beleg"));
        }
    }

    @Test
    void a_record_read_back_gives_the_same_mail_under_the_same_name() {
        DebitFailureRecord failure = failure("nl", DebitTrouble.ACCOUNT, RECEIPT);
        DebitFailureRecord back = table.readAs(table.written(failure), DebitFailureRecord.class);
        Mail mail = ReceiptMail.of(back, PAYMENT, 1);
        assertEquals(ReceiptMail.of(failure, PAYMENT, 1), mail);
        assertEquals(PAYMENT + ".debit-failed.1@de.example.org", mail.messageId());
    }
}
