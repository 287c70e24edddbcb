package org.almoner.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoadConsentTextsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final ConsentTexts texts;
    private final LoadConsentTexts loader;
    private final CatalogueFiles files;
    private final DataSource database;
    private final TextDesk desk;

    LoadConsentTextsTest(
            ConsentTexts texts,
            LoadConsentTexts loader,
            CatalogueFiles files,
            DataSource database,
            TextDesk desk) {
        this.texts = texts;
        this.loader = loader;
        this.files = files;
        this.database = database;
        this.desk = desk;
    }

    @Test
    void what_staff_wrote_and_withdrew_outlives_a_load_and_is_not_overwritten_by_one() {
        OfficeCode office = new OfficeCode("NL");
        String id = "nl-newsletter-post";
        Instant from = Instant.now().plus(Duration.ofDays(200)).truncatedTo(ChronoUnit.SECONDS);
        int newest =
                desk.versions(office, id).stream().mapToInt(TextVersion::version).max().getAsInt();
        Map<String, String> words = Map.of("de", "Nein.", "en", "No.", "nl", "Nee.", "fr", "Non.");
        var wish = new TextWish(id, newest, from, null, words);
        int written =
                QuarkusTransaction.requiringNew()
                        .call(() -> desk.write(office, wish, "someone"))
                        .version();
        loader.load(builtIn());
        assertEquals(TextVersion.Showing.PLANNED, showing(office, id, written));
        ConsentCatalogue.Entry ours =
                builtIn().texts().stream().filter(it -> it.id().equals(id)).findFirst().get();
        List<ConsentCatalogue.Entry> entries = new ArrayList<>(builtIn().texts());
        entries.add(with(ours, written, " Other words.", from));
        var refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> loader.load(new ConsentCatalogue(entries)));
        assertTrue(refused.getMessage().contains(id + " version " + written));
        QuarkusTransaction.requiringNew().run(() -> desk.withdraw(office, id, written));
        loader.load(builtIn());
        assertEquals(TextVersion.Showing.PAST, showing(office, id, written));
        assertEquals(TextVersion.Showing.SHOWN, showing(office, id, 1));
    }

    private TextVersion.Showing showing(OfficeCode office, String id, int version) {
        return desk.versions(office, id).stream()
                .filter(it -> it.version() == version)
                .findFirst()
                .orElseThrow()
                .showing();
    }

    private List<ConsentText> shown(String country, String locale, Instant at) {
        String office = country.equals("DE") ? "DE" : "US";
        return texts.shownTo(country, locale, new OfficeCode(office), at);
    }

    private ConsentCatalogue builtIn() {
        return files.read("consent-texts.yaml", ConsentCatalogue.class);
    }

    private ConsentCatalogue.Entry with(
            ConsentCatalogue.Entry entry, int version, String word, Instant from) {
        Map<String, String> words = new HashMap<>(entry.text());
        words.replaceAll((locale, text) -> text + word);
        return new ConsentCatalogue.Entry(
                entry.id(),
                version,
                entry.countries(),
                entry.office(),
                entry.recipient(),
                entry.purpose(),
                entry.channel(),
                entry.meaning(),
                entry.required(),
                entry.doubleOptIn(),
                entry.legalBasis(),
                from,
                entry.validTo(),
                words,
                entry.form());
    }

    @Test
    void loadingTwiceChangesNothing() {
        List<ConsentText> before = shown("DE", "de", NOW);
        loader.load(builtIn());
        assertEquals(before, shown("DE", "de", NOW));
    }

    @Test
    void otherWordsUnderTheSameVersionRefuseTheStart() {
        List<ConsentCatalogue.Entry> entries = new ArrayList<>(builtIn().texts());
        entries.set(0, with(entries.get(0), 1, " More.", entries.get(0).validFrom()));
        var refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> loader.load(new ConsentCatalogue(entries)));
        assertTrue(refused.getMessage().contains("de-privacy version 1"));
        assertTrue(refused.getMessage().contains("next version"));
    }

    @Test
    void aConsentMarkedAsRequiredIsRefused() {
        ConsentCatalogue.Entry entry = builtIn().texts().get(2);
        var wrong =
                new ConsentCatalogue.Entry(
                        "de-forced",
                        1,
                        entry.countries(),
                        entry.office(),
                        entry.recipient(),
                        entry.purpose(),
                        entry.channel(),
                        ConsentMeaning.CONSENT,
                        true,
                        false,
                        entry.legalBasis(),
                        entry.validFrom(),
                        null,
                        entry.text(),
                        null);
        assertThrows(
                IllegalStateException.class, () -> new ConsentCatalogue(List.of(wrong)).checked());
    }

    @Test
    void aTextForMoversNamesItsRecipientItsCountriesAndIsNeverRequired() {
        ConsentCatalogue.Entry good =
                builtIn().texts().stream()
                        .filter(it -> it.form() == ConsentForm.MOVING)
                        .findFirst()
                        .orElseThrow();
        new ConsentCatalogue(List.of(good)).checked();
        for (ConsentCatalogue.Entry wrong :
                List.of(
                        moving(
                                good,
                                "*",
                                good.countries(),
                                ConsentPurpose.TRANSFER_TO_OFFICE,
                                false),
                        moving(good, "NL", List.of("*"), ConsentPurpose.TRANSFER_TO_OFFICE, false),
                        moving(good, "NL", good.countries(), ConsentPurpose.NEWSLETTER, false),
                        moving(
                                good,
                                "NL",
                                good.countries(),
                                ConsentPurpose.TRANSFER_TO_OFFICE,
                                true))) {
            var refused =
                    assertThrows(
                            IllegalStateException.class,
                            () -> new ConsentCatalogue(List.of(wrong)).checked());
            assertTrue(refused.getMessage().contains("donors who moved"), refused.getMessage());
        }
    }

    private static ConsentCatalogue.Entry moving(
            ConsentCatalogue.Entry entry,
            String recipient,
            List<String> countries,
            ConsentPurpose purpose,
            boolean doubleOptIn) {
        return new ConsentCatalogue.Entry(
                entry.id(),
                1,
                countries,
                entry.office(),
                recipient,
                purpose,
                entry.channel(),
                entry.meaning(),
                entry.required(),
                doubleOptIn,
                entry.legalBasis(),
                entry.validFrom(),
                null,
                entry.text(),
                ConsentForm.MOVING);
    }

    @Test
    void theReleaseBeforeThisOneCanReadTheNameOfEveryForm() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT DISTINCT form FROM consent_text")) {
            while (rows.next()) {
                assertTrue(List.of("GIFT", "SIGN_UP").contains(rows.getString(1)));
            }
        }
    }

    @Test
    void theNextVersionIsShownFromItsMomentOnAndATextTakenOutIsNoLongerShown() {
        ConsentCatalogue before = builtIn();
        List<ConsentCatalogue.Entry> entries = new ArrayList<>(before.texts());
        ConsentCatalogue.Entry japanese =
                new ConsentCatalogue.Entry(
                        "jp-test-privacy",
                        1,
                        List.of("JP"),
                        "US",
                        "US",
                        ConsentPurpose.PRIVACY,
                        ConsentChannel.NONE,
                        ConsentMeaning.INFORMATION,
                        true,
                        false,
                        "APPI",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        null,
                        entries.get(0).text(),
                        null);
        Instant change = Instant.parse("2027-03-01T00:00:00Z");
        entries.add(japanese);
        entries.add(with(japanese, 2, " More.", change));
        loader.load(new ConsentCatalogue(entries));
        assertEquals(1, shown("JP", "en", change.minusSeconds(1)).get(0).version());
        assertEquals(2, shown("JP", "en", change).get(0).version());
        loader.load(before);
        assertEquals(
                "any-privacy",
                shown("JP", "en", Instant.parse("2028-01-01T00:00:00Z")).get(0).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE consent_text SET meaning = 'CONSENT' WHERE id = 'de-newsletter-post'",
                "UPDATE consent_text SET legal_basis = 'none' WHERE id = 'de-privacy'",
                "UPDATE consent_text_body SET body = body WHERE id = 'de-privacy'",
                "DELETE FROM consent_text_body",
                "DELETE FROM consent_text",
                "TRUNCATE consent_text CASCADE",
                "TRUNCATE consent_text_body CASCADE"
            })
    void theDatabaseKeepsStoredTextsAsTheyAre(String statement) {
        assertThrows(
                SQLException.class,
                () -> {
                    try (var connection = database.getConnection();
                            var change = connection.createStatement()) {
                        change.execute(statement);
                    }
                });
    }
}
