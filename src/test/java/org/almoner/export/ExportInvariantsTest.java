package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.almoner.TestDatabase;
import org.almoner.office.OfficeCode;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** The self-check is shown one violation of each invariant of exports, and finds it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportInvariantsTest {

    @Inject Exports exports;
    @Inject MakeExports make;
    @Inject SelfCheck selfCheck;
    @Inject Sql sql;

    private ExportView made() {
        LocalDate day = LocalDate.of(1975, 1, 1);
        Exports.Wish wish =
                new Exports.Wish(
                        ExportKind.JOURNAL,
                        new OfficeCode("NL"),
                        day,
                        day,
                        false,
                        ExportFormat.CSV);
        ExportView asked =
                QuarkusTransaction.requiringNew().call(() -> exports.ask(wish, "somebody"));
        make.run();
        return exports.find(asked.number()).orElseThrow();
    }

    private List<String> offenders(String id) {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().equals(id))
                .flatMap(it -> it.offenders().stream())
                .toList();
    }

    private void finds(String id, String offender, Runnable wrong, Runnable right) {
        assertEquals(List.of(), offenders(id), "before");
        wrong.run();
        try {
            assertEquals(List.of(offender), offenders(id));
        } finally {
            right.run();
        }
        assertEquals(List.of(), offenders(id), "afterwards");
    }

    @Test
    void a_number_that_was_given_out_and_is_not_there() {
        int year = Integer.parseInt(made().number().substring(5, 9));
        String change = "UPDATE export_series SET last = last + ? WHERE office = 'NL' AND year = ?";
        finds(
                "I16",
                "export-series/NL-" + year,
                () -> sql.write(change, 1, year),
                () -> sql.write(change, -1, year));
    }

    @Test
    void a_file_that_was_tampered_with_behind_the_triggers() {
        String number = made().number();
        finds(
                "I17",
                "export/" + number,
                () ->
                        tamper(
                                "UPDATE export_chunk SET bytes = bytes || 'x' WHERE export = ?",
                                number),
                () ->
                        tamper(
                                "UPDATE export_chunk SET bytes = substr(bytes, 1, length(bytes) - 1)"
                                        + " WHERE export = ?",
                                number));
    }

    private void tamper(String change, String number) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql.write("ALTER TABLE export_chunk DISABLE TRIGGER USER");
                            sql.write(change, number);
                            sql.write("ALTER TABLE export_chunk ENABLE TRIGGER USER");
                        });
    }
}
