package org.almoner.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How values become a statement's. */
final class Values {

    private Values() {}

    /** Binds values in the order of the question marks. */
    static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Sql.Column column) {
                Object[] many =
                        column.type().equals("bytea")
                                ? column.values().toArray(byte[][]::new) // the driver insists
                                : column.values().stream().map(Values::inArray).toArray();
                statement.setArray(
                        i + 1, statement.getConnection().createArrayOf(column.type(), many));
            } else if (value instanceof Instant at) {
                statement.setObject(
                        i + 1, at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private static Object inArray(Object value) {
        if (value instanceof Instant at) {
            return at.atOffset(ZoneOffset.UTC).toString();
        }
        return value instanceof LocalDate day ? day.toString() : value;
    }
}
