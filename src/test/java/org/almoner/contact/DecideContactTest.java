package org.almoner.contact;

import static org.almoner.consent.ConsentChannel.EMAIL;
import static org.almoner.consent.ConsentChannel.PHONE;
import static org.almoner.consent.ConsentChannel.POST;
import static org.almoner.consent.ConsentState.GIVEN;
import static org.almoner.consent.ConsentState.NOT_OBJECTED;
import static org.almoner.consent.ConsentState.OBJECTED;
import static org.almoner.consent.ConsentState.REFUSED;
import static org.almoner.consent.ConsentState.WITHDRAWN;
import static org.almoner.contact.ContactPurpose.FUNDRAISING;
import static org.almoner.contact.ContactPurpose.NEWS;
import static org.almoner.contact.ContactPurpose.SERVICE;
import static org.almoner.contact.ContactPurpose.TRADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import org.almoner.consent.ConsentState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The delivered rules, country by country, at both sides of every date and limit. */
class DecideContactTest {

    private static final DecideContact DECIDE = new DecideContact(Persons.rulebook());
    private static final String TODAY = "2026-11-26";

    private static ContactDecision decide(
            Persons person, ContactChannel channel, ContactPurpose purpose, String day) {
        PersonFacts facts = person.facts();
        return DECIDE.decide(
                facts,
                new DecideContact.Message(
                        channel, purpose, Persons.noon(facts.office().code().value(), day)));
    }

    /** The ground, or the reason. */
    private static String answer(
            Persons person, ContactChannel channel, ContactPurpose purpose, String day) {
        ContactDecision decision = decide(person, channel, purpose, day);
        return decision instanceof ContactDecision.Yes yes
                ? yes.ground().name()
                : ((ContactDecision.No) decision).reason().name();
    }

    private static String mail(Persons person, String day) {
        return answer(person, ContactChannel.EMAIL, NEWS, day);
    }

    @Nested
    class InGermany {

        @Test
        void a_mail_needs_a_yes_that_the_mailbox_has_confirmed() {
            assertEquals("NOT_ASKED", mail(Persons.in("DE").gave("2026-11-20"), TODAY));
            assertEquals(
                    "NOT_CONFIRMED",
                    mail(Persons.in("DE").saidInWizard(GIVEN, EMAIL, "2026-11-20", true), TODAY));
            assertEquals(
                    "CONFIRMED_CONSENT",
                    mail(Persons.in("DE").said(GIVEN, EMAIL, "2026-11-20"), TODAY));
        }

        @Test
        void a_yes_in_words_of_another_country_that_asked_for_no_confirmation_is_not_enough() {
            Persons moved = Persons.of("DE", "GB").saidInWizard(GIVEN, EMAIL, "2026-11-20", false);
            assertEquals("NOT_CONFIRMED", mail(moved, TODAY));
        }

        @Test
        void a_gift_is_no_sale_so_no_soft_opt_in_holds() {
            assertEquals(
                    "NOT_ASKED",
                    mail(
                            Persons.in("DE")
                                    .gave("2026-11-20")
                                    .said(NOT_OBJECTED, EMAIL, "2026-11-20"),
                            TODAY));
        }

        @Test
        void a_confirmed_mailbox_proves_nothing_about_the_telephone() {
            Persons person = Persons.in("DE").said(GIVEN, EMAIL, "2026-11-20");
            assertEquals("NOT_ASKED", answer(person, ContactChannel.PHONE, NEWS, TODAY));
            person.saidInWizard(GIVEN, PHONE, "2026-11-20", false);
            assertEquals("EXPRESS_CONSENT", answer(person, ContactChannel.PHONE, NEWS, TODAY));
        }

        @Test
        void letters_go_out_until_the_person_objects() {
            assertEquals(
                    "LEGITIMATE_INTEREST",
                    answer(Persons.in("DE"), ContactChannel.POST, FUNDRAISING, TODAY));
            assertEquals(
                    "OBJECTED",
                    answer(
                            Persons.in("DE").said(OBJECTED, POST, "2026-11-20"),
                            ContactChannel.POST,
                            FUNDRAISING,
                            TODAY));
        }
    }

    @Nested
    class InTheUnitedKingdom {

        @ParameterizedTest
        @CsvSource({
            "2026-02-04, 2026-02-04, NOT_ASKED",
            "2026-02-04, 2026-02-05, COLLECTED_TOO_EARLY",
            "2026-02-04, 2026-11-26, COLLECTED_TOO_EARLY",
            "2026-02-05, 2026-02-05, SOFT_OPT_IN_CHARITABLE",
            "2026-02-05, 2026-11-26, SOFT_OPT_IN_CHARITABLE"
        })
        void the_charitable_soft_opt_in_begins_on_5_february_2026_for_what_is_collected_from_then(
                String collected, String day, String expected) {
            assertEquals(
                    expected, mail(Persons.in("GB").said(NOT_OBJECTED, EMAIL, collected), day));
        }

        @Test
        void who_was_not_offered_to_say_no_is_not_in_it() {
            assertEquals("NOT_OFFERED", mail(Persons.in("GB").gave("2026-11-20"), TODAY));
        }

        @Test
        void consent_and_the_two_soft_opt_ins_are_three_groups() {
            Persons offered = Persons.in("GB").said(NOT_OBJECTED, EMAIL, "2026-11-20");
            assertEquals("SOFT_OPT_IN_CHARITABLE", mail(offered, TODAY));
            assertEquals("NO_SALE", answer(offered, ContactChannel.EMAIL, TRADE, TODAY));
            Persons agreed = Persons.in("GB").said(GIVEN, EMAIL, "2026-01-20");
            assertEquals("EXPRESS_CONSENT", mail(agreed, TODAY));
            assertEquals("EXPRESS_CONSENT", mail(agreed, "2026-02-04"));
            assertEquals("NO_SALE", answer(agreed, ContactChannel.EMAIL, TRADE, TODAY));
        }

        @Test
        void a_call_needs_a_yes() {
            assertEquals(
                    "NOT_ASKED",
                    answer(
                            Persons.in("GB").gave("2026-11-20"),
                            ContactChannel.PHONE,
                            FUNDRAISING,
                            TODAY));
        }
    }

    @Nested
    class InTheNetherlands {

        @Test
        void donors_who_were_offered_to_say_no_get_mails() {
            Persons donor =
                    Persons.in("NL").gave("2020-01-01").said(NOT_OBJECTED, EMAIL, "2026-01-02");
            assertEquals("DONOR_RELATION", mail(donor, TODAY));
            assertEquals("NOT_OFFERED", mail(Persons.in("NL").gave("2026-11-20"), TODAY));
            assertEquals(
                    "NO_GIFT",
                    mail(Persons.in("NL").said(NOT_OBJECTED, EMAIL, "2026-11-20"), TODAY));
        }

        @ParameterizedTest
        @CsvSource({
            "2023-06-30, 2026-06-30, DONOR_RELATION",
            "2023-06-29, 2026-06-30, EXPIRED",
            "2023-07-01, 2026-07-01, DONOR_RELATION",
            "2023-06-30, 2026-07-01, EXPIRED",
            "2024-02-29, 2027-02-28, DONOR_RELATION",
            "2024-02-29, 2027-03-01, EXPIRED"
        })
        void donors_are_called_for_three_years_after_the_last_gift(
                String gift, String day, String expected) {
            Persons donor = Persons.in("NL").gave(gift);
            assertEquals(expected, answer(donor, ContactChannel.PHONE, FUNDRAISING, day));
        }

        @Test
        void from_1_july_2026_a_call_rests_on_the_exception_for_charities() {
            Persons donor = Persons.in("NL").gave("2026-05-01");
            String before =
                    decide(donor, ContactChannel.PHONE, NEWS, "2026-06-30").rule().get().law();
            String after =
                    decide(donor, ContactChannel.PHONE, NEWS, "2026-07-01").rule().get().law();
            assertTrue(before.contains("existing relations"), before);
            assertTrue(after.contains("as of 1 July 2026"), after);
        }

        @Test
        void the_last_day_is_told() {
            var yes =
                    assertInstanceOf(
                            ContactDecision.Yes.class,
                            decide(
                                    Persons.in("NL").gave("2026-05-01"),
                                    ContactChannel.PHONE,
                                    NEWS,
                                    TODAY));
            assertEquals(LocalDate.of(2029, 5, 1), yes.until());
            assertEquals(Persons.noon("NL", "2026-05-01"), yes.since());
        }
    }

    @Nested
    class InCanada {

        @Test
        void appeals_of_a_registered_charity_are_exempt_and_news_are_not() {
            Persons stranger = Persons.in("CA");
            assertEquals(
                    "CHARITY_EXEMPTION",
                    answer(stranger, ContactChannel.EMAIL, FUNDRAISING, TODAY));
            assertEquals("NO_GIFT", mail(stranger, TODAY));
        }

        @Test
        void the_exemption_is_for_charities_registered_in_canada() {
            assertEquals(
                    "OFFICE_NOT_EXEMPT",
                    answer(Persons.of("CA", "US"), ContactChannel.EMAIL, FUNDRAISING, TODAY));
        }

        @ParameterizedTest
        @CsvSource({
            "2024-11-26, 2026-11-26, DONOR_RELATION",
            "2024-11-25, 2026-11-26, EXPIRED",
            "2026-11-26, 2026-11-26, DONOR_RELATION"
        })
        void a_gift_implies_a_yes_to_news_for_two_years(String gift, String day, String expected) {
            assertEquals(expected, mail(Persons.in("CA").gave(gift), day));
        }

        @Test
        void a_yes_has_no_end_and_comes_first() {
            Persons agreed = Persons.in("CA").gave("2026-01-02").said(GIVEN, EMAIL, "2026-01-02");
            assertEquals("EXPRESS_CONSENT", mail(agreed, "2036-01-01"));
        }

        @Test
        void whoever_was_asked_and_left_the_box_alone_is_not_written_to_on_weaker_grounds() {
            Persons asked =
                    Persons.in("CA")
                            .gave("2026-11-20")
                            .saidInWizard(REFUSED, EMAIL, "2026-11-20", false);
            assertEquals("REFUSED", mail(asked, TODAY));
            assertEquals("REFUSED", answer(asked, ContactChannel.EMAIL, FUNDRAISING, TODAY));
        }
    }

    @Nested
    class Elsewhere {

        @Test
        void australian_charities_are_exempt_until_the_person_objects() {
            assertEquals("CHARITY_EXEMPTION", mail(Persons.in("AU"), TODAY));
            assertEquals("OFFICE_NOT_EXEMPT", mail(Persons.of("AU", "US"), TODAY));
            assertEquals(
                    "OBJECTED", mail(Persons.in("AU").said(OBJECTED, EMAIL, "2026-11-20"), TODAY));
        }

        @Test
        void in_the_united_states_mails_go_out_until_somebody_says_no_and_calls_need_a_yes() {
            assertEquals("OPT_OUT", mail(Persons.in("US"), TODAY));
            assertEquals(
                    "WITHDRAWN",
                    mail(Persons.in("US").said(WITHDRAWN, EMAIL, "2026-11-20"), TODAY));
            assertEquals("NOT_ASKED", answer(Persons.in("US"), ContactChannel.SMS, NEWS, TODAY));
        }

        @ParameterizedTest
        @EnumSource(ContactChannel.class)
        void a_country_without_rules_of_its_own_has_the_strictest(ContactChannel channel) {
            assertEquals(
                    "NOT_ASKED",
                    answer(Persons.of("FR", "US").gave("2026-11-20"), channel, NEWS, TODAY));
        }

        @Test
        void a_mail_to_such_a_country_needs_a_confirmed_yes() {
            Persons person = Persons.of("FR", "US").saidInWizard(GIVEN, EMAIL, "2026-11-20", true);
            assertEquals("NOT_CONFIRMED", mail(person, TODAY));
            assertEquals(
                    "CONFIRMED_CONSENT",
                    mail(Persons.of("FR", "US").said(GIVEN, EMAIL, "2026-11-20"), TODAY));
        }

        @Test
        void before_the_first_day_of_the_rules_nothing_is_allowed() {
            assertEquals("NO_RULE", mail(Persons.in("US"), "2025-12-31"));
            assertEquals("OPT_OUT", mail(Persons.in("US"), "2026-01-01"));
        }
    }

    @Nested
    class NoOfThePerson {

        @Test
        void an_objection_comes_before_every_ground() {
            Persons person =
                    Persons.in("CA").gave("2026-11-20").said(OBJECTED, EMAIL, "2026-11-21");
            assertEquals("OBJECTED", answer(person, ContactChannel.EMAIL, FUNDRAISING, TODAY));
        }

        @Test
        void an_objection_to_one_office_counts_for_all_until_a_later_yes() {
            Persons before =
                    Persons.in("DE")
                            .said(GIVEN, EMAIL, "2026-11-20")
                            .toldOther("GB", OBJECTED, EMAIL, "2026-11-21");
            assertEquals("OBJECTED", mail(before, TODAY));
            Persons after =
                    Persons.in("DE")
                            .toldOther("GB", OBJECTED, EMAIL, "2026-11-20")
                            .said(GIVEN, EMAIL, "2026-11-21");
            assertEquals("CONFIRMED_CONSENT", mail(after, TODAY));
        }

        @Test
        void an_objection_to_letters_does_not_stop_mails() {
            Persons person =
                    Persons.in("DE")
                            .said(GIVEN, EMAIL, "2026-11-20")
                            .said(OBJECTED, POST, "2026-11-21");
            assertEquals("CONFIRMED_CONSENT", mail(person, TODAY));
        }

        @ParameterizedTest
        @CsvSource({"2026-11-20, SUPPRESSED", "2026-11-22, CONFIRMED_CONSENT"})
        void a_suppressed_mailbox_is_written_to_only_after_a_later_yes(
                String yes, String expected) {
            Persons person = Persons.in("DE").said(GIVEN, EMAIL, yes).suppressedOn("2026-11-21");
            assertEquals(expected, mail(person, TODAY));
        }

        @Test
        void no_weaker_ground_holds_for_a_suppressed_mailbox() {
            for (String country : new String[] {"GB", "NL", "CA", "AU", "US"}) {
                Persons person =
                        Persons.in(country)
                                .gave("2026-11-24")
                                .said(NOT_OBJECTED, EMAIL, "2026-11-24")
                                .suppressedOn("2026-11-21");
                assertEquals(
                        "SUPPRESSED",
                        answer(person, ContactChannel.EMAIL, FUNDRAISING, TODAY),
                        country);
                assertEquals("OWN_GIFT", answer(person, ContactChannel.EMAIL, SERVICE, TODAY));
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = PersonFacts.Life.class,
                names = {"DECEASED", "ERASED"})
        void the_dead_and_the_erased_are_not_written_to_at_all(PersonFacts.Life life) {
            for (ContactChannel channel : ContactChannel.values()) {
                for (ContactPurpose purpose : ContactPurpose.values()) {
                    Persons person =
                            Persons.in("US")
                                    .life(life)
                                    .gave("2026-11-20")
                                    .said(GIVEN, EMAIL, "2026-11-20");
                    assertEquals(life.name(), answer(person, channel, purpose, TODAY));
                }
            }
        }

        @Test
        void without_a_number_nobody_is_called() {
            Persons person =
                    Persons.in("DE").said(GIVEN, PHONE, "2026-11-20").without(ContactChannel.PHONE);
            assertEquals("NO_CONTACT_DATA", answer(person, ContactChannel.PHONE, NEWS, TODAY));
        }
    }

    @ParameterizedTest
    @CsvSource({"DE", "GB", "NL", "CA", "AU", "US"})
    void about_own_gifts_one_may_write_whatever_was_said_about_marketing(String country) {
        Persons person = Persons.in(country);
        for (var channel : new org.almoner.consent.ConsentChannel[] {EMAIL, PHONE, POST}) {
            person.said(OBJECTED, channel, "2026-11-20");
        }
        for (ContactChannel channel : ContactChannel.values()) {
            assertEquals("OWN_GIFT", answer(person, channel, SERVICE, TODAY));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AU, 2026-02-04T13:00:00Z, 2026-02-05",
        "AU, 2026-02-04T12:59:59Z, 2026-02-04",
        "GB, 2026-02-04T23:59:59Z, 2026-02-04",
        "GB, 2026-02-05T00:00:00Z, 2026-02-05"
    })
    void days_begin_at_the_office(String office, Instant at, LocalDate day) {
        assertEquals(day, Persons.office(office).dayOf(at));
    }

    @Test
    void an_answer_names_rule_law_and_source_and_what_was_said() {
        ContactDecision decision =
                decide(
                        Persons.in("DE").saidInWizard(GIVEN, EMAIL, "2026-11-20", true),
                        ContactChannel.EMAIL,
                        NEWS,
                        TODAY);
        ContactDecision.No no = assertInstanceOf(ContactDecision.No.class, decision);
        assertEquals("de-email", no.source().id());
        assertTrue(no.source().law().startsWith("UWG § 7(2) no. 2"));
        assertEquals(ConsentState.GIVEN, no.answer().state());
        assertNull(
                ((ContactDecision.No) decide(Persons.in("DE"), ContactChannel.EMAIL, NEWS, TODAY))
                        .answer());
    }
}
