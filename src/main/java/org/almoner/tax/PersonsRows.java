package org.almoner.tax;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.sql.Sql;

/**
 * The donors' rows behind persons. A person is an account, or a row that belongs to none; its id is
 * the account's or the row's.
 */
@Singleton
class PersonsRows {

    /** The row that was written last tells where somebody lives. */
    private static final String LATEST =
            """
            SELECT DISTINCT ON (person) person, donor_id
              FROM (SELECT m.account_id AS person, d.id AS donor_id, d.last_seen_at
                      FROM account_donor m JOIN donor d ON d.id = m.donor_id
                     WHERE m.account_id = ANY (?)
                    UNION ALL
                    SELECT d.id, d.id, d.last_seen_at FROM donor d WHERE d.id = ANY (?)) r
             ORDER BY person, last_seen_at DESC, donor_id DESC""";

    private static final String PERSON =
            "SELECT coalesce(m.account_id, d.id) AS person FROM donor d"
                    + " LEFT JOIN account_donor m ON m.donor_id = d.id WHERE d.id = ?";

    private final Sql sql;

    PersonsRows(Sql sql) {
        this.sql = sql;
    }

    /** Each person's latest row, in one statement. */
    Map<UUID, DonorId> latestRows(List<UUID> persons) {
        Map<UUID, DonorId> found = new LinkedHashMap<>();
        sql.read(
                        LATEST,
                        row ->
                                Map.entry(
                                        Sql.id(row, "person"),
                                        new DonorId(Sql.id(row, "donor_id"))),
                        Sql.Column.ids(persons),
                        Sql.Column.ids(persons))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    /** The person that a donor's row belongs to. */
    java.util.Optional<UUID> personOf(DonorId donor) {
        return sql.one(PERSON, row -> Sql.id(row, "person"), donor.value());
    }
}
