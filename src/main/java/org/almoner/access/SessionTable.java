package org.almoner.access;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.account.AccountId;
import org.almoner.donor.DonorId;

/** The rows of sessions and their refresh tokens. */
@Singleton
class SessionTable {

    private final AccessSql database;

    SessionTable(AccessSql database) {
        this.database = database;
    }

    /** The session if it has not ended, with the rows that are its person, in one statement. */
    Optional<LiveSession> live(UUID session, Instant now) {
        return database.with(
                """
                SELECT s.account_id, a.locale, m.donor_id
                  FROM donor_session s
                  JOIN donor_account a ON a.id = s.account_id
                  LEFT JOIN account_donor m ON m.account_id = s.account_id
                 WHERE s.id = ? AND s.ended_at IS NULL AND s.ends_at > ?""",
                statement -> {
                    AccessSql.set(statement, session, now);
                    AccountId account = null;
                    String language = null;
                    Set<DonorId> donors = new HashSet<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            account = new AccountId(rows.getObject(1, UUID.class));
                            language = rows.getString(2);
                            UUID donor = rows.getObject(3, UUID.class);
                            if (donor != null) {
                                donors.add(new DonorId(donor));
                            }
                        }
                    }
                    return account == null
                            ? Optional.empty()
                            : Optional.of(new LiveSession(account, language, donors));
                });
    }

    void begin(UUID session, AccountId account, Browser browser, Instant now, Instant ends) {
        database.run(
                "INSERT INTO donor_session (id, account_id, browser_hash, browser, signed_in_at,"
                        + " used_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                session,
                account.value(),
                browser.hash(),
                browser.name(),
                now,
                now,
                ends);
    }

    void addToken(UUID session, String hash, int number, Instant now, Instant expires) {
        database.run(
                "INSERT INTO refresh_token (token_hash, session_id, number, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                hash,
                session,
                number,
                now,
                expires);
    }

    /** A refresh token with its session. */
    record Held(
            UUID session,
            AccountId account,
            int number,
            Instant expiresAt,
            Instant usedAt,
            String browserHash,
            Instant signedInAt,
            Instant endsAt,
            boolean isEnded) {

        @Override
        public String toString() {
            return "Held[" + session + " " + number + "]";
        }
    }

    /** The token and its session, which stays locked until the transaction ends. */
    Optional<Held> locked(String hash) {
        return database.with(
                """
                SELECT s.id, s.account_id, t.number, t.expires_at, t.used_at, s.browser_hash,
                       s.signed_in_at, s.ends_at, s.ended_at IS NOT NULL
                  FROM refresh_token t JOIN donor_session s ON s.id = t.session_id
                 WHERE t.token_hash = ? FOR UPDATE OF s, t""",
                statement -> {
                    statement.setString(1, hash);
                    try (var row = statement.executeQuery()) {
                        if (!row.next()) {
                            return Optional.empty();
                        }
                        return Optional.of(
                                new Held(
                                        row.getObject(1, UUID.class),
                                        new AccountId(row.getObject(2, UUID.class)),
                                        row.getInt(3),
                                        row.getObject(4, OffsetDateTime.class).toInstant(),
                                        AccessSql.instant(row.getObject(5, OffsetDateTime.class)),
                                        row.getString(6),
                                        row.getObject(7, OffsetDateTime.class).toInstant(),
                                        row.getObject(8, OffsetDateTime.class).toInstant(),
                                        row.getBoolean(9)));
                    }
                });
    }

    void markUsed(String hash, UUID session, Instant now) {
        database.run("UPDATE refresh_token SET used_at = ? WHERE token_hash = ?", now, hash);
        database.run(
                "UPDATE donor_session SET used_at = greatest(used_at, ?) WHERE id = ?",
                now,
                session);
    }

    /**
     * A session that ended before its time.
     *
     * @param browser such as {@code Firefox, Linux}; empty when it did not say
     */
    record Ended(
            UUID session, AccountId account, String browser, Instant signedInAt, Instant endedAt) {}

    /** The session if it ended for that reason. */
    Optional<Ended> ended(UUID session, SessionEnd why) {
        return database.with(
                "SELECT account_id, browser, signed_in_at, ended_at FROM donor_session"
                        + " WHERE id = ? AND ended_why = ?",
                statement -> {
                    AccessSql.set(statement, session, why.name());
                    try (var row = statement.executeQuery()) {
                        if (!row.next()) {
                            return Optional.empty();
                        }
                        return Optional.of(
                                new Ended(
                                        session,
                                        new AccountId(row.getObject(1, UUID.class)),
                                        row.getString(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant(),
                                        row.getObject(4, OffsetDateTime.class).toInstant()));
                    }
                });
    }

    /** Ends one session of an account; whether it was there and lived. */
    boolean end(UUID session, AccountId account, SessionEnd why, Instant now) {
        return database.run(
                        "UPDATE donor_session SET ended_at = ?, ended_why = ?"
                                + " WHERE id = ? AND account_id = ? AND ended_at IS NULL",
                        now,
                        why.name(),
                        session,
                        account.value())
                == 1;
    }

    /** Ends all sessions of an account but one, which may be {@code null}; how many. */
    int endAll(AccountId account, UUID but, SessionEnd why, Instant now) {
        return database.run(
                "UPDATE donor_session SET ended_at = ?, ended_why = ?"
                        + " WHERE account_id = ? AND ended_at IS NULL"
                        + " AND id IS DISTINCT FROM ?::uuid",
                now,
                why.name(),
                account.value(),
                but);
    }

    /** The sessions of an account that live, the one used last first; a hundred at most. */
    List<SessionView> list(AccountId account, UUID current, Instant now) {
        return database.with(
                """
                SELECT id, browser, signed_in_at, used_at FROM donor_session
                 WHERE account_id = ? AND ended_at IS NULL AND ends_at > ?
                 ORDER BY used_at DESC, id LIMIT 100""",
                statement -> {
                    AccessSql.set(statement, account.value(), now);
                    List<SessionView> found = new ArrayList<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            UUID id = rows.getObject(1, UUID.class);
                            found.add(
                                    new SessionView(
                                            id,
                                            rows.getString(2),
                                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                                            id.equals(current)));
                        }
                    }
                    return found;
                });
    }

    /** Forgets sessions that ended or ran out before a day, with their tokens; how many. */
    int forget(Instant before, int most) {
        return database.run(
                """
                DELETE FROM donor_session WHERE id = ANY(ARRAY(
                    SELECT id FROM donor_session WHERE ends_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))""",
                before,
                most);
    }
}
