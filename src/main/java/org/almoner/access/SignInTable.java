package org.almoner.access;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.almoner.access.SignInRequest.State;
import org.almoner.donor.EmailAddress;

/** The rows of wishes to sign in. */
@Singleton
class SignInTable {

    private static final String SELECT =
            "SELECT id, email, locale, browser_hash, browser, network, state, asked_at, expires_at"
                    + " FROM sign_in_request WHERE ";

    private final AccessSql database;

    SignInTable(AccessSql database) {
        this.database = database;
    }

    /** Stores a new request; an older one of the same browser is worthless from here on. */
    void add(SignInRequest request, String linkHash) {
        database.run(
                "UPDATE sign_in_request SET state = 'REPLACED'"
                        + " WHERE browser_hash = ? AND state = 'OPEN'",
                request.browserHash());
        database.run(
                "INSERT INTO sign_in_request (id, email, locale, browser_hash, browser, network,"
                        + " link_hash, state, asked_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)"
                        + " ON CONFLICT (browser_hash) WHERE state = 'OPEN' DO NOTHING",
                request.id(),
                request.email().value(),
                request.locale(),
                request.browserHash(),
                request.browser(),
                request.network(),
                linkHash,
                request.askedAt(),
                request.expiresAt());
    }

    Optional<SignInRequest> find(UUID id) {
        return one(SELECT + "id = ?", id);
    }

    /** The request of a link's token, locked until the transaction ends. */
    Optional<SignInRequest> lockedByLink(String linkHash) {
        return one(SELECT + "link_hash = ? FOR UPDATE", linkHash);
    }

    /** The open request of a browser, locked until the transaction ends. */
    Optional<SignInRequest> lockedByBrowser(String browserHash) {
        return one(SELECT + "browser_hash = ? AND state = 'OPEN' FOR UPDATE", browserHash);
    }

    /** The redeemed request whose person is yet to be chosen, locked. */
    Optional<SignInRequest> lockedByChoice(String choiceHash) {
        return one(SELECT + "choice_hash = ? FOR UPDATE", choiceHash);
    }

    private Optional<SignInRequest> one(String sql, Object key) {
        return database.with(
                sql,
                statement -> {
                    AccessSql.set(statement, key);
                    return read(statement);
                });
    }

    private static Optional<SignInRequest> read(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(
                    new SignInRequest(
                            row.getObject(1, UUID.class),
                            new EmailAddress(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            State.valueOf(row.getString(7)),
                            row.getObject(8, OffsetDateTime.class).toInstant(),
                            row.getObject(9, OffsetDateTime.class).toInstant()));
        }
    }

    /** Counts a wrong code; the last one allowed locks the request. */
    void countWrongCode(UUID id) {
        database.run(
                "UPDATE sign_in_request SET tries = tries + 1,"
                        + " state = CASE WHEN tries + 1 >= ? THEN 'LOCKED' ELSE state END"
                        + " WHERE id = ? AND state = 'OPEN'",
                SignInRequest.TRIES,
                id);
    }

    void done(UUID id) {
        database.run(
                "UPDATE sign_in_request SET state = 'DONE', choice_hash = NULL WHERE id = ?", id);
    }

    void choosing(UUID id, String choiceHash) {
        database.run(
                "UPDATE sign_in_request SET state = 'CHOOSING', choice_hash = ? WHERE id = ?",
                choiceHash,
                id);
    }

    /** Whether a mail may go out: what was decided at the first try; empty before. */
    Optional<Boolean> mayMail(UUID id) {
        return database.with(
                "SELECT mail FROM sign_in_request WHERE id = ? FOR UPDATE",
                statement -> {
                    statement.setObject(1, id);
                    try (var row = statement.executeQuery()) {
                        return row.next() && !row.getString(1).equals("UNDECIDED")
                                ? Optional.of(row.getString(1).equals("YES"))
                                : Optional.empty();
                    }
                });
    }

    void decideMail(UUID id, boolean mayMail) {
        database.run(
                "UPDATE sign_in_request SET mail = ? WHERE id = ?", mayMail ? "YES" : "NO", id);
    }

    /** Forgets requests that ran out before; how many. */
    int forget(Instant before, int most) {
        return database.run(
                "DELETE FROM sign_in_request WHERE id = ANY(ARRAY(SELECT id FROM sign_in_request"
                        + " WHERE expires_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))",
                before,
                most);
    }
}
