package org.almoner.portal;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.almoner.account.AccountId;
import org.almoner.donor.DonorId;

/** Reads what is held about a person, a page in one statement. No connection outlives a page. */
@Singleton
class ExportTable {

    private final DataSource database;

    ExportTable(DataSource database) {
        this.database = database;
    }

    /** Whose data. */
    record Person(AccountId account, Set<DonorId> donors) {}

    /**
     * Some rows of a list.
     *
     * @param last the key of the last row, behind which the next page begins
     * @param rows as JSON
     */
    record Page(String last, List<String> rows) {}

    Page page(ExportSection section, Person person, String behind, int size) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(section.sql())) {
            if (section.isByDonor()) {
                Object[] ids = person.donors().stream().map(DonorId::value).toArray();
                statement.setArray(1, connection.createArrayOf("uuid", ids));
            } else {
                statement.setObject(1, person.account().value());
            }
            statement.setString(2, behind);
            statement.setInt(3, size);
            List<String> found = new ArrayList<>();
            String last = behind;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    last = rows.getString(1);
                    found.add(rows.getString(2));
                }
            }
            return new Page(last, found);
        } catch (SQLException failure) {
            throw new IllegalStateException("An export could not be read", failure);
        }
    }
}
