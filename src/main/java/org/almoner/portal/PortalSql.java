package org.almoner.portal;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Runs the reads of this package, each one statement. They need no transaction, and join the one
 * that is open.
 */
@Singleton
class PortalSql {

    private final DataSource database;

    PortalSql(DataSource database) {
        this.database = database;
    }

    /** How a row becomes a value. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * What the statement finds.
     *
     * @param values texts, numbers, ids, instants, and collections of them, which become arrays
     */
    <T> List<T> read(String sql, List<?> values, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                set(statement, i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("What a donor has given could not be read", failure);
        }
    }

    private static void set(PreparedStatement statement, int position, Object value)
            throws SQLException {
        if (value instanceof Collection<?> many) {
            statement.setArray(position, array(statement.getConnection(), many));
        } else if (value instanceof Instant at) {
            statement.setObject(
                    position, at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(position, value);
        }
    }

    private static java.sql.Array array(Connection connection, Collection<?> many)
            throws SQLException {
        Object first = many.stream().findFirst().orElse(null);
        String type =
                first instanceof UUID ? "uuid" : first instanceof Instant ? "timestamptz" : "text";
        Object[] values =
                many.stream()
                        .map(
                                it ->
                                        it instanceof Instant at
                                                ? at.atOffset(ZoneOffset.UTC).toString()
                                                : it)
                        .toArray();
        return connection.createArrayOf(type, values);
    }

    /** The instant in a column; {@code null} where there is none. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
