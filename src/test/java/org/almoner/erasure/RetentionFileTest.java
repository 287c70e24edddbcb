package org.almoner.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import org.almoner.office.CatalogueFiles;
import org.junit.jupiter.api.Test;

class RetentionFileTest {

    private static final CatalogueFiles FILES = new CatalogueFiles(Optional.empty());

    private static String refusal(String yaml) throws JsonProcessingException {
        RetentionFile file = FILES.yaml().readValue(yaml, RetentionFile.class);
        return assertThrows(IllegalStateException.class, () -> file.check(List.of("DE")))
                .getMessage();
    }

    @Test
    void the_built_in_schedule_holds_for_every_country() {
        RetentionFile file = FILES.read(RetentionFile.NAME, RetentionFile.class);
        file.check(List.of("DE", "GB", "NL", "CA", "AU", "US"));
        assertEquals(8, file.rule(DataClass.GIFT, "DE").orElseThrow().years());
        assertEquals(14, file.rule(DataClass.MANDATE, "GB").orElseThrow().months());
    }

    @Test
    void a_country_with_an_office_needs_a_line_for_every_class() throws JsonProcessingException {
        String said =
                refusal(
                        "rules: [{data: GIFT, countries: [NL], years: 7, countedFrom: EVENT, law: a,"
                                + " source: b}]");
        assertTrue(said.contains("retention.yaml, GIFT of DE: needs a line"), said);
    }

    @Test
    void a_line_without_a_period_and_a_line_given_twice_are_refused()
            throws JsonProcessingException {
        String said =
                refusal(
                        """
                        rules:
                          - {data: GIFT, countedFrom: EVENT, law: a, source: b}
                          - {data: GIFT, years: 3, countedFrom: EVENT, law: ' ', source: b}
                          - {data: MAIL, years: 3, countedFrom: EVENT, law: a, source: b}
                        """);
        assertTrue(said.contains("only SUPPRESSION and LIVE_CONSENT are kept for ever"), said);
        assertTrue(said.contains("is given twice"), said);
        assertTrue(said.contains("law: must be given"), said);
        assertTrue(said.contains("MAIL of all others: is deleted at once"), said);
    }

    @Test
    void people_are_kept_for_two_years_at_least() throws JsonProcessingException {
        String line =
                "rules: [{data: RELATIONSHIP, months: %d, countedFrom: EVENT, law: a, source: b}]";
        String needed = "needs two years: the statements of the last gift's year come first";
        assertTrue(refusal(line.formatted(23)).contains(needed));
        assertFalse(refusal(line.formatted(24)).contains(needed));
    }
}
