package org.almoner.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.almoner.donor.Salutation;
import org.almoner.office.Jurisdiction;
import org.junit.jupiter.api.Test;

/** How people are greeted, with and without title, in each language. */
class GreetingTest {

    private static String greeting(
            String language, Salutation salutation, String title, String firstName) {
        return inLanguage(language)
                .greeting(
                        new Addressee(
                                salutation, title, firstName, "Beispiel", null, "e@example.org"));
    }

    private static LetterParts inLanguage(String language) {
        return of(Jurisdiction.DE, language);
    }

    private static LetterParts of(Jurisdiction country, String language) {
        Letterhead office =
                new Letterhead(
                        country.name(),
                        country,
                        "Beispielwerk e. V.",
                        List.of("Musterweg 1", "10115 Berlin"),
                        "https://www.example.org",
                        "Beispielwerk",
                        "dank@example.org",
                        "dank@example.org",
                        List.of());
        return LetterParts.of("receipt", language, office);
    }

    @Test
    void a_title_stands_where_the_language_has_it() {
        Map<String, List<String>> expected =
                Map.of(
                        "de",
                        List.of(
                                "Sehr geehrte Frau Dr. Beispiel,",
                                "Sehr geehrter Herr Dr. Beispiel,",
                                "Guten Tag Dr. Erika Beispiel,"),
                        "en",
                        List.of(
                                "Dear Dr. Beispiel,",
                                "Dear Dr. Beispiel,",
                                "Dear Dr. Erika Beispiel,"),
                        "nl",
                        List.of(
                                "Geachte mevrouw Beispiel,",
                                "Geachte heer Beispiel,",
                                "Beste Erika Beispiel,"),
                        "fr",
                        List.of(
                                "Chère Madame Beispiel,",
                                "Cher Monsieur Beispiel,",
                                "Bonjour Erika Beispiel,"));
        expected.forEach(
                (language, greetings) ->
                        assertEquals(
                                greetings,
                                List.of(
                                        greeting(language, Salutation.MS, "Dr.", "Erika"),
                                        greeting(language, Salutation.MR, "Dr.", "Erika"),
                                        greeting(language, Salutation.NEUTRAL, "Dr.", "Erika"))));
    }

    @Test
    void without_a_title_the_word_for_man_or_woman_is_said() {
        for (String none : new String[] {null, "", " "}) {
            assertEquals("Dear Ms Beispiel,", greeting("en", Salutation.MS, none, "Erika"));
            assertEquals("Dear Mr Beispiel,", greeting("en", Salutation.MR, none, "Erika"));
            assertEquals("Dear Erika Beispiel,", greeting("en", Salutation.NEUTRAL, none, "Erika"));
            assertEquals(
                    "Sehr geehrte Frau Beispiel,", greeting("de", Salutation.MS, none, "Erika"));
        }
        assertEquals("Dear Beispiel,", greeting("en", Salutation.NEUTRAL, null, null));
    }

    @Test
    void a_dutch_prefix_has_a_capital_where_nothing_stands_before_it() {
        LetterParts dutch = of(Jurisdiction.NL, "nl");
        assertEquals("Geachte heer De Vries,", dutch.greeting(jan(Salutation.MR, "de Vries")));
        assertEquals(
                "Geachte mevrouw Van den Berg,",
                dutch.greeting(jan(Salutation.MS, "van den Berg")));
        assertEquals("Geachte heer 't Hart,", dutch.greeting(jan(Salutation.MR, "'t Hart")));
        assertEquals("Beste Jan de Vries,", dutch.greeting(jan(Salutation.NEUTRAL, "de Vries")));
        assertEquals("Jan de Vries", dutch.donorName(jan(Salutation.MR, "de Vries")));
        assertEquals("Geachte heer ,", dutch.greeting(jan(Salutation.MR, "")));
        assertEquals(
                "Dear Mr de Vries,",
                of(Jurisdiction.NL, "en").greeting(jan(Salutation.MR, "de Vries")));
        assertEquals(
                "Geachte heer de Vries,",
                of(Jurisdiction.DE, "nl").greeting(jan(Salutation.MR, "de Vries")));
    }

    private static Addressee jan(Salutation salutation, String lastName) {
        return new Addressee(salutation, null, "Jan", lastName, null, "jan@example.org");
    }

    @Test
    void an_organisation_without_a_contact_is_greeted_without_a_name() {
        Addressee works =
                new Addressee(Salutation.NEUTRAL, null, null, null, "Musterwerke", "e@example.org");
        assertEquals("Hello,", inLanguage("en").greeting(works));
        assertEquals("Guten Tag,", inLanguage("de").greeting(works));
    }
}
