package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.selfcheck.SelfCheck;
import org.junit.jupiter.api.Test;

/** The self-check is shown one violation of each invariant of statements, and finds it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TaxInvariantsTest {

    @Inject GiftsOfAYear gifts;
    @Inject IssuedStatements statements;
    @Inject SelfCheck selfCheck;

    private StatementView issued(int year) {
        return statements.of(gifts.donor("DE", "Ilse", "Prüfung"), year);
    }

    private List<String> offenders(String id) {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals(id))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    private void finds(String id, String offender, String wrong, String right, UUID statement) {
        assertEquals(List.of(), offenders(id), "before");
        gifts.sql().write(wrong, statement);
        try {
            assertEquals(List.of(offender), offenders(id));
        } finally {
            gifts.sql().write(right, statement);
        }
        assertEquals(List.of(), offenders(id), "afterwards");
    }

    @Test
    void a_statement_that_says_something_else_than_the_books() {
        StatementView it = issued(2006);
        finds(
                "I11",
                "tax-statement/" + it.number(),
                "UPDATE tax_statement_line SET amount_minor = 2501 WHERE statement_id = ?",
                "UPDATE tax_statement_line SET amount_minor = 2500 WHERE statement_id = ?",
                it.id());
    }

    @Test
    void a_number_that_was_given_out_and_is_not_there() {
        StatementView it = issued(2007);
        String change =
                "UPDATE statement_series SET last = last %s 1 WHERE office = 'DE' AND tax_year ="
                        + " (SELECT tax_year FROM tax_statement WHERE id = ?)";
        finds(
                "I13",
                "statement-series/DE-2007",
                change.formatted("+"),
                change.formatted("-"),
                it.id());
    }

    @Test
    void a_total_that_is_no_sum() {
        StatementView it = issued(2008);
        finds(
                "I14",
                "tax-statement/" + it.number(),
                "UPDATE tax_statement SET total_minor = total_minor + 1 WHERE id = ?",
                "UPDATE tax_statement SET total_minor = total_minor - 1 WHERE id = ?",
                it.id());
    }

    @Test
    void a_document_that_is_gone() {
        StatementView it = issued(2009);
        gifts.sql()
                .write(
                        "CREATE TABLE planted_pdf AS SELECT * FROM tax_statement_pdf"
                                + " WHERE statement_id = '"
                                + it.id()
                                + "'");
        try {
            finds(
                    "I15",
                    "tax-statement/" + it.number(),
                    "DELETE FROM tax_statement_pdf WHERE statement_id = ?",
                    "INSERT INTO tax_statement_pdf SELECT * FROM planted_pdf WHERE statement_id = ?",
                    it.id());
        } finally {
            gifts.sql().write("DROP TABLE planted_pdf");
        }
    }
}
