package org.almoner.selfcheck;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads live data at leisure: on connections of its own, which may take a minute where those of
 * requests may take seconds, so that neither waits for the other. It cannot write.
 */
@Singleton
public class PatientReads {

    /** Rows fetched at a time, so that a long answer does not have to fit into memory. */
    private static final int FETCH = 2_000;

    private final javax.sql.DataSource database;

    /**
     * @param database whose connections wait longer than those of requests
     */
    public PatientReads(@DataSource("patient") javax.sql.DataSource database) {
        this.database = database;
    }

    /** How a row becomes a value. */
    @FunctionalInterface
    public interface Reading<T> {

        /** Reads the row the cursor stands on. */
        T of(ResultSet row) throws SQLException;
    }

    /**
     * All rows of one statement, in one snapshot.
     *
     * @param values the statement's parameters, in order
     * @throws IllegalStateException when the database refuses or takes longer than a minute; the
     *     message quotes no data
     */
    public <T> List<T> rows(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return read(statement, reading, values);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The data could not be read: SQL state " + failure.getSQLState(), failure);
        }
    }

    private static <T> List<T> read(
            PreparedStatement statement, Reading<T> reading, Object... values) throws SQLException {
        statement.setFetchSize(FETCH);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reading.of(rows));
            }
        }
        return found;
    }

    /** The first column of all rows, as text. */
    public List<String> texts(String sql, Object... values) {
        return rows(sql, row -> row.getString(1), values);
    }
}
