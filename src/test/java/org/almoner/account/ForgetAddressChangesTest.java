package org.almoner.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForgetAddressChangesTest {

    @Inject ForgetAddressChanges forget;
    @Inject DataSource database;

    private final UUID account = UUID.randomUUID();

    private void sql(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, account);
            statement.execute();
        }
    }

    private void change(String state, int daysOld, boolean undoable) throws SQLException {
        boolean isDone = state.equals("DONE");
        sql(
                """
                WITH c AS (INSERT INTO address_change (id, account_id, email, email_key, state,
                    confirm_hash, asked_at, expires_at, old_email, confirmed_at, undo_hash,
                    undo_until)
                SELECT gen_random_uuid(), a.id, 'a@example.org', 'a@example.org', '%1$s',
                    md5(random()::text) || md5(random()::text), t, t + interval '1 day',
                    CASE WHEN %3$s THEN 'b@example.org' END, CASE WHEN %3$s THEN t END,
                    CASE WHEN %3$s THEN md5(random()::text) || md5(random()::text) END,
                    CASE WHEN %3$s THEN CASE WHEN %4$s THEN now() ELSE t + interval '3 days' END END
                FROM donor_account a, (SELECT now() - interval '%2$d days' AS t) x WHERE a.id = ?
                RETURNING id)
                INSERT INTO account_letter (id, change_id, kind, written_at, snapshot)
                SELECT gen_random_uuid(), id, 'CONFIRM_ADDRESS', now(), '{}' FROM c
                """
                        .formatted(state, daysOld, isDone, undoable));
    }

    @Test
    void what_is_long_over_goes_and_the_rest_stays() throws SQLException {
        sql("INSERT INTO donor_account (id, locale, created_at) VALUES (?, 'de', now())");
        change("REPLACED", 40, false);
        change("OPEN", 40, false);
        change("DONE", 40, false);
        change("DONE", 40, true);
        change("REPLACED", 20, false);
        forget.forget();
        try (var connection = database.getConnection();
                var count =
                        connection.prepareStatement(
                                "SELECT count(*) FROM address_change c JOIN account_letter l"
                                        + " ON l.change_id = c.id WHERE c.account_id = ?")) {
            count.setObject(1, account);
            try (var row = count.executeQuery()) {
                row.next();
                assertEquals(2, row.getInt(1));
            }
        }
    }
}
