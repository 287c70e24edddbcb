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

/** What donors read when money was given back; the golden files are the mails. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RefundMailTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/receipt");
    private static final UUID MOVEMENT = UUID.fromString("01890000-0000-7000-8000-000000000002");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> LANGUAGES = List.of("de", "en", "nl", "fr");
    private static final String RECEIPT = "DE-2026-7X4QK9M2BTC";

    @Inject Offices offices;
    @Inject ReceiptTable table;

    private RefundRecord refund(String language, long back, long left, String receipt) {
        return new RefundRecord(
                MOVEMENT,
                language,
                Money.of(2500, "EUR"),
                Money.of(back, "EUR"),
                Money.of(left, "EUR"),
                receipt,
                new Addressee(
                        Salutation.NEUTRAL, null, "Erika", "Mustermann", null, "e@example.org"),
                Letterhead.of(offices.byCode(new OfficeCode("DE"), NOON)));
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
    void all_of_a_gift_a_part_and_the_rest_are_told_in_four_languages() throws IOException {
        for (String language : LANGUAGES) {
            golden("refund-all-", refund(language, 2500, 0, RECEIPT));
            golden("refund-part-", refund(language, 1000, 1500, RECEIPT));
            golden("refund-rest-", refund(language, 1500, 0, null));
        }
    }

    private static void golden(String name, RefundRecord refund) throws IOException {
        Mail mail = ReceiptMail.of(refund, MOVEMENT, 1);
        String file = name + refund.locale();
        assertGolden(file + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text());
        assertGolden(file + ".html", mail.html());
        assertTrue(mail.text().lines().allMatch(it -> it.length() <= 72), mail.text());
        assertFalse(mail.html().contains("null") || mail.text().contains("null"), mail.text());
        assertFalse(mail.html().contains("src="), "nothing is fetched");
        assertFalse(
                refund.locale().equals("fr") && mail.text().matches("(?s).* [:;?!].*"),
                "French marks cling to their word");
    }

    @Test
    void what_is_left_counts_and_a_receipt_of_nothing_does_not_hold() {
        assertTrue(text(refund("de", 1000, 1500, RECEIPT)).contains("Es gelten nun"));
        assertTrue(text(refund("de", 2500, 0, RECEIPT)).contains("gilt damit nicht mehr"));
        assertFalse(text(refund("de", 1000, 1500, null)).contains("Beleg"));
        assertTrue(text(refund("de", 1500, 0, null)).contains("auch die übrigen"));
    }

    private static String text(RefundRecord refund) {
        return ReceiptMail.of(refund, MOVEMENT, 1).text().replaceAll("\\s+", " ");
    }

    @Test
    void a_record_read_back_gives_the_same_mail_under_the_same_name() {
        RefundRecord refund = refund("nl", 1000, 1500, RECEIPT);
        RefundRecord back = table.readAs(table.written(refund), RefundRecord.class);
        Mail mail = ReceiptMail.of(back, MOVEMENT, 1);
        assertEquals(ReceiptMail.of(refund, MOVEMENT, 1), mail);
        assertEquals(MOVEMENT + ".refund.1@de.example.org", mail.messageId());
    }
}
