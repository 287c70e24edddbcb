package org.almoner.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.TestDatabase;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.Violation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentTextsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<String> OFFICES = List.of("DE", "NL", "GB", "CA", "AU", "US");

    private final ConsentTexts texts;
    private final ConsentRules rules;
    private final Offices offices;

    ConsentTextsTest(ConsentTexts texts, ConsentRules rules, Offices offices) {
        this.texts = texts;
        this.rules = rules;
        this.offices = offices;
    }

    private List<ConsentText> shown(String country, String locale, Instant at) {
        String office = OFFICES.contains(country) ? country : "US";
        return texts.shownTo(country, locale, new OfficeCode(office), at);
    }

    private ConsentText one(String country, String id, Instant at) {
        return shown(country, "en", at).stream()
                .filter(text -> text.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Catalogue {

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU", "US"})
        void whoMovedIsAskedByTheOldOfficeForTheNewOneAndNobodyElseIs(String country) {
            OfficeCode old = new OfficeCode(country.equals("DE") ? "NL" : "DE");
            for (String locale : List.of("de", "en", "nl", "fr")) {
                List<ConsentText> asked = texts.shownToMover(country, locale, old, NOW);
                assertEquals(1, asked.size());
                ConsentText text = asked.get(0);
                assertEquals(locale, text.locale());
                assertEquals(old, text.controller());
                assertEquals(new OfficeCode(country), text.recipient());
                assertEquals(ConsentPurpose.TRANSFER_TO_OFFICE, text.purpose());
                assertEquals(ConsentMeaning.CONSENT, text.meaning());
                assertFalse(text.required());
                assertTrue(shown(country, locale, NOW).stream().noneMatch(text::equals));
            }
            assertEquals(
                    List.of(), texts.shownToMover(country, "en", new OfficeCode(country), NOW));
            assertEquals(List.of(), texts.shownToMover("FR", "en", old, NOW));
            assertFalse(
                    texts.shownTo(country, "en", old, NOW).isEmpty(),
                    "the old office still shows what it shows to people elsewhere");
        }

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU", "US", "FR", "JP"})
        void everyCountryHasItsTextsInEveryLanguage(String country) {
            for (String locale : List.of("de", "en", "nl", "fr")) {
                List<ConsentText> shown = shown(country, locale, NOW);
                assertTrue(shown.stream().anyMatch(it -> it.purpose() == ConsentPurpose.PRIVACY));
                assertTrue(
                        shown.stream()
                                .anyMatch(
                                        it ->
                                                it.purpose() == ConsentPurpose.NEWSLETTER
                                                        && it.channel() == ConsentChannel.EMAIL));
                for (ConsentText text : shown) {
                    assertEquals(locale, text.locale());
                    assertEquals(Digest.of(text.text()), text.textHash());
                    assertFalse(text.legalBasis().isBlank());
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU"})
        void theOfficeInTheDonorsCountryAnnouncesThatItReceivesTheData(String country) {
            ConsentText notice =
                    one(country, country.toLowerCase(java.util.Locale.ROOT) + "-transfer", NOW);
            assertEquals(ConsentPurpose.TRANSFER_TO_OFFICE, notice.purpose());
            assertEquals(ConsentControl.NOTICE, notice.control());
            assertTrue(notice.required());
            assertEquals(new OfficeCode(country), notice.recipient());
        }

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU", "US"})
        void whoAsksIsNamedAsTheOfficeIsNamed(String country) {
            Office office = offices.byCode(new OfficeCode(country));
            for (ConsentText text : shown(country, "fr", NOW)) {
                assertTrue(text.text().contains(office.legalName()), text.id());
                assertEquals(office.code(), text.controller());
            }
            String privacy = shown(country, "en", NOW).get(0).text();
            assertTrue(privacy.contains(office.sender().replyTo()));
            assertTrue(privacy.contains(office.address().postcode()));
        }

        @Test
        void onlyNoticesAreRequiredSoGivingNeverDependsOnAConsent() {
            for (String country : List.of("DE", "NL", "GB", "CA", "AU", "US", "CH")) {
                for (ConsentText text : shown(country, "en", NOW)) {
                    assertEquals(
                            text.required(), text.control() == ConsentControl.NOTICE, text.id());
                }
            }
        }

        @ParameterizedTest
        @CsvSource({
            "DE, de-newsletter-email, CONSENT, true",
            "DE, de-newsletter-phone, CONSENT, false",
            "DE, de-newsletter-post, OBJECTION, false",
            "NL, nl-newsletter-email, OBJECTION, false",
            "NL, nl-newsletter-phone, CONSENT, false",
            "GB, gb-newsletter-email, OBJECTION, false",
            "GB, gb-newsletter-phone, CONSENT, false",
            "CA, ca-newsletter-email, CONSENT, false",
            "AU, au-newsletter-email, OBJECTION, false",
            "US, us-newsletter-email, OBJECTION, false",
            "US, us-newsletter-sms, CONSENT, false",
            "FR, any-newsletter-email, CONSENT, true"
        })
        void whatIsAskedFollowsTheLawOfTheCountry(
                String country, String id, ConsentMeaning meaning, boolean doubleOptIn) {
            ConsentText text = one(country, id, NOW);
            assertEquals(meaning, text.meaning());
            assertEquals(ConsentControl.CHECKBOX, text.control());
            assertEquals(doubleOptIn, text.doubleOptIn());
        }

        @Test
        void theBritishSoftOptInBeginsWithTheDayItsLawCameIntoForce() {
            Instant lastMoment = Instant.parse("2026-02-04T23:59:59Z");
            Instant firstMoment = Instant.parse("2026-02-05T00:00:00Z");
            assertEquals(
                    ConsentMeaning.CONSENT,
                    one("GB", "gb-newsletter-email-consent", lastMoment).meaning());
            assertEquals(
                    ConsentMeaning.OBJECTION,
                    one("GB", "gb-newsletter-email", firstMoment).meaning());
            assertFalse(ids("GB", lastMoment).contains("gb-newsletter-email"));
            assertFalse(ids("GB", firstMoment).contains("gb-newsletter-email-consent"));
        }

        @Test
        void theCanadianRequestSaysWhoAsksFromWhereAndThatItCanBeWithdrawn() {
            String words = one("CA", "ca-newsletter-email", NOW).text();
            assertTrue(words.contains("Requested by"));
            assertTrue(words.contains("@"));
            assertTrue(words.contains("withdraw"));
        }

        private Set<String> ids(String country, Instant at) {
            return shown(country, "en", at).stream()
                    .map(ConsentText::id)
                    .collect(Collectors.toSet());
        }

        @Test
        void aCountryWithoutTextsOfItsOwnFollowsTheStrictestRuleAndNamesTheOfficeThatAsks() {
            ConsentText text = one("JP", "any-newsletter-email", NOW);
            assertEquals(new OfficeCode("US"), text.controller());
            assertEquals(new OfficeCode("US"), text.recipient());
        }
    }

    @Nested
    class Answers {

        private final ConsentAudience german =
                new ConsentAudience("DE", "de", new OfficeCode("DE"), NOW);

        private Set<String> broken(ConsentAnswer... answers) {
            return rules.violations(List.of(answers), german).stream()
                    .map(it -> it.pointer() + " " + it.code())
                    .collect(Collectors.toSet());
        }

        private static ConsentAnswer answer(String id, Integer version, Boolean given) {
            return new ConsentAnswer(id, version, given);
        }

        @Test
        void givingIsPossibleWithEveryBoxLeftAlone() {
            List<ConsentAnswer> answers =
                    shown("DE", "de", NOW).stream()
                            .map(
                                    text ->
                                            answer(
                                                    text.id(),
                                                    text.version(),
                                                    text.control() == ConsentControl.NOTICE))
                            .toList();
            assertEquals(List.of(), rules.violations(answers, german));
        }

        @Test
        void boxesNeedNotBeAnsweredAtAll() {
            assertEquals(
                    Set.of(),
                    broken(answer("de-privacy", 1, true), answer("de-transfer", 1, true)));
        }

        @Test
        void everythingWrongIsSaidAtOnce() {
            assertEquals(
                    Set.of(
                            "/consents/0/id unknown_text",
                            "/consents/1/version wrong_version",
                            "/consents/2/id duplicate",
                            "/consents/3/id required",
                            "/consents/3/version required",
                            "/consents/3/given required",
                            "/consents/4/id unknown_text",
                            "/consents notice_not_noted"),
                    broken(
                            answer("us-newsletter-sms", 1, true),
                            answer("de-privacy", 7, true),
                            answer("de-privacy", 1, true),
                            answer(null, null, null),
                            answer("x'; DROP TABLE donor; --", 1, true)));
        }

        @Test
        void aMissingNoticeIsNamed() {
            List<Violation> violations = rules.violations(null, german);
            assertEquals(2, violations.size());
            assertTrue(violations.get(0).message().contains("de-privacy"));
            assertEquals(
                    Set.of("/consents notice_not_noted"),
                    broken(answer("de-privacy", 1, false), answer("de-transfer", 1, true)));
        }
    }
}
