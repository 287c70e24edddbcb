package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.almoner.TestDatabase;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in {@code statements.yaml} ends the start and is named with its office and field. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatementsFileRulesTest {

    private static final String GOOD =
            """
            offices:
              - office: DE
                versions:
                  - validFrom: 2020-01-01
                    languages: [de]
                    signature: {mode: FACSIMILE, name: Anna Beispiel, role: Vorstand, facsimile: signature-de.png, notifiedOffice: Musterstadt, notifiedOn: 2019-11-04}
                    membershipFeesNotDeductible: false
                    returnDays: {SEPA_DIRECT_DEBIT: 56}
                    smallestThatCounts: 0
                    correctionsNeedTwo: true
                    warnDays: 60
                    warn: finanzen@de.example.org
                benefits:
                  - {validFrom: 2000-01-01, rule: NO_SPLITTING}
              - office: CA
                benefits:
                  - {validFrom: 2002-12-21, rule: SPLIT_RECEIPT, ignoredPercent: 10, ignoredUpTo: 7500, leftOutAbovePercent: 80}
              - office: US
                benefits:
                  - {validFrom: 2026-01-01, rule: QUID_PRO_QUO, ignoredPercent: 2, ignoredUpTo: 13900, disclosedAbove: 7500}
            """;

    @Inject Offices offices;
    @Inject CatalogueFiles files;

    private void check(String yaml) throws Exception {
        StatementsFileRules.check(
                files.yaml().readValue(yaml, StatementsFile.class), offices.all());
    }

    @Test
    void what_ships_is_as_it_should_be() {
        assertDoesNotThrow(() -> check(GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", notifiedOffice: Musterstadt, notifiedOn: 2019-11-04||R 10b.1(4) EStR",
                "languages: [de]|languages: [en]|languages",
                "facsimile: signature-de.png|facsimile: ../secret.png|PNG file",
                "mode: FACSIMILE|mode: HAND|facsimile",
                "SEPA_DIRECT_DEBIT: 56|SEPA_DIRECT_DEBIT: 0|returnDays",
                "warnDays: 60|warnDays: 0|warnDays",
                "finanzen@de.example.org|nobody|e-mail",
                "office: DE|office: XX|there is none",
                "name: Anna Beispiel|name: ' '|signature.name",
                "smallestThatCounts: 0|smallestThatCounts: -1|smallestThatCounts",
                "rule: NO_SPLITTING|rule: NO_MATTER|not a rule of the office's law",
                "rule: NO_SPLITTING|rule: NO_SPLITTING, ignoredPercent: 1|exactly the limits",
                ", leftOutAbovePercent: 80||exactly the limits",
                "leftOutAbovePercent: 80|leftOutAbovePercent: 101|exactly the limits",
                "ignoredUpTo: 13900|ignoredUpTo: -1|exactly the limits",
                "  - {validFrom: 2000-01-01, rule: NO_SPLITTING}|  []|one rule at least",
                "validFrom: 2026-01-01, ||validFrom",
            })
    void a_mistake_is_named(String good, String bad, String named) {
        String yaml = GOOD.replace(good, bad == null ? "" : bad);
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> check(yaml));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
    }
}
