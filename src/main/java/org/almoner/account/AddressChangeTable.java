package org.almoner.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.donor.EmailAddress;

/** The rows of changes of addresses. Each statement joins the transaction that is open. */
@Singleton
class AddressChangeTable {

    private static final String CHANGES =
            "SELECT id, account_id, email, state, confirm_hash, expires_at, confirmed_at,"
                    + " old_email, undo_hash, undo_until FROM address_change WHERE ";

    private static final String INSERT =
            "INSERT INTO address_change (id, account_id, email, email_key, state, confirm_hash,"
                    + " asked_at, expires_at) VALUES (?, ?, ?, ?, 'OPEN', ?, ?, ?)";

    private static final String CONFIRM =
            "UPDATE address_change SET state = 'DONE', confirmed_at = ?, old_email = ?, added = ?,"
                    + " undo_hash = ?, undo_until = ? WHERE id = ?";

    /** Whoever holds an address that came later must not keep it, nor bring it back. */
    private static final String END_ADDRESSES_SINCE =
            "UPDATE account_address SET ended_at = greatest(proved_at, ?) WHERE account_id = ?"
                    + " AND ended_at IS NULL AND email_key IN (SELECT email_key FROM address_change"
                    + " WHERE account_id = ? AND state = 'DONE' AND added AND confirmed_at >= ?)";

    private static final String UNDO_SINCE =
            "UPDATE address_change SET state = CASE state WHEN 'DONE' THEN 'UNDONE'"
                    + " ELSE 'REPLACED' END WHERE account_id = ?"
                    + " AND (state = 'OPEN' OR (state = 'DONE' AND confirmed_at >= ?))";

    private final DataSource database;

    AddressChangeTable(DataSource database) {
        this.database = database;
    }

    /** Holds the account's row to the end of the transaction: one change after the other. */
    void lock(AccountId account) {
        update("SELECT 1 FROM donor_account WHERE id = ? FOR NO KEY UPDATE", account.value());
    }

    /** The change a secret belongs to, whatever has become of it. */
    Optional<AddressChange> byHash(String hash) {
        return find(CHANGES + "confirm_hash = ? OR undo_hash = ?", hash, hash);
    }

    /** Makes the wish before it worthless. */
    void replaceOpen(AccountId account) {
        update(
                "UPDATE address_change SET state = 'REPLACED'"
                        + " WHERE account_id = ? AND state = 'OPEN'",
                account.value());
    }

    void insert(AddressChange change, Instant now) {
        update(
                INSERT,
                change.id(),
                change.account().value(),
                change.email().value(),
                MailboxKey.of(change.email()).value(),
                change.secret().hash(),
                utc(now),
                utc(change.secret().until()));
    }

    /**
     * Notes that the new mailbox has answered.
     *
     * @param change with everything that is known by now
     * @param added whether the address was not proved before
     */
    void confirm(AddressChange change, boolean added) {
        AddressChange.Secret undo = change.undo();
        update(
                CONFIRM,
                utc(change.confirmedAt()),
                change.oldEmail().value(),
                added,
                undo == null ? null : undo.hash(),
                undo == null ? null : utc(undo.until()),
                change.id());
    }

    /** Takes back a change and all that came after it, with the addresses they brought. */
    void undoSince(AddressChange change, Instant now) {
        UUID account = change.account().value();
        OffsetDateTime since = utc(change.confirmedAt());
        update(END_ADDRESSES_SINCE, utc(now), account, account, since);
        update(UNDO_SINCE, account, since);
    }

    private Optional<AddressChange> find(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Changes of addresses could not be read", failure);
        }
    }

    private void update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException("Changes of addresses could not be stored", failure);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static AddressChange read(ResultSet row) throws SQLException {
        String old = row.getString("old_email");
        String undo = row.getString("undo_hash");
        return new AddressChange(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                new EmailAddress(row.getString("email")),
                AddressChange.State.valueOf(row.getString("state")),
                new AddressChange.Secret(row.getString("confirm_hash"), at(row, "expires_at")),
                at(row, "confirmed_at"),
                old == null ? null : new EmailAddress(old),
                undo == null ? null : new AddressChange.Secret(undo, at(row, "undo_until")));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
