package org.almoner.donor;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Contact data that persons changed, one entry for each account. {@link DonorBook} lays it over all
 * rows of the account; the rows themselves stay as they were written. It lies here and not with the
 * accounts, because whoever reads donors must not get past it.
 */
@Singleton
public class ContactBook {

    private static final List<String> COLUMNS = DonorRow.COLUMNS;

    private static final String FIRST =
            "INSERT INTO account_contact (account_id, version, locale, changed_at, "
                    + String.join(", ", COLUMNS)
                    + ") VALUES (?, 1, ?, ?"
                    + ", ?".repeat(COLUMNS.size())
                    + ") ON CONFLICT ON CONSTRAINT pk_account_contact DO NOTHING";

    private static final String NEXT =
            "UPDATE account_contact SET version = version + 1, locale = ?, changed_at = ?, "
                    + String.join(" = ?, ", COLUMNS)
                    + " = ? WHERE account_id = ? AND version = ?";

    private final DataSource database;

    ContactBook(DataSource database) {
        this.database = database;
    }

    /** What was said last; empty when nothing was ever changed. */
    public Optional<PresentContact> find(UUID account) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT * FROM account_contact WHERE account_id = ?")) {
            statement.setObject(1, account);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new PresentContact(DonorRow.details(row), row.getString("locale")))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Contact data could not be read", failure);
        }
    }

    /**
     * Says something new, in the caller's transaction or one of its own.
     *
     * @param version what it is to follow; 0 when nothing was changed before
     * @return false when something else was said in the meantime; nothing is changed then
     */
    public boolean write(UUID account, PresentContact contact, int version, Instant now) {
        boolean isFirst = version == 0;
        List<String> values = DonorRow.values(contact.details());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(isFirst ? FIRST : NEXT)) {
            int at = 1;
            if (isFirst) {
                statement.setObject(at++, account);
            }
            statement.setString(at++, contact.locale());
            statement.setObject(at++, now.atOffset(ZoneOffset.UTC));
            for (String value : values) {
                statement.setString(at++, value);
            }
            if (!isFirst) {
                statement.setObject(at++, account);
                statement.setInt(at, version);
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("Contact data could not be written", failure);
        }
    }
}
