package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.almoner.TestDatabase;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.statement.Signature;
import org.junit.jupiter.api.Test;

/** What would keep documents from being written is found when the service starts. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TryDocumentsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @Inject TryDocuments documents;
    @Inject TermsOfStatements terms;
    @Inject Offices offices;

    @Test
    void documents_of_all_offices_can_be_written() {
        for (Office office : offices.all()) {
            assertEquals(
                    List.of(),
                    documents.faults(office, terms.on(office.code(), DAY).orElseThrow(), DAY));
        }
    }

    @Test
    void a_picture_that_is_none_is_named_with_its_office() {
        Office office = offices.byCode(new OfficeCode("DE"));
        StatementTerms good = terms.on(office.code(), DAY).orElseThrow();
        Signature by = good.signature();
        StatementTerms bad =
                new StatementTerms(
                        good.languages(),
                        new Signature(
                                by.mode(),
                                by.name(),
                                by.role(),
                                terms.keep("no picture".getBytes(StandardCharsets.UTF_8)),
                                by.notifiedOffice(),
                                by.notifiedOn()),
                        false,
                        good.returnDays(),
                        0,
                        true,
                        60,
                        good.warn(),
                        null);
        List<String> faults = documents.faults(office, bad, DAY);
        assertEquals(2, faults.size(), "one for each German form");
        assertTrue(faults.get(0).startsWith("office DE: DE_SINGLE, "), faults.get(0));
    }
}
