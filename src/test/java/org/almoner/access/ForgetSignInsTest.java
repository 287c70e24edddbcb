package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** What was only of use for signing in goes a day after it has run out, and not before. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForgetSignInsTest {

    /** The test needs less than a minute. */
    private static final Instant DAY_AGO = Instant.now().minus(Duration.ofDays(1));

    private static final Instant JUST_OVER = DAY_AGO.minusSeconds(60);
    private static final Instant NOT_YET = DAY_AGO.plusSeconds(600);

    @Inject ForgetSignIns forget;
    @Inject Sql sql;

    private UUID request(Instant end) {
        UUID id = UUID.randomUUID();
        sql.write(
                "INSERT INTO sign_in_request (id, email, locale, browser_hash, browser, network,"
                        + " link_hash, state, asked_at, expires_at) VALUES (?, ? || '@example.org',"
                        + " 'de', encode(sha256(?::text::bytea), 'hex'), 'Firefox', 'n',"
                        + " encode(sha256(?::text::bytea), 'hex'), 'OPEN', ?, ?)",
                id,
                id.toString(),
                id.toString(),
                id.toString(),
                end,
                end);
        return id;
    }

    private UUID session(UUID account, Instant end) {
        UUID id = UUID.randomUUID();
        sql.write(
                "INSERT INTO donor_session (id, account_id, browser_hash, browser, signed_in_at,"
                        + " used_at, ends_at) VALUES (?, ?, repeat('a', 64), 'Firefox', ?, ?, ?)",
                id,
                account,
                end.minusSeconds(60),
                end.minusSeconds(60),
                end);
        sql.write(
                "INSERT INTO refresh_token (token_hash, session_id, number, created_at, expires_at)"
                        + " VALUES (encode(sha256(?::text::bytea), 'hex'), ?, 1, now(), now())",
                id.toString(),
                id);
        return id;
    }

    private List<UUID> left(String table, String column, List<UUID> asked) {
        return sql.read(
                "SELECT " + column + " FROM " + table + " WHERE " + column + " = ANY (?)",
                row -> Sql.id(row, column),
                Sql.Column.ids(asked));
    }

    @Test
    void a_day_after_their_end_wishes_and_sessions_go_with_their_tokens() {
        UUID account = UUID.randomUUID();
        sql.write(
                "INSERT INTO donor_account (id, locale, created_at) VALUES (?, 'de', now())",
                account);
        List<UUID> requests = List.of(request(JUST_OVER), request(NOT_YET));
        List<UUID> sessions = List.of(session(account, JUST_OVER), session(account, NOT_YET));
        forget.forget();
        assertEquals(requests.subList(1, 2), left("sign_in_request", "id", requests));
        assertEquals(sessions.subList(1, 2), left("donor_session", "id", sessions));
        assertEquals(sessions.subList(1, 2), left("refresh_token", "session_id", sessions));
    }

    @Test
    void a_sign_in_is_remembered_when_its_session_is_not() {
        UUID account = UUID.randomUUID();
        sql.write(
                "INSERT INTO donor_account (id, locale, created_at) VALUES (?, 'de', now())",
                account);
        session(account, JUST_OVER);
        session(account, JUST_OVER.minusSeconds(100));
        forget.forget();
        assertEquals(
                List.of(JUST_OVER.minusSeconds(60).getEpochSecond()),
                sql.read(
                        "SELECT seen_at FROM donor_account WHERE id = ?",
                        row -> Sql.instant(row, "seen_at").getEpochSecond(),
                        account));
    }
}
