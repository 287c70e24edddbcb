package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Years of gifts, written as their owners would have written them, and counted statements. */
@ApplicationScoped
class SeededHistory {

    private final DataSource database;

    SeededHistory(DataSource database) {
        this.database = database;
    }

    /** So many received gifts of 10 EUR each, one a day backwards from an instant. */
    void gifts(UUID donor, int many, Instant latest) {
        run(
                """
                WITH made AS (
                    SELECT gen_random_uuid() AS id, gen_random_uuid() AS payment,
                           ?::timestamptz - n * interval '1 day' AS at
                    FROM generate_series(0, ? - 1) n),
                paid AS (
                    INSERT INTO payment (id, reference, attempt, office, provider, method,
                        amount_minor, currency, state, provider_key, provider_key_expires_at,
                        locale, details, opened_at, settled_at, changed_at, version)
                    SELECT payment, id, 1, 'DE', 'nobody', 'SANDBOX', 1000, 'EUR', 'SETTLED',
                           'pay-' || payment, at, 'de', '{}', at, at, at, 1 FROM made)
                INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency,
                    country, locale, method, state, status, payment_id, attempts, pledged_at,
                    settled_at, version)
                SELECT id, gen_random_uuid(), ?, 'DE', 1000, 'EUR', 'DE', 'de', 'SANDBOX',
                       'SETTLED', 'RECEIVED', payment, 1, at, at, 1 FROM made
                """,
                latest.atOffset(ZoneOffset.UTC),
                many,
                donor);
    }

    /** Part of a seeded gift flows back; nothing else knows of it. */
    void reverse(UUID donor, Instant pledgedAt, long minor) {
        run(
                "UPDATE donation SET state = CASE WHEN ? = amount_minor THEN 'REFUNDED' ELSE"
                        + " 'PARTLY_REFUNDED' END, status = CASE WHEN ? = amount_minor THEN"
                        + " 'REFUNDED' ELSE 'PARTLY_REFUNDED' END, reversed_minor = ?"
                        + " WHERE donor_id = ? AND pledged_at = ?",
                minor,
                minor,
                minor,
                donor,
                pledgedAt.atOffset(ZoneOffset.UTC));
    }

    /** Takes seeded gifts away again: they have no booking, which the self-check would see. */
    void remove(UUID donor) {
        run(
                "DELETE FROM donation WHERE donor_id = ? AND payment_id IN"
                        + " (SELECT id FROM payment WHERE provider = 'nobody')",
                donor);
        run(
                "DELETE FROM payment p WHERE provider = 'nobody' AND NOT EXISTS"
                        + " (SELECT 1 FROM donation d WHERE d.payment_id = p.id)"
                        + " AND provider_key = 'pay-' || id");
    }

    /** The donor's row behind a gift. */
    UUID donorOf(String gift) {
        return (UUID)
                one("SELECT donor_id FROM donation WHERE id = '" + UUID.fromString(gift) + "'");
    }

    long count(String sql) {
        return ((Number) one(sql)).longValue();
    }

    private Object one(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
            row.next();
            return row.getObject(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Begins to count statements anew. */
    void beginCounting() {
        run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        one("SELECT pg_stat_statements_reset()");
    }

    /**
     * Which statements were run at least so often, each with how often. Jobs run rarely; what a
     * call does runs as often as the call.
     */
    Map<String, Long> ranAtLeast(int times) {
        Map<String, Long> found = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT query, calls FROM pg_stat_statements WHERE calls >= ?"
                                        + " AND query !~* '^(BEGIN|COMMIT|ROLLBACK|SET|SHOW)'")) {
            statement.setInt(1, times);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getLong(2));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * How many statements each of so many equal calls ran. What jobs ran meanwhile, such as mails
     * that were still owed, is no whole multiple of them and not counted.
     */
    int statementsOfEach(int calls) {
        long all =
                ranAtLeast(calls).values().stream()
                        .filter(it -> it % calls == 0)
                        .mapToLong(it -> it)
                        .sum();
        return (int) (all / calls);
    }

    void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
