package org.almoner.tax;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;

/** Statements for tests of other parts, of gifts of years long past. */
@Singleton
public class IssuedStatements {

    private final GiftsOfAYear gifts;
    private final TaxDesk desk;
    private final WriteDocuments documents;
    private final TaxHistory history;

    IssuedStatements(
            GiftsOfAYear gifts, TaxDesk desk, WriteDocuments documents, TaxHistory history) {
        this.gifts = gifts;
        this.desk = desk;
        this.documents = documents;
        this.history = history;
    }

    /** A statement over one gift of 25 euros to the German office. */
    public StatementView of(UUID donor, int year) {
        gifts.gift(donor, "DE", "EUR", 2_500, year + "-06-01T10:00:00Z");
        return issued(donor, "DE", year);
    }

    /** The statement of an office over whatever a donor gave in a year. */
    public StatementView issued(UUID donor, String office, int year) {
        UUID id =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        desk.issue(
                                                new DonorId(donor),
                                                new StatementRuns.Wish(
                                                        new OfficeCode(office),
                                                        year,
                                                        null,
                                                        true,
                                                        false)));
        documents.run();
        return history.find(id).orElseThrow();
    }

    /** The donor's row of a person who is reached by the address. */
    public UUID donorAt(String email) {
        return gifts.sql()
                .one(
                        "SELECT id FROM donor WHERE email = ? ORDER BY last_seen_at DESC LIMIT 1",
                        row -> row.getObject(1, UUID.class),
                        email)
                .orElseThrow();
    }
}
