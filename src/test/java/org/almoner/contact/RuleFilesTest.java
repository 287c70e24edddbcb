package org.almoner.contact;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almoner.office.CatalogueFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a file of rules ends the start and is named with its rule and field. */
class RuleFilesTest {

    private static final String GOOD =
            """
            rules:
              - id: gb-email
                country: GB
                channels: [EMAIL, SMS]
                purposes: [FUNDRAISING, NEWS]
                versions:
                  - validFrom: 2026-01-01
                    grounds: [{ground: EXPRESS_CONSENT}, {ground: DONOR_RELATION, years: 2, offered: true}]
                    law: PECR reg. 22(2)
                    source: ICO
                  - validFrom: 2026-02-05
                    grounds: [{ground: SOFT_OPT_IN_CHARITABLE, collectedFrom: 2026-02-05}]
                    law: PECR reg. 22(3A)
                    source: ICO
              - id: any-service
                country: "*"
                channels: [POST]
                purposes: [SERVICE]
                versions:
                  - validFrom: 2026-01-01
                    grounds: [{ground: OWN_GIFT}]
                    law: law
                    source: source
            """;

    private static void check(String yaml) throws JsonProcessingException {
        ContactFileRules.check(
                new CatalogueFiles(Optional.empty()).yaml().readValue(yaml, ContactFile.class),
                List.of("GB"));
    }

    @Test
    void what_ships_is_as_it_should_be() {
        assertDoesNotThrow(() -> check(GOOD));
        assertDoesNotThrow(
                () ->
                        ContactFileRules.check(
                                Persons.contactFile(),
                                List.of("DE", "GB", "NL", "CA", "AU", "US")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: gb-email|id: GB|rule GB: an id has",
                "country: GB|country: UK|rule gb-email, country",
                "country: GB|country: FR|country GB: an office is there",
                "country: \"*\"|country: US|country *: there must be rules for all other",
                "channels: [EMAIL, SMS]|channels: []|rule gb-email, channels",
                "purposes: [FUNDRAISING, NEWS]|purposes: []|rule gb-email, purposes",
                "validFrom: 2026-02-05|validFrom: 2026-01-01|needs a validFrom of its own",
                ", collectedFrom: 2026-02-05||collectedFrom: belongs to SOFT_OPT_IN_CHARITABLE",
                "{ground: EXPRESS_CONSENT}|{ground: EXPRESS_CONSENT, years: 2}|years: belongs to",
                "years: 2|years: 0|years: belongs to DONOR_RELATION, 1 to 10",
                "years: 2|years: 11|years: belongs to DONOR_RELATION, 1 to 10",
                "{ground: EXPRESS_CONSENT}|{ground: EXPRESS_CONSENT, offered: true}|offered: belongs to",
                "{ground: EXPRESS_CONSENT}|{ground: OWN_GIFT}|OWN_GIFT is for SERVICE alone",
                "purposes: [SERVICE]|purposes: [NEWS]|OWN_GIFT is for SERVICE alone",
                "{ground: EXPRESS_CONSENT}|{ground: SOFT_OPT_IN_COMMERCIAL}|the commercial one for nothing",
                "purposes: [FUNDRAISING, NEWS]|purposes: [TRADE]|the charitable soft opt-in is never",
                "law: PECR reg. 22(2)|law: ''|version of 2026-01-01, law: must be given",
                "source: source|source: ' '|rule any-service, version of 2026-01-01, source",
                "country: \"*\"|country: GB|country *: there must be rules for all other"
            })
    void a_mistake_is_named(String right, String wrong, String told) {
        String yaml = GOOD.replace(right, wrong == null ? "" : wrong);
        var refused = assertThrows(IllegalStateException.class, () -> check(yaml));
        assertTrue(refused.getMessage().contains(told), refused.getMessage());
        assertTrue(refused.getMessage().contains("contact-rules.yaml"), refused.getMessage());
    }

    @Test
    void two_rules_for_one_question_are_refused() {
        String twice = GOOD.replace("channels: [POST]", "channels: [POST, POST]");
        var refused = assertThrows(IllegalStateException.class, () -> check(twice));
        assertTrue(
                refused.getMessage().contains("another rule is for * POST SERVICE already"),
                refused.getMessage());
    }

    @Test
    void a_field_nobody_knows_is_refused() {
        assertThrows(
                JsonProcessingException.class,
                () -> check(GOOD.replace("law: law", "law: law\n        until: 2026-01-01")));
    }

    @Test
    void every_rule_stands_in_the_pages_of_the_countries_with_its_law_and_source()
            throws IOException {
        StringBuilder pages = new StringBuilder();
        try (var files = Files.list(Path.of("docs/countries"))) {
            for (Path file : files.sorted().toList()) {
                pages.append(Files.readString(file));
            }
        }
        List<String> missing = new ArrayList<>();
        for (ContactFile.Entry entry : Persons.contactFile().rules()) {
            for (ContactFile.Version version : entry.versions()) {
                String end = " | " + version.law() + " | " + version.source() + " |";
                if (!pages.toString().contains("| `" + entry.id() + "`")
                        || !pages.toString().contains(end)) {
                    missing.add(entry.id() + " of " + version.validFrom());
                }
            }
        }
        for (TransferFile.Entry entry : Persons.transferFile().rules()) {
            for (TransferFile.Version version : entry.versions()) {
                String end = " | " + version.law() + " | " + version.source() + " |";
                if (!pages.toString().contains("| `" + entry.id() + "` |")
                        || !pages.toString().contains(end)) {
                    missing.add(entry.id() + " of " + version.validFrom());
                }
            }
        }
        assertEquals(List.of(), missing);
    }
}
