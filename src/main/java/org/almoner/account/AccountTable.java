package org.almoner.account;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;

/** The rows of accounts, in plain SQL. Each statement joins the transaction that is open. */
@Singleton
class AccountTable {

    /** More rows than this behind one address are not a person; the latest count. */
    private static final int MOST_ROWS = 500;

    /**
     * Rows of the accounts that are reached by the address, and rows that name it and belong to no
     * account, or to one that staff joined and nobody has signed in to yet. The index folds more
     * letters than a mailbox does, so the exact spelling is compared as well.
     */
    private static final String ROWS_AT =
            """
            SELECT d.id, r.account_id
              FROM (SELECT m.donor_id, m.account_id
                      FROM account_address a JOIN account_donor m ON m.account_id = a.account_id
                     WHERE a.email_key = ? AND a.ended_at IS NULL
                    UNION ALL
                    SELECT f.id, m.account_id
                      FROM donor f LEFT JOIN account_donor m ON m.donor_id = f.id
                     WHERE lower(f.email) = lower(?)
                       AND translate(f.email, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = ?
                       AND NOT EXISTS (SELECT 1 FROM account_address a WHERE a.account_id = m.account_id)) r
              JOIN donor d ON d.id = r.donor_id
             ORDER BY d.last_seen_at DESC, d.id DESC
             LIMIT ?""";

    private final DataSource database;
    private final Ids ids;

    AccountTable(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Rows behind an address, latest first, each with its account if it has one. */
    Map<DonorId, Optional<AccountId>> rowsAt(MailboxKey mailbox) {
        return with(
                ROWS_AT,
                statement -> {
                    statement.setString(1, mailbox.value());
                    statement.setString(2, mailbox.value());
                    statement.setString(3, mailbox.value());
                    statement.setInt(4, MOST_ROWS);
                    Map<DonorId, Optional<AccountId>> found = new LinkedHashMap<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            UUID account = rows.getObject(2, UUID.class);
                            found.put(
                                    new DonorId(rows.getObject(1, UUID.class)),
                                    Optional.ofNullable(account).map(AccountId::new));
                        }
                    }
                    return found;
                });
    }

    /** Waits until no other transaction holds this mailbox, and holds it to the end of ours. */
    void lock(MailboxKey mailbox) {
        with(
                "SELECT pg_advisory_xact_lock(hashtextextended('account:' || ?, 0))",
                statement -> {
                    statement.setString(1, mailbox.value());
                    return statement.execute();
                });
    }

    AccountId create(String locale, Instant now) {
        AccountId account = new AccountId(ids.next());
        with(
                "INSERT INTO donor_account (id, locale, created_at) VALUES (?, ?, ?)",
                statement -> {
                    statement.setObject(1, account.value());
                    statement.setString(2, locale);
                    statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
        return account;
    }

    /**
     * Notes that the account's person controls the mailbox; once is enough.
     *
     * @return whether that is news
     */
    boolean prove(AccountId account, EmailAddress address, MailboxKey mailbox, Instant now) {
        return with(
                "INSERT INTO account_address (id, account_id, email, email_key, proved_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                statement -> {
                    statement.setObject(1, ids.next());
                    statement.setObject(2, account.value());
                    statement.setString(3, address.value());
                    statement.setString(4, mailbox.value());
                    statement.setObject(5, now.atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate() == 1;
                });
    }

    /** Takes rows that belong to no account into this one. */
    void join(AccountId account, Set<DonorId> rows, String by, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        with(
                "INSERT INTO account_donor (donor_id, account_id, joined_at, joined_by)"
                        + " SELECT unnest(?), ?, ?, ? ON CONFLICT DO NOTHING",
                statement -> {
                    statement.setArray(
                            1,
                            statement
                                    .getConnection()
                                    .createArrayOf(
                                            "uuid", rows.stream().map(DonorId::value).toArray()));
                    statement.setObject(2, account.value());
                    statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                    statement.setString(4, by);
                    return statement.executeUpdate();
                });
    }

    Set<DonorId> donorsOf(AccountId account) {
        return with(
                "SELECT donor_id FROM account_donor WHERE account_id = ? ORDER BY donor_id",
                statement -> {
                    statement.setObject(1, account.value());
                    Set<DonorId> found = new LinkedHashSet<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(new DonorId(rows.getObject(1, UUID.class)));
                        }
                    }
                    return found;
                });
    }

    Map<DonorId, Set<DonorId>> personsOf(Collection<DonorId> asked) {
        return with(
                "SELECT a.id, coalesce(o.donor_id, a.id) FROM unnest(?) AS a (id)"
                        + " LEFT JOIN account_donor m ON m.donor_id = a.id"
                        + " LEFT JOIN account_donor o ON o.account_id = m.account_id",
                statement -> {
                    Object[] ids = asked.stream().map(DonorId::value).toArray();
                    statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
                    Map<DonorId, Set<DonorId>> found = new LinkedHashMap<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.computeIfAbsent(
                                            new DonorId(rows.getObject(1, UUID.class)),
                                            none -> new LinkedHashSet<>())
                                    .add(new DonorId(rows.getObject(2, UUID.class)));
                        }
                    }
                    return found;
                });
    }

    /**
     * The row that was written last.
     *
     * @param version of the contact data that lie over it; 0 for none
     */
    record Latest(DonorId donor, int version) {}

    Optional<Latest> latest(AccountId account) {
        return with(
                "SELECT m.donor_id, coalesce(c.version, 0) FROM account_donor m"
                        + " JOIN donor d ON d.id = m.donor_id"
                        + " LEFT JOIN account_contact c ON c.account_id = m.account_id"
                        + " WHERE m.account_id = ? ORDER BY d.last_seen_at DESC, d.id DESC LIMIT 1",
                statement -> {
                    statement.setObject(1, account.value());
                    try (var row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(
                                        new Latest(
                                                new DonorId(row.getObject(1, UUID.class)),
                                                row.getInt(2)))
                                : Optional.empty();
                    }
                });
    }

    /**
     * By which mailboxes an account is reached.
     *
     * @param proved last proved first
     * @param pending waits for its confirmation; {@code null} when none does
     */
    record Reach(List<ProvedAddress> proved, EmailAddress pending) {

        @Override
        public String toString() {
            return "Reach";
        }
    }

    /** Proved addresses, and the one that waits for its confirmation, in one statement. */
    Reach reach(AccountId account, Instant now) {
        return with(
                """
                SELECT email, proved_at, id FROM account_address
                 WHERE account_id = ? AND ended_at IS NULL
                UNION ALL
                SELECT email, NULL, id FROM address_change
                 WHERE account_id = ? AND state = 'OPEN' AND expires_at > ?
                 ORDER BY 2 DESC, 3 DESC""",
                statement -> {
                    statement.setObject(1, account.value());
                    statement.setObject(2, account.value());
                    statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                    List<ProvedAddress> proved = new ArrayList<>();
                    EmailAddress pending = null;
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            EmailAddress address = new EmailAddress(rows.getString(1));
                            OffsetDateTime at = rows.getObject(2, OffsetDateTime.class);
                            if (at == null) {
                                pending = address;
                            } else {
                                proved.add(new ProvedAddress(address, at.toInstant()));
                            }
                        }
                    }
                    return new Reach(proved, pending);
                });
    }

    /** Ends that the account is reached by a mailbox. */
    void endAddress(AccountId account, MailboxKey mailbox, Instant now) {
        with(
                "UPDATE account_address SET ended_at = greatest(proved_at, ?)"
                        + " WHERE account_id = ? AND email_key = ? AND ended_at IS NULL",
                statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, account.value());
                    statement.setString(3, mailbox.value());
                    return statement.executeUpdate();
                });
    }

    /** Writes the address of a proved mailbox as its person does. */
    void spell(AccountId account, EmailAddress address, MailboxKey mailbox) {
        with(
                "UPDATE account_address SET email = ?"
                        + " WHERE account_id = ? AND email_key = ? AND ended_at IS NULL",
                statement -> {
                    statement.setString(1, address.value());
                    statement.setObject(2, account.value());
                    statement.setString(3, mailbox.value());
                    return statement.executeUpdate();
                });
    }

    /** The language that counts where no donor's row does. */
    void speak(AccountId account, String locale) {
        with(
                "UPDATE donor_account SET locale = ? WHERE id = ?",
                statement -> {
                    statement.setString(1, locale);
                    statement.setObject(2, account.value());
                    return statement.executeUpdate();
                });
    }

    /** What is done with a prepared statement. */
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    <T> T with(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException("Accounts could not be read or written", failure);
        }
    }
}
