package org.almoner.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds a table says on the page for data-protection officers who deletes from it and when.
 */
class EveryTableIsOnThePageTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern CREATED =
            Pattern.compile("CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([a-z_]+)");
    private static final Pattern NAMED = Pattern.compile("`([a-z_]+)`");

    /** Offices and what they offer, texts, rules, series of numbers, and works without a person. */
    private static final Set<String> NOTHING_OF_A_PERSON =
            Set.of(
                    "audit_head",
                    "campaign",
                    "campaign_name",
                    "campaign_total",
                    "consent_text",
                    "consent_text_body",
                    "contact_rule",
                    "datev_terms",
                    "export",
                    "export_batch_mark",
                    "export_mark",
                    "export_series",
                    "gift_aid_claim",
                    "gift_aid_claim_series",
                    "gift_aid_terms",
                    "giving_terms",
                    "office",
                    "office_proof_limit",
                    "office_registration",
                    "office_tax_notice",
                    "office_version",
                    "periodic_gift_series",
                    "provider_account",
                    "sepa_batch",
                    "sepa_batch_series",
                    "sepa_block",
                    "sepa_mandate_text",
                    "signing_key",
                    "statement_benefit_rule",
                    "statement_issuer",
                    "statement_run",
                    "statement_series",
                    "statement_terms",
                    "transfer_agreement",
                    "transfer_rule");

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                tables.addAll(found(CREATED, Files.readString(file)));
            }
        }
        return tables;
    }

    @Test
    void every_table_is_on_the_page_or_holds_nothing_of_a_person() throws IOException {
        Set<String> missing = tables();
        assertTrue(missing.containsAll(List.of("donor", "consent_proof", "retention_run")));
        missing.removeAll(found(NAMED, Files.readString(Path.of("docs/retention.md"))));
        missing.removeAll(NOTHING_OF_A_PERSON);
        assertEquals(Set.of(), missing);
    }

    @Test
    void no_table_is_called_harmless_that_does_not_exist() throws IOException {
        Set<String> unknown = new TreeSet<>(NOTHING_OF_A_PERSON);
        unknown.removeAll(tables());
        assertEquals(Set.of(), unknown);
    }
}
