package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Set;
import org.almoner.TestDatabase;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A mistake in {@code datev.yaml} ends the start by name; days that no batch can have are refused.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatevFileTest {

    private static final String GOOD =
            """
            offices:
              - office: DE
                versions:
                  - validFrom: 2001-01-01
                    consultant: 1001
                    client: 1
                    chart: "49"
                    accountLength: 4
                    fiscalYearBegins: 07-01
                    initials: BH
                    locked: false
                    accounts:
                      DONATIONS: "3220"
                      DONATIONS-GIVEN-BACK: "03229"
                      CLEARING-BANK: "1361"
                    costCentres: {freedom-week: Woche 1}
                    costCentreOtherwise: Rest
                  - validFrom: 2010-03-01
                    consultant: 9999999
                    client: 99999
                    accountLength: 8
                    fiscalYearBegins: 01-01
                    locked: true
                    accounts: {DONATIONS: "32200000", DONATIONS-GIVEN-BACK: "32200000", CLEARING-SEPA: "136100000"}
            """;

    @Inject Offices offices;
    @Inject CatalogueFiles files;

    private DatevFile read(String yaml) throws Exception {
        DatevFile file = files.yaml().readValue(yaml, DatevFile.class);
        file.check(offices.all(), Set.of("freedom-week"));
        return file;
    }

    @Test
    void both_ends_of_each_rule_are_good() {
        assertDoesNotThrow(() -> read(GOOD));
        assertDoesNotThrow(() -> read("offices: []"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "consultant: 1001|consultant: 1000|office DE, version of 2001-01-01, consultant",
                "consultant: 9999999|consultant: 10000000|version of 2010-03-01, consultant",
                "client: 1|client: 0|client: 1 to 99999",
                "client: 99999|client: 100000|client: 1 to 99999",
                "accountLength: 8|accountLength: 9|accountLength: 4 to 8",
                "accountLength: 4|accountLength: 3|accountLength: 4 to 8",
                "chart: \"49\"|chart: SKR49|chart",
                "fiscalYearBegins: 07-01|fiscalYearBegins: 07-02|fiscalYearBegins",
                "fiscalYearBegins: 07-01|fiscalYearBegins: 13-01|fiscalYearBegins",
                "initials: BH|initials: bh|initials",
                "DONATIONS: \"3220\"|DONATIONS: \"322\"|accounts.DONATIONS: 4 digits",
                "\"03229\"|\"003229\"|accounts.DONATIONS-GIVEN-BACK: 4 digits",
                "\"1361\"|\"0000\"|accounts.CLEARING-BANK",
                "\"1361\"|\"13A1\"|accounts.CLEARING-BANK",
                "CLEARING-BANK: \"1361\"|CASH: \"1361\"|the ledger has no such account",
                "CLEARING-BANK: \"1361\"||need a CLEARING-",
                "DONATIONS: \"3220\"||accounts.DONATIONS: must be given",
                "freedom-week: Woche 1|freedom: Woche 1|costCentres.freedom: there is no such campaign",
                "Woche 1|Woche-1|costCentres.freedom-week: letters",
                "costCentreOtherwise: Rest|costCentreOtherwise: ' '|costCentreOtherwise",
                "office: DE|office: GB|is not under German law",
                "office: DE|office: XX|there is none",
                "validFrom: 2010-03-01|validFrom: 2001-01-01|a validFrom of its own",
            })
    void a_mistake_is_named_with_office_and_field(String good, String bad, String named) {
        String yaml = GOOD.replace(good, bad == null ? "" : bad);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> read(yaml));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
    }

    private DatevBatch batch(String office, String from, String to) throws Exception {
        Office asked = offices.byCode(new OfficeCode(office));
        return DatevSettings.batch(read(GOOD), asked, LocalDate.parse(from), LocalDate.parse(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2007-07-01, 2008-06-30, 2007-07-01, 1001",
        "2008-06-30, 2008-06-30, 2007-07-01, 1001",
        "2008-02-29, 2008-03-01, 2007-07-01, 1001",
        "2010-02-28, 2010-02-28, 2009-07-01, 1001",
        "2010-03-01, 2010-12-31, 2010-01-01, 9999999"
    })
    void a_batch_lies_in_one_fiscal_year(
            String from, String to, LocalDate fiscalYear, int consultant) throws Exception {
        DatevBatch batch = batch("DE", from, to);
        assertEquals(fiscalYear, batch.fiscalYearBegins());
        assertEquals(consultant, batch.terms().consultant());
        assertEquals(batch, DatevBatch.read(batch.written()));
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 2007-07-01, 2008-07-01, over_two_fiscal_years, 2008-06-30",
        "DE, 2010-02-28, 2010-03-01, over_two_settings, 2010-03-01",
        "DE, 2000-12-31, 2000-12-31, not_configured, datev.yaml",
        "GB, 2007-07-01, 2007-07-01, not_for_this_office, German law"
    })
    void other_days_and_offices_are_refused_with_the_reason(
            String office, String from, String to, String code, String word) {
        DomainProblem refused = assertThrows(DomainProblem.class, () -> batch(office, from, to));
        assertEquals(code, refused.violations().get(0).code());
        assertTrue(refused.violations().get(0).message().contains(word));
    }

    @Test
    void a_fiscal_year_that_the_format_has_no_digits_for_is_refused() throws Exception {
        Office german = offices.byCode(new OfficeCode("DE"));
        DatevFile file = read(GOOD.replace("2001-01-01", "1999-01-01"));
        LocalDate last = LocalDate.of(2000, 6, 30);
        DomainProblem refused =
                assertThrows(
                        DomainProblem.class, () -> DatevSettings.batch(file, german, last, last));
        assertEquals("/from", refused.violations().get(0).pointer());
        LocalDate next = last.plusDays(1);
        assertEquals(next, DatevSettings.batch(file, german, next, next).fiscalYearBegins());
    }

    @Test
    void a_gift_has_the_cost_centre_of_its_campaign_or_the_common_one() throws Exception {
        DatevBatch batch = batch("DE", "2007-07-01", "2007-07-01");
        assertEquals("Woche 1", batch.costCentre("freedom-week"));
        assertEquals("Rest", batch.costCentre("another"));
        assertEquals("Rest", batch.costCentre(null));
        assertEquals("", batch("DE", "2010-03-01", "2010-03-01").costCentre(null));
    }
}
