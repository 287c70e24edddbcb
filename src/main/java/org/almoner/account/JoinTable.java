package org.almoner.account;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;

/** The rows of what staff have joined. */
@Singleton
class JoinTable {

    private static final String SELECT =
            "SELECT id, kept, emptied, moved_rows, moved_addresses, kept_is_new, joined_at,"
                    + " reason, undone_at FROM account_join WHERE ";

    private final AccountTable accounts;

    JoinTable(AccountTable accounts) {
        this.accounts = accounts;
    }

    /** What moved, so that it can move back. */
    record Stored(
            UUID id,
            AccountId kept,
            Optional<AccountId> emptied,
            Set<DonorId> rows,
            List<UUID> addresses,
            boolean keptIsNew) {

        Stored {
            rows = Set.copyOf(rows);
            addresses = List.copyOf(addresses);
        }
    }

    /** Holds both rows, always in the same order, so that two joins at once cannot cross. */
    void lock(DonorId one, DonorId other) {
        accounts.with(
                "SELECT id FROM donor WHERE id = ANY(?) ORDER BY id FOR UPDATE",
                statement -> {
                    statement.setArray(
                            1, uuids(statement, Stream.of(one.value(), other.value()).toList()));
                    return statement.execute();
                });
    }

    Optional<AccountId> accountOf(DonorId row) {
        return accounts.with(
                "SELECT account_id FROM account_donor WHERE donor_id = ?",
                statement -> {
                    statement.setObject(1, row.value());
                    try (var found = statement.executeQuery()) {
                        return found.next()
                                ? Optional.of(new AccountId(found.getObject(1, UUID.class)))
                                : Optional.empty();
                    }
                });
    }

    List<EmailAddress> provedAddresses(AccountId account) {
        return accounts.with(
                "SELECT email FROM account_address WHERE account_id = ? AND ended_at IS NULL"
                        + " ORDER BY proved_at LIMIT 100",
                statement -> {
                    statement.setObject(1, account.value());
                    List<EmailAddress> found = new ArrayList<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(new EmailAddress(rows.getString(1)));
                        }
                    }
                    return found;
                });
    }

    /** Moves all rows and live addresses; what both have proved stays behind. */
    List<UUID> moveAll(AccountId from, AccountId to) {
        accounts.with(
                "UPDATE account_donor SET account_id = ? WHERE account_id = ?",
                statement -> {
                    statement.setObject(1, to.value());
                    statement.setObject(2, from.value());
                    return statement.executeUpdate();
                });
        return accounts.with(
                """
                UPDATE account_address m SET account_id = ?
                 WHERE m.account_id = ? AND m.ended_at IS NULL
                   AND NOT EXISTS (SELECT 1 FROM account_address k
                                    WHERE k.account_id = ? AND k.ended_at IS NULL
                                      AND k.email_key = m.email_key)
                RETURNING m.id""",
                statement -> {
                    statement.setObject(1, to.value());
                    statement.setObject(2, from.value());
                    statement.setObject(3, to.value());
                    List<UUID> moved = new ArrayList<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            moved.add(rows.getObject(1, UUID.class));
                        }
                    }
                    return moved;
                });
    }

    void note(Stored stored, Instant now, String by, String reason) {
        accounts.with(
                "INSERT INTO account_join (id, kept, emptied, moved_rows, moved_addresses,"
                        + " kept_is_new, joined_at, joined_by, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setObject(1, stored.id());
                    statement.setObject(2, stored.kept().value());
                    statement.setObject(3, stored.emptied().map(AccountId::value).orElse(null));
                    statement.setArray(
                            4,
                            uuids(statement, stored.rows().stream().map(DonorId::value).toList()));
                    statement.setArray(5, uuids(statement, stored.addresses()));
                    statement.setBoolean(6, stored.keptIsNew());
                    statement.setObject(7, now.atOffset(ZoneOffset.UTC));
                    statement.setString(8, by);
                    statement.setString(9, reason);
                    return statement.executeUpdate();
                });
    }

    Optional<Stored> locked(UUID id) {
        return accounts.with(
                SELECT + "id = ? FOR UPDATE",
                statement -> {
                    statement.setObject(1, id);
                    try (var row = statement.executeQuery()) {
                        return row.next() ? Optional.of(stored(row)) : Optional.empty();
                    }
                });
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Set<DonorId> rows = new LinkedHashSet<>();
        ids(row.getArray(4)).forEach(id -> rows.add(new DonorId(id)));
        return new Stored(
                row.getObject(1, UUID.class),
                new AccountId(row.getObject(2, UUID.class)),
                Optional.ofNullable(row.getObject(3, UUID.class)).map(AccountId::new),
                rows,
                ids(row.getArray(5)),
                row.getBoolean(6));
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(UUID.class::cast).toList();
    }

    Optional<JoinView> find(UUID id) {
        return accounts.with(
                SELECT + "id = ?",
                statement -> {
                    statement.setObject(1, id);
                    return views(statement).stream().findFirst();
                });
    }

    /** What was joined to an account, the latest first; a hundred at most. */
    List<JoinView> of(AccountId account) {
        return accounts.with(
                SELECT + "kept = ? ORDER BY joined_at DESC, id DESC LIMIT 100",
                statement -> {
                    statement.setObject(1, account.value());
                    return views(statement);
                });
    }

    private static List<JoinView> views(PreparedStatement statement) throws SQLException {
        List<JoinView> found = new ArrayList<>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                Stored stored = stored(rows);
                OffsetDateTime undone = rows.getObject(9, OffsetDateTime.class);
                found.add(
                        new JoinView(
                                stored.id(),
                                stored.kept(),
                                stored.emptied(),
                                stored.rows().size(),
                                rows.getObject(7, OffsetDateTime.class).toInstant(),
                                rows.getString(8),
                                undone == null ? null : undone.toInstant()));
            }
        }
        return found;
    }

    /** Whether the person was joined to somebody else after this and still is. */
    boolean hasLater(Stored stored) {
        return accounts.with(
                "SELECT EXISTS (SELECT 1 FROM account_join l JOIN account_join t ON t.id = ?"
                        + " WHERE l.id <> t.id AND l.undone_at IS NULL"
                        + " AND (l.joined_at, l.id) > (t.joined_at, t.id)"
                        + " AND (l.kept = t.kept OR l.emptied = t.kept))",
                statement -> {
                    statement.setObject(1, stored.id());
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getBoolean(1);
                    }
                });
    }

    /**
     * Rows and addresses go back to the account they came from, or belong to none again. A row that
     * came since by an address that goes back, goes with it.
     */
    void moveBack(Stored stored) {
        if (stored.emptied().isEmpty()) {
            accounts.with(
                    "DELETE FROM account_donor WHERE account_id = ? AND donor_id = ANY(?)",
                    statement -> {
                        statement.setObject(1, stored.kept().value());
                        statement.setArray(
                                2,
                                uuids(
                                        statement,
                                        stored.rows().stream().map(DonorId::value).toList()));
                        return statement.executeUpdate();
                    });
            return;
        }
        accounts.with(
                """
                UPDATE account_donor m SET account_id = ?
                  FROM donor d
                 WHERE m.account_id = ? AND d.id = m.donor_id
                   AND (d.id = ANY(?)
                        OR EXISTS (SELECT 1 FROM account_address a
                                    WHERE a.id = ANY(?) AND m.joined_at > ?
                                      AND a.email_key = translate(d.email,
                                          'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')))""",
                statement -> {
                    statement.setObject(1, stored.emptied().get().value());
                    statement.setObject(2, stored.kept().value());
                    statement.setArray(
                            3,
                            uuids(statement, stored.rows().stream().map(DonorId::value).toList()));
                    statement.setArray(4, uuids(statement, stored.addresses()));
                    statement.setObject(5, joinedAt(stored.id()).atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
        accounts.with(
                "UPDATE account_address SET account_id = ? WHERE id = ANY(?) AND ended_at IS NULL",
                statement -> {
                    statement.setObject(1, stored.emptied().get().value());
                    statement.setArray(2, uuids(statement, stored.addresses()));
                    return statement.executeUpdate();
                });
    }

    private Instant joinedAt(UUID id) {
        return find(id).orElseThrow().joinedAt();
    }

    void noteUndone(UUID id, Instant now, String by) {
        accounts.with(
                "UPDATE account_join SET undone_at = ?, undone_by = ? WHERE id = ?",
                statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setString(2, by);
                    statement.setObject(3, id);
                    return statement.executeUpdate();
                });
    }

    private static Array uuids(PreparedStatement statement, Collection<UUID> ids)
            throws SQLException {
        return statement.getConnection().createArrayOf("uuid", ids.toArray());
    }
}
