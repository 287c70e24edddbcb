package org.almoner.access;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Runs the statements of this package; each joins the transaction that is open. */
@Singleton
class AccessSql {

    private final DataSource database;

    AccessSql(DataSource database) {
        this.database = database;
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
            throw new IllegalStateException("Sign-ins could not be read or written", failure);
        }
    }

    /** Runs a statement with these values, and tells how many rows it touched. */
    int run(String sql, Object... values) {
        return with(
                sql,
                statement -> {
                    set(statement, values);
                    return statement.executeUpdate();
                });
    }

    static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(
                    i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }

    static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
