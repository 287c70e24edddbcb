package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.donor.Salutation;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.money.Money;
import org.almoner.office.BankAccount;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Test;

/** Delete a golden file to have it written anew, then read the difference. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReceiptMailTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/receipt");
    private static final UUID DONATION = UUID.fromString("019ab0c4-8000-7000-8a00-0a1b2c3d4e5f");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Inject Offices offices;
    @Inject ReceiptTable table;

    private static Addressee donor(String first, String last) {
        return new Addressee(Salutation.NEUTRAL, null, first, last, null, "erika@example.org");
    }

    private ReceiptRecord receipt(String code, String language, long minor, Addressee donor) {
        return receipt(code, language, minor, donor, null);
    }

    private ReceiptRecord receipt(
            String code, String language, long minor, Addressee donor, LocalDate giftAid) {
        Office office = offices.byCode(new OfficeCode(code), NOON);
        Money amount = new Money(minor, office.currency());
        Exemption exemption =
                office.proofLimitOn(DAY)
                        .filter(limit -> !amount.isMoreThan(limit))
                        .map(limit -> Exemption.of(office.noticeOn(DAY).orElseThrow(), limit))
                        .orElse(null);
        return new ReceiptRecord(
                DONATION,
                code + "-2026-7X4QK9M2BTC",
                language,
                DAY,
                DAY,
                amount,
                null,
                PaymentMethod.BANK_TRANSFER,
                donor,
                Letterhead.of(office),
                exemption,
                giftAid);
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
    void a_british_receipt_tells_of_the_declaration_that_covers_the_gift() throws IOException {
        for (String language : new String[] {"en", "de", "nl", "fr"}) {
            ReceiptRecord record =
                    receipt(
                            "GB",
                            language,
                            3_333,
                            donor("Alex", "Sample"),
                            LocalDate.of(2026, 6, 1));
            Mail mail = ReceiptMail.of(record, 1);
            assertGolden("gb-declared-" + language + ".txt", mail.text());
            assertReadsWell(mail);
        }
    }

    @Test
    void each_office_writes_each_of_its_languages() throws IOException {
        for (Office office : offices.all()) {
            for (Locale language : office.locales()) {
                String code = office.code().value();
                String name = code.toLowerCase(Locale.ROOT) + "-" + language.getLanguage();
                Mail mail =
                        ReceiptMail.of(
                                receipt(
                                        code,
                                        language.getLanguage(),
                                        2500,
                                        donor("Erika", "Mustermann")),
                                1);
                assertGolden(name + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text());
                assertGolden(name + ".html", mail.html());
                assertEquals(DONATION + ".receipt.1@" + domain(mail), mail.messageId());
                assertFalse(mail.html().matches("(?s).*(src|href)=.*"), "nothing is fetched");
                assertReadsWell(mail);
            }
        }
    }

    private static void assertReadsWell(Mail mail) {
        assertTrue(mail.text().lines().allMatch(it -> it.length() <= 72), mail.text());
        assertFalse(mail.html().contains("null") || mail.text().contains("null"));
        if (mail.language().equals("fr")) {
            assertFalse(mail.text().matches("(?s).* [:;?!].*"), "French marks cling to their word");
        }
        if (mail.language().equals("de")) {
            assertFalse(mail.text().contains("uittung"), "a receipt mail is no Spendenquittung");
        }
    }

    /** The sentences, wherever a line ends. */
    private static String flat(Mail mail) {
        return mail.text().replace('\n', ' ');
    }

    private static String domain(Mail mail) {
        return mail.from().substring(mail.from().indexOf('@') + 1);
    }

    @Test
    void transfer_instructions_come_in_four_languages() throws IOException {
        for (String language : new String[] {"de", "en", "nl", "fr"}) {
            Office office = offices.byCode(new OfficeCode("DE"), NOON);
            TransferRecord transfer =
                    new TransferRecord(
                            DONATION,
                            language,
                            Money.of(2500, "EUR"),
                            "DE91100000000123456789",
                            null,
                            null,
                            "TESTDEFFXXX",
                            "Beispiel Hilfe e.V.",
                            "RF18539007547034",
                            "BCD\n002\n1\nSCT\nTESTDEFFXXX\nBeispiel Hilfe e.V.\n"
                                    + "DE91100000000123456789\nEUR25.00\n\nRF18539007547034\n",
                            donor("Erika", "Mustermann"),
                            Letterhead.of(office));
            Mail mail = ReceiptMail.of(transfer, DONATION, 1);
            assertGolden(
                    "transfer-" + language + ".txt",
                    "Subject: " + mail.subject() + "\n\n" + mail.text());
            assertGolden("transfer-" + language + ".html", mail.html());
            assertTrue(mail.text().contains("RF18 5390 0754 7034"));
            assertFalse(mail.text().contains("GiroCode"), "a text cannot show it");
            Mail.Picture code = mail.pictures().get(0);
            assertTrue(mail.html().contains("src=\"cid:" + code.contentId() + "\""));
            assertEquals(1, mail.html().split("src=", -1).length - 1, "nothing else is shown");
            assertReadsWell(mail);
        }
    }

    @Test
    void a_direct_debit_is_announced_in_four_languages() throws IOException {
        for (String language : new String[] {"de", "en", "nl", "fr"}) {
            NoticeRecord notice =
                    new NoticeRecord(
                            DONATION,
                            language,
                            Money.of(2500, "EUR"),
                            LocalDate.of(2026, 12, 2),
                            "NL13 **** **** **67 89",
                            "7K2M9QX4TBCZ5",
                            "Beispiel Hilfe e.V.",
                            "DE98ZZZ09999999999",
                            donor("Erika", "Mustermann"),
                            Letterhead.of(offices.byCode(new OfficeCode("DE"), NOON)));
            Mail mail = ReceiptMail.of(notice, DONATION, 1);
            assertGolden(
                    "notice-" + language + ".txt",
                    "Subject: " + mail.subject() + "\n\n" + mail.text());
            assertGolden("notice-" + language + ".html", mail.html());
            assertReadsWell(mail);
        }
    }

    @Test
    void transfer_instructions_name_the_account_as_banks_of_the_country_ask_for_it()
            throws IOException {
        for (String code : new String[] {"GB", "CA", "AU", "US"}) {
            Office office = offices.byCode(new OfficeCode(code), NOON);
            BankAccount account = office.account();
            TransferRecord transfer =
                    new TransferRecord(
                            DONATION,
                            code.equals("CA") ? "fr" : "en",
                            new Money(2500, office.currency()),
                            account.identifier(),
                            account.bankCode().orElse(null),
                            account.accountNumber().orElse(null),
                            account.bic().orElse(null),
                            account.holder(),
                            "RF18539007547034",
                            null,
                            donor("Erika", "Mustermann"),
                            Letterhead.of(office));
            Mail mail = ReceiptMail.of(transfer, DONATION, 1);
            assertGolden(
                    "transfer-to-" + code.toLowerCase(Locale.ROOT) + ".txt",
                    "Subject: " + mail.subject() + "\n\n" + mail.text());
            assertEquals(List.of(), mail.pictures(), "a GiroCode is for EUR only");
            assertFalse(mail.html().contains("<img"));
            assertReadsWell(mail);
        }
    }

    @Test
    void instructions_written_before_bank_codes_were_kept_can_still_be_sent() {
        String old =
                """
                {"donation":"%s","locale":"en","amount":{"minor":2500,"currency":"USD"},
                 "iban":"123456780 000123456789","bic":null,"beneficiary":"Example Relief",
                 "reference":"RF18539007547034","qrPayload":null,"donor":null,"office":null}"""
                        .formatted(DONATION);
        assertNull(table.readAs(old, TransferRecord.class).bankCode());
    }

    @Test
    void the_german_simplified_proof_ends_exactly_at_its_limit() {
        Addressee donor = donor("Erika", "Mustermann");
        String at = flat(ReceiptMail.of(receipt("DE", "de", 300_00, donor), 1));
        String above = flat(ReceiptMail.of(receipt("DE", "de", 300_01, donor), 1));
        assertTrue(at.contains("Vereinfachter Zuwendungsnachweis"));
        assertTrue(
                at.contains("vom 14.05.2024 für den letzten Veranlagungszeitraum 2020 bis 2022"));
        assertTrue(at.contains("Es handelt sich um eine Spende, nicht um einen Mitgliedsbeitrag"));
        assertFalse(above.contains("Vereinfachter"));
        assertTrue(above.contains("Diese E-Mail ist noch keine Zuwendungsbestätigung"));
    }

    @Test
    void the_law_gets_its_sentences() {
        Addressee donor = donor("Jane", "Sample");
        assertTrue(
                flat(ReceiptMail.of(receipt("US", "fr", 2500, donor), 1))
                        .contains(
                                "No goods or services were provided in exchange for this"
                                        + " contribution."));
        assertTrue(
                flat(ReceiptMail.of(receipt("AU", "en", 2500, donor), 1))
                        .contains(
                                "This receipt is for a gift. Example Relief Australia Ltd,"
                                        + " ABN 82 000 000 123, is endorsed as a deductible gift"
                                        + " recipient (DGR)."));
        assertTrue(
                flat(ReceiptMail.of(receipt("CA", "en", 2500, donor), 1))
                        .contains(
                                "This e-mail is not an official receipt for income tax purposes"));
    }

    @Test
    void what_the_law_words_is_marked_as_being_in_its_own_language() {
        Addressee donor = donor("Jane", "Sample");
        String german = ReceiptMail.of(receipt("DE", "nl", 2500, donor), 1).html();
        assertTrue(german.contains("<html lang=\"nl\""));
        assertTrue(german.contains("<h2 class=\"ink\" lang=\"de\""), "the heading");
        assertEquals(2, german.split("<p class=\"ink\" lang=\"de\"", -1).length - 1);
        String american = ReceiptMail.of(receipt("US", "fr", 2500, donor), 1).html();
        assertTrue(american.contains("<h2 class=\"ink\" lang=\"en\""));
        assertEquals(2, american.split("<p class=\"ink\" lang=\"en\"", -1).length - 1);
    }

    @Test
    void the_canadian_mail_names_the_registration_and_points_to_the_official_receipt() {
        String text = flat(ReceiptMail.of(receipt("CA", "fr", 2500, donor("Jane", "Sample")), 1));
        assertTrue(text.contains("numéro d’enregistrement 10000 0009 RR0001"), text);
        assertTrue(text.contains("n’est pas un reçu officiel aux fins de l’impôt sur le revenu"));
    }

    @Test
    void what_a_donor_is_called_is_never_read_as_markup_or_template() {
        Addressee evil = donor("<img src=http://127.0.0.1:9/x>", "{{7*7}} {config:x} {amount}");
        Mail mail = ReceiptMail.of(receipt("DE", "de", 2500, evil), 1);
        assertFalse(mail.html().contains("<img"));
        assertTrue(mail.html().contains("&lt;img src=http://127.0.0.1:9/x&gt;"));
        assertTrue(mail.html().contains("{{7*7}} {config:x} {amount}"));
        assertTrue(mail.text().contains("{{7*7}} {config:x} {amount}"));
        assertFalse(mail.text().contains("49"));
    }

    @Test
    void a_name_written_from_right_to_left_leaves_the_sentence_around_it_alone() {
        Mail mail = ReceiptMail.of(receipt("US", "en", 2500, donor("سارة", "مثال")), 1);
        assertTrue(mail.text().contains("Dear \u2068سارة مثال\u2069,"));
    }

    @Test
    void a_record_read_back_gives_the_same_mail() {
        ReceiptRecord receipt = receipt("DE", "de", 2500, donor("Erika", "Mustermann"));
        ReceiptRecord back = table.readAs(table.written(receipt), ReceiptRecord.class);
        assertEquals(ReceiptMail.of(receipt, 1), ReceiptMail.of(back, 1));
    }
}
