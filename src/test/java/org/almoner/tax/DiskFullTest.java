package org.almoner.tax;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** A statement whose document finds no room waits for it: numbered, not issued, not mailed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DiskFullTest {

    @Inject GiftsOfAYear gifts;
    @Inject TaxDesk desk;
    @Inject WriteDocuments documents;
    @Inject TaxHistory history;
    @Inject MeterRegistry meters;
    @Inject Sql sql;

    private UUID numbered(String name, int year) {
        UUID donor = gifts.donor("DE", "Anna", name);
        gifts.gift(donor, "DE", "EUR", 2_500, year + "-06-01T10:00:00Z");
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                desk.issue(
                                        new DonorId(donor),
                                        new StatementRuns.Wish(
                                                new OfficeCode("DE"), year, null, true, true)));
    }

    /** As PostgreSQL refuses when it cannot make a file longer, or for another reason. */
    private void whileDocumentsAreRefused(String state, Runnable work) {
        sql.write(
                "CREATE FUNCTION no_documents() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " RAISE EXCEPTION 'could not extend file' USING ERRCODE = '"
                        + state
                        + "'; END $$");
        sql.write(
                "CREATE TRIGGER tr_no_documents BEFORE INSERT ON tax_statement_pdf"
                        + " FOR EACH ROW EXECUTE FUNCTION no_documents()");
        try {
            work.run();
        } finally {
            sql.write("DROP TRIGGER tr_no_documents ON tax_statement_pdf");
            sql.write("DROP FUNCTION no_documents()");
        }
    }

    private long documentsOf(UUID statement) {
        return gifts.count(
                "SELECT count(*) FROM tax_statement_pdf WHERE statement_id = ?", statement);
    }

    private long mailsOf(UUID statement) {
        return gifts.count("SELECT count(*) FROM outbox_message WHERE subject = ?", statement);
    }

    private double fullDisks() {
        return meters.counter("almoner_disk_full_total", "work", "STATEMENT").count();
    }

    @Test
    void it_waits_and_is_written_once_there_is_room() {
        UUID statement = numbered("Platznot", 2020);
        double before = fullDisks();
        whileDocumentsAreRefused("53100", () -> assertDoesNotThrow(() -> documents.tick()));
        assertEquals(before + 1, fullDisks());
        assertEquals(StatementState.NUMBERED, history.find(statement).orElseThrow().state());
        assertEquals(0, documentsOf(statement));
        assertEquals(0, mailsOf(statement));
        documents.tick();
        assertEquals(StatementState.ISSUED, history.find(statement).orElseThrow().state());
        assertEquals(1, documentsOf(statement));
        assertEquals(1, mailsOf(statement));
    }

    @Test
    void another_refusal_of_the_database_is_not_taken_for_a_full_disk() {
        UUID statement = numbered("Anders", 2020);
        double before = fullDisks();
        whileDocumentsAreRefused(
                "23514", () -> assertThrows(IllegalStateException.class, () -> documents.tick()));
        assertEquals(before, fullDisks());
        documents.tick();
        assertEquals(1, documentsOf(statement));
    }
}
