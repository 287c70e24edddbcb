package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.letter.PortalPage;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.DutchAgreements;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.periodic.YearsOfAgreements;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** What statements say of periodic gifts, and what December tells of their years. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PeriodicGiftYearsTest {

    @Inject DutchAgreements agreements;
    @Inject GiftsOfAYear gifts;
    @Inject IssuedStatements statements;
    @Inject PeriodicGiftHistory history;
    @Inject YearsOfAgreements years;
    @Inject TermsOfStatements terms;
    @Inject DonorBook donors;
    @Inject Offices offices;
    @Inject PortalPage portal;
    @Inject TaxConfig config;

    private final List<Mail> sent = new ArrayList<>();
    private final MailTransport transport =
            mail -> {
                sent.add(mail);
                return new Delivery.Delivered();
            };

    private static InstantSource at(String moment) {
        return InstantSource.fixed(Instant.parse(moment));
    }

    private AgreementView agreementOf(UUID donor) {
        return history.ofDonors(List.of(new DonorId(donor)), null, 1).get(0);
    }

    @Test
    void a_statement_sums_up_each_agreement_and_its_gifts_say_which() throws IOException {
        UUID donor = gifts.donor("NL", "Sanne", "Voorbeeld", "nl", "1011 AB");
        String number = agreements.ofThePast(donor, 2017);
        UUID before = gifts.gift(donor, "NL", "EUR", 1_000, "2017-01-05T10:00:00Z");
        UUID periodic = gifts.gift(donor, "NL", "EUR", 60_000, "2017-03-05T10:00:00Z");
        gifts.gift(donor, "NL", "EUR", 2_500, "2017-04-05T10:00:00Z");
        agreements.assign(number, before);
        agreements.assign(number, periodic);
        StatementView statement = statements.issued(donor, "NL", 2017);
        var listed =
                TestStaff.as("finance", "NL")
                        .get("/v1/staff/tax-statements/" + statement.number() + "/gifts")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertEquals(
                Stream.of(null, number, null).toList().toString(),
                listed.getList("items.agreement").toString(),
                "before the signature nothing was promised");
        byte[] document =
                TestStaff.as("finance", "NL")
                        .get("/v1/staff/tax-statements/" + statement.number() + "/pdf")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        String text = flat(document);
        assertTrue(
                text.contains("Periodieke giften, transactienummer " + number + " € 600,00"), text);
        assertTrue(text.contains("Gewone giften, geen daarvan contant € 35,00"), text);
    }

    private static String flat(byte[] document) throws IOException {
        try (PDDocument read = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
        }
    }

    /** What is owed on a day, such as {@code periodic-gift-mail 2018}, of one agreement. */
    private List<String> owedOn(String moment, UUID agreement) {
        List<String> owed = new ArrayList<>();
        new WatchPeriodicGifts(
                        offices,
                        years,
                        (kind, subject, occurrence) -> {
                            if (subject.equals(agreement)
                                    || kind.equals(PeriodicGiftWarningHandler.KIND)) {
                                owed.add(kind + " " + occurrence);
                            }
                        },
                        config,
                        at(moment))
                .run();
        return owed;
    }

    @Test
    void from_the_first_of_december_in_amsterdam_on_a_year_that_differs_is_told_of() {
        UUID donor = gifts.donor("NL", "Sanne", "Voorbeeld", "nl", "1011 AB");
        String number = agreements.ofThePast(donor, 2018);
        UUID agreement = agreementOf(donor).id();
        assertEquals(List.of(), owedOn("2018-11-30T22:59:00Z", agreement));
        assertEquals(
                List.of("periodic-gift-warning 1", "periodic-gift-mail 2018"),
                owedOn("2018-11-30T23:01:00Z", agreement));
        agreements.assign(number, gifts.gift(donor, "NL", "EUR", 60_000, "2018-12-05T10:00:00Z"));
        assertTrue(
                !owedOn("2018-12-06T10:00:00Z", agreement).contains("periodic-gift-mail 2018"),
                "it adds up by now");
        agreements.assign(number, gifts.gift(donor, "NL", "EUR", 60_000, "2022-12-05T10:00:00Z"));
        assertTrue(
                owedOn("2022-12-06T10:00:00Z", agreement).contains("periodic-gift-mail 2022"),
                "it has its last year");
        assertEquals(List.of(), owedOn("2019-01-01T10:00:00Z", agreement));
    }

    private PeriodicGiftMailHandler mails(String moment) {
        return new PeriodicGiftMailHandler(
                history, years, donors, offices, portal, transport, at(moment));
    }

    @Test
    void the_donor_reads_what_is_missing_and_until_when_in_the_donors_language() {
        UUID donor = gifts.donor("NL", "Sanne", "Voorbeeld", "nl", "1011 AB");
        String number = agreements.ofThePast(donor, 2019);
        UUID agreement = agreementOf(donor).id();
        agreements.assign(number, gifts.gift(donor, "NL", "EUR", 45_000, "2019-03-05T10:00:00Z"));
        mails("2019-12-01T08:00:00Z").deliver(agreement, 2019);
        String text = sent.get(0).text().replaceAll("[\\s\u00a0]+", " ");
        for (String part :
                List.of("€ 150,00", "31 december 2019", number, "€ 450,00", "€ 600,00")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertInstanceOf(
                Delivery.NotWanted.class, mails("2020-01-01T08:00:00Z").deliver(agreement, 2019));
        agreements.assign(number, gifts.gift(donor, "NL", "EUR", 15_000, "2019-12-05T10:00:00Z"));
        assertInstanceOf(
                Delivery.NotWanted.class, mails("2019-12-06T08:00:00Z").deliver(agreement, 2019));
        agreements.assign(number, gifts.gift(donor, "NL", "EUR", 60_000, "2023-03-05T10:00:00Z"));
        mails("2023-12-01T08:00:00Z").deliver(agreement, 2023);
        String last = sent.get(1).text().replaceAll("[\\s\u00a0]+", " ");
        assertTrue(last.contains("een nieuwe overeenkomst nodig"), last);
        assertEquals(2, sent.size());
    }

    @Test
    void each_mail_says_in_each_language_what_its_page_says() {
        for (String language : List.of("nl", "en", "de", "fr")) {
            UUID donor = gifts.donor("NL", "Sanne", "Voorbeeld", language, "1011 AB");
            String number = agreements.ofThePast(donor, 2016);
            agreements.assign(
                    number, gifts.gift(donor, "NL", "EUR", 70_000, "2020-03-05T10:00:00Z"));
            UUID agreement = agreementOf(donor).id();
            mails("2020-12-01T08:00:00Z").deliver(agreement, 2020);
            golden("beyond_and_last_" + language, number);
            mails("2019-12-01T08:00:00Z").deliver(agreement, 2019);
            golden("missing_" + language, number);
        }
        assertEquals(8, sent.size());
    }

    /** The mail that was sent last, without what differs from run to run. */
    private void golden(String name, String number) {
        Mail mail = sent.get(sent.size() - 1);
        String text = mail.subject() + "\n\n" + mail.text();
        Golden.matches(
                "periodic/mail_" + name + ".txt",
                text.replace(number, "2016000123").replaceAll("localhost:[0-9]+", "localhost"));
    }

    @Test
    void finance_reads_how_many_there_are_and_nobodys_name() {
        UUID donor = gifts.donor("NL", "Sanne", "Nergensgenoemd", "nl", "1011 AB");
        agreements.ofThePast(donor, 2021);
        var handler =
                new PeriodicGiftWarningHandler(
                        offices, terms, years, transport, at("2021-12-01T08:00:00Z"));
        handler.deliver(
                WatchPeriodicGifts.subject(
                        offices.byCode(new org.almoner.office.OfficeCode("NL")), 2021),
                1);
        String text = sent.get(0).text();
        assertTrue(text.contains("office=NL&year=2021"), text);
        assertTrue(!text.contains("Nergensgenoemd"), text);
        assertInstanceOf(Delivery.NotWanted.class, handler.deliver(UUID.randomUUID(), 1));
        TestStaff.as("finance", "NL")
                .get("/v1/staff/periodic-gift-years?office=NL&year=2021&limit=100")
                .then()
                .statusCode(200)
                .body("items.donor", Matchers.hasItem(donor.toString()));
    }
}
