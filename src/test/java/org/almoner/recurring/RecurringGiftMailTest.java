package org.almoner.recurring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almoner.Golden;
import org.almoner.TestDatabase;
import org.almoner.donor.Salutation;
import org.almoner.giving.Cadence;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.mail.Mail;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.recurring.RecurringGiftNews.Notice;
import org.almoner.recurring.RecurringGiftNews.Reason;
import org.almoner.recurring.RecurringGiftRecord.Terms;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Delete a golden file to have it written anew, then read the difference. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecurringGiftMailTest {

    private static final List<String> LANGUAGES = List.of("de", "en", "nl", "fr");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Inject Offices offices;

    private Office office(String code) {
        return offices.byCode(new OfficeCode(code), NOON);
    }

    private RecurringGiftRecord mail(String office, String language, String name) {
        return GiftsToWriteAbout.mails(office(office), language).get(name);
    }

    /** The sentences, wherever a line ends. */
    private static String flat(RecurringGiftRecord record) {
        return RecurringGiftMail.of(record, 1).text().replace('\n', ' ');
    }

    private static RecurringGiftRecord to(Addressee donor, RecurringGiftRecord record) {
        return new RecurringGiftRecord(
                record.id(),
                record.number(),
                record.locale(),
                donor,
                record.office(),
                record.portal(),
                record.terms(),
                record.next(),
                record.news());
    }

    @Nested
    class Words {

        @Test
        void every_kind_is_said_in_every_language() {
            for (String language : LANGUAGES) {
                Map<String, String> byKind = new TreeMap<>();
                GiftsToWriteAbout.mails(office("DE"), language)
                        .forEach((name, record) -> collect(byKind, name, record));
                assertEquals(kinds(), byKind.keySet());
                byKind.forEach(
                        (kind, text) ->
                                Golden.matches("regular/" + kind + "-" + language + ".txt", text));
            }
        }

        private static Set<String> kinds() {
            return EnumSet.allOf(RecurringGiftNews.Kind.class).stream()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(java.util.TreeSet::new));
        }

        private static void collect(
                Map<String, String> byKind, String name, RecurringGiftRecord record) {
            Mail mail = RecurringGiftMail.of(record, 1);
            assertReadsWell(name, mail);
            byKind.merge(
                    name.split("\\.")[0],
                    "######## " + name + "\nSubject: " + mail.subject() + "\n\n" + mail.text(),
                    (one, other) -> one + "\n\n" + other);
        }

        @Test
        void each_office_writes_an_overview_as_its_law_wants_it() {
            for (Map.Entry<String, String> at :
                    Map.of("GB", "en", "NL", "nl", "CA", "fr", "AU", "en", "US", "en").entrySet()) {
                Mail mail =
                        RecurringGiftMail.of(
                                mail(at.getKey(), at.getValue(), "yearly_overview"), 1);
                Golden.matches(
                        "regular/overview-of-" + at.getKey().toLowerCase(Locale.ROOT) + ".txt",
                        "Subject: " + mail.subject() + "\n\n" + mail.text());
                assertReadsWell(at.getKey(), mail);
            }
        }

        @Test
        void some_are_looked_at_as_pages() {
            Map.of(
                            "started", "de",
                            "collection_failed.renew-method", "en",
                            "changed", "nl",
                            "yearly_overview", "fr")
                    .forEach(
                            (name, language) ->
                                    Golden.matches(
                                            "regular/" + name + "-" + language + ".html",
                                            RecurringGiftMail.of(mail("DE", language, name), 1)
                                                    .html()));
        }

        private static void assertReadsWell(String name, Mail mail) {
            String portal = "https://www.example.org/" + mail.language() + "/portal";
            assertTrue(mail.text().lines().allMatch(it -> it.length() <= 72), name);
            assertFalse(mail.html().contains("null") || mail.text().contains("null"), name);
            assertFalse(mail.html().contains("src="), "nothing is fetched");
            assertFalse(
                    mail.html().replace("href=\"" + portal + "\"", "").contains("href="),
                    "no link but the portal's");
            if (mail.language().equals("fr")) {
                assertFalse(mail.text().matches("(?s).* [:;?!].*"), name);
            }
            if (mail.language().equals("de")) {
                assertFalse(mail.text().contains("uittung"), name);
                assertFalse(mail.text().contains("eitrag"), "a gift is no membership fee");
            }
        }

        @Test
        void every_collection_day_has_its_name() {
            assertEquals("Every month on the 1st", rhythm("en", Cadence.MONTHLY, 1));
            assertEquals("Every three months on the 22nd", rhythm("en", Cadence.QUARTERLY, 22));
            assertEquals("Tous les six mois, le 1er", rhythm("fr", Cadence.HALF_YEARLY, 1));
            assertEquals("Alle drei Monate am 28.", rhythm("de", Cadence.QUARTERLY, 28));
            assertEquals("Elke maand op de laatste dag", rhythm("nl", Cadence.MONTHLY, 31));
            for (String language : LANGUAGES) {
                for (Cadence cadence : EnumSet.complementOf(EnumSet.of(Cadence.ONCE))) {
                    for (int day = 1; day <= 28; day++) {
                        assertTrue(
                                rhythm(language, cadence, day).matches(".*\\b" + day + "\\D*"),
                                language);
                    }
                }
            }
        }

        private String rhythm(String language, Cadence cadence, int day) {
            RecurringGiftRecord any = mail("DE", language, "lapsed");
            RecurringGiftParts parts = new RecurringGiftParts(any);
            return RecurringGiftParts.sentenceCase(
                    parts.rhythm(
                            GiftsToWriteAbout.terms(
                                    Money.of(100, "EUR"), cadence, day, any.terms().paying())));
        }
    }

    @Nested
    class Law {

        @Test
        void the_welcome_of_a_direct_debit_announces_the_whole_series() {
            String text = flat(mail("DE", "en", "started"));
            assertTrue(text.contains("Creditor identifier: DE98ZZZ09999999999"), text);
            assertTrue(text.contains("Mandate reference: M-7X4QK9M2BTC-1"));
            assertTrue(
                    text.contains(
                            "We will collect 25,00\u00a0€ every month on the 1st, for the first time on 1"
                                    + " December 2026."),
                    text);
            assertTrue(text.contains("This e-mail announces all of these collections."));
            assertTrue(text.contains("A refund must be claimed within 8 weeks"));
        }

        @Test
        void another_try_of_a_direct_debit_is_announced_in_full() {
            String text = flat(mail("DE", "de", "collection_failed.again"));
            assertTrue(text.contains("Neuer Versuch am: 8. Dezember 2026"));
            assertTrue(text.contains("Betrag: 25,00\u00a0€"));
            assertTrue(text.contains("Mandatsreferenz: M-7X4QK9M2BTC-1"));
        }

        @Test
        void who_objected_is_neither_collected_from_again_nor_pressed() {
            for (String name : List.of("collection_failed.objected", "returned.objected")) {
                Mail mail = RecurringGiftMail.of(mail("DE", "de", name), 1);
                assertFalse(mail.html().contains("class=\"button\""), name);
                assertTrue(mail.text().replace('\n', ' ').contains("nicht noch einmal"), name);
            }
            for (Reason reason : EnumSet.complementOf(EnumSet.of(Reason.TRY_AGAIN))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new RecurringGiftNews.Failed(
                                        GiftsToWriteAbout.DECEMBER,
                                        Money.of(2500, "EUR"),
                                        reason,
                                        GiftsToWriteAbout.JANUARY));
            }
        }

        @Test
        void an_overview_is_a_tax_document_only_where_a_mail_can_be_one() {
            assertTrue(
                    flat(mail("DE", "de", "yearly_overview"))
                            .contains("keine Zuwendungsbestätigung"));
            assertTrue(
                    flat(mail("CA", "en", "yearly_overview"))
                            .contains("is not an official receipt for income tax purposes"));
            assertTrue(
                    flat(mail("US", "fr", "yearly_overview"))
                            .contains("No goods or services were provided in exchange for these"));
            assertTrue(
                    flat(mail("AU", "de", "yearly_overview"))
                            .contains("This receipt is for gifts."));
        }
    }

    @Nested
    class Records {

        private final ObjectMapper json =
                new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

        @Test
        void read_back_give_the_same_mail_under_the_same_name() throws Exception {
            for (RecurringGiftRecord record :
                    GiftsToWriteAbout.mails(office("DE"), "fr").values()) {
                String stored = json.writeValueAsString(record);
                assertTrue(stored.contains("\"kind\":\"" + record.news().kind() + "\""), stored);
                RecurringGiftRecord back = json.readValue(stored, RecurringGiftRecord.class);
                assertEquals(record, back);
                assertEquals(RecurringGiftMail.of(record, 1), RecurringGiftMail.of(back, 1));
                assertEquals(
                        GiftsToWriteAbout.ID
                                + ".regular-"
                                + record.news().kind().name().toLowerCase(Locale.ROOT)
                                + ".2@de.example.org",
                        RecurringGiftMail.of(back, 2).messageId());
            }
        }

        @Test
        void that_contradict_themselves_do_not_exist() {
            RecurringGiftRecord good = mail("DE", "de", "started");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> with(good, good.next(), changedFrom(good.terms())));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> with(good, List.of(), new RecurringGiftNews.Resumed(Notice.NONE)));
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new RecurringGiftNews.YearlyOverview(
                                    LocalDate.of(2026, 1, 1),
                                    LocalDate.of(2026, 12, 31),
                                    List.of()));
            for (int day : new int[] {0, 29, 30, 32}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                GiftsToWriteAbout.terms(
                                        Money.of(1, "EUR"),
                                        Cadence.MONTHLY,
                                        day,
                                        good.terms().paying()));
            }
        }

        private static RecurringGiftNews changedFrom(Terms before) {
            return new RecurringGiftNews.Changed(before, Notice.SERIES, null);
        }

        private static RecurringGiftRecord with(
                RecurringGiftRecord record, List<LocalDate> next, RecurringGiftNews news) {
            return new RecurringGiftRecord(
                    record.id(),
                    record.number(),
                    record.locale(),
                    record.donor(),
                    record.office(),
                    record.portal(),
                    record.terms(),
                    next,
                    news);
        }

        @Test
        void print_nothing_of_the_donor() {
            String printed = mail("DE", "de", "started").toString();
            assertFalse(printed.contains("Erika") || printed.contains("erika"), printed);
        }
    }

    @Nested
    class Safety {

        @Test
        void what_a_donor_is_called_is_never_read_as_markup_or_template() {
            Addressee evil =
                    new Addressee(
                            Salutation.NEUTRAL,
                            null,
                            "<img src=http://127.0.0.1:9/x>",
                            "{{7*7}} {config:x} {amount}",
                            null,
                            "erika@example.org");
            Mail mail = RecurringGiftMail.of(to(evil, mail("DE", "de", "started")), 1);
            assertFalse(mail.html().contains("<img"));
            assertTrue(mail.html().contains("&lt;img src=http://127.0.0.1:9/x&gt;"));
            assertTrue(mail.text().contains("{{7*7}} {config:x} {amount}"));
            assertFalse(mail.text().contains("49"));
        }

        @Test
        void an_address_that_breaks_a_header_makes_no_mail() {
            for (String address :
                    List.of(
                            "erika@example.org\r\nBcc: all@example.org",
                            "erika@example.org, all@example.org",
                            "Erika <erika@example.org>")) {
                Addressee evil =
                        new Addressee(Salutation.NEUTRAL, null, "Erika", "Muster", null, address);
                IllegalArgumentException refused =
                        assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        RecurringGiftMail.of(
                                                to(evil, mail("DE", "de", "started")), 1));
                assertFalse(refused.getMessage().contains("example.org"), "names no address");
            }
        }

        @Test
        void a_button_leads_to_the_portal_and_to_nothing_else() {
            RecurringGiftRecord good = mail("DE", "de", "lapsed");
            Mail mail = RecurringGiftMail.of(good, 1);
            assertTrue(mail.text().contains("Dauerspende wieder aufnehmen:\n" + good.portal()));
            assertTrue(mail.html().contains("<a class=\"press\" href=\"" + good.portal() + "\""));
            assertEquals(Letterhead.of(office("DE")).senderAddress(), mail.from());
            RecurringGiftRecord evil =
                    new RecurringGiftRecord(
                            good.id(),
                            good.number(),
                            good.locale(),
                            good.donor(),
                            good.office(),
                            "javascript:alert(1)",
                            good.terms(),
                            good.next(),
                            good.news());
            assertThrows(IllegalArgumentException.class, () -> RecurringGiftMail.of(evil, 1));
        }
    }
}
