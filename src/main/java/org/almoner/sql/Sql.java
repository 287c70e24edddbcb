package org.almoner.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Statements on one of the two ways to the database. On the default one each call joins the
 * transaction that is open, or is one of its own.
 *
 * <p>Values may be texts, numbers, booleans, ids, days, instants, bytes, {@code null} (typed by a
 * cast in the statement), and {@link Column}s of many of them.
 */
public final class Sql {

    /** Rows fetched at a time by {@link #each}, so that a long answer need not fit into memory. */
    private static final int FETCH = 1_000;

    private static final int ALWAYS_BINARY = -1;

    private static final String DISK_FULL = "53100";

    private final DataSource database;

    /** The one connection of a snapshot; {@code null} outside of one. */
    private final Connection held;

    Sql(DataSource database) {
        this(database, null);
    }

    private Sql(DataSource database, Connection held) {
        this.database = database;
        this.held = held;
    }

    /** How a row becomes a value. */
    @FunctionalInterface
    public interface Reading<T> {

        /** Reads the row the cursor stands on. */
        T of(ResultSet row) throws SQLException;
    }

    /** What is done with a row; a failure ends the statement. */
    @FunctionalInterface
    public interface Use {

        /** Uses the row the cursor stands on. */
        void of(ResultSet row) throws SQLException;
    }

    /**
     * Many values of one type, bound as one array.
     *
     * @param type the database's name of the type, such as {@code uuid}
     */
    public record Column(String type, List<?> values) {

        /** Ids. */
        public static Column ids(List<UUID> values) {
            return new Column("uuid", values);
        }

        /** Texts; any of them may be {@code null}. */
        public static Column texts(List<String> values) {
            return new Column("text", values);
        }

        @Override
        public String toString() {
            return "Column[" + type + ", " + values.size() + "]";
        }
    }

    /**
     * All rows of a query.
     *
     * @throws IllegalStateException when the database refuses; its message quotes no data
     */
    public <T> List<T> read(String sql, Reading<T> reading, Object... values) {
        List<T> found = new ArrayList<>();
        run(
                sql,
                values,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(reading.of(rows));
                        }
                    }
                    return found.size();
                });
        return found;
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> one(String sql, Reading<T> reading, Object... values) {
        return read(sql, reading, values).stream().findFirst();
    }

    /**
     * The bytes in the first column of the first row, if there is one: a piece of a file. They come
     * as they are; the driver lets a statement's first answers be written in hexadecimal digits.
     */
    public Optional<byte[]> bytes(String sql, Object... values) {
        List<byte[]> found = new ArrayList<>(1);
        run(
                sql,
                values,
                statement -> {
                    statement.unwrap(PGStatement.class).setPrepareThreshold(ALWAYS_BINARY);
                    try (ResultSet rows = statement.executeQuery()) {
                        if (rows.next()) {
                            found.add(rows.getBytes(1));
                        }
                    }
                    return found.size();
                });
        return found.stream().findFirst();
    }

    /** Changes rows; how many they were. */
    public int write(String sql, Object... values) {
        return run(sql, values, PreparedStatement::executeUpdate);
    }

    /**
     * Hands over the rows of a query one after another, in one snapshot, with as much memory for a
     * million as for a thousand; only on connections outside of transactions.
     */
    public void each(String sql, Use use, Object... values) {
        if (held != null) {
            walk(held, sql, use, values);
            return;
        }
        inSnapshot(
                one -> {
                    one.each(sql, use, values);
                    return null;
                });
    }

    /**
     * Hands over the rows that a query finds in this snapshot, one line each as {@link CopiedLine}
     * reads it. The database sends them as fast as it finds them, with all its processors, on a
     * connection of their own, so that this one stays free for other statements meanwhile. What
     * this transaction has changed itself is not seen.
     *
     * @param query complete: COPY binds no values
     */
    public void copy(String query, Consumer<byte[]> use) {
        String snapshot = one("SELECT pg_export_snapshot()", row -> row.getString(1)).orElseThrow();
        String memory = one("SHOW work_mem", row -> row.getString(1)).orElseThrow();
        inOne(
                reader -> {
                    reader.write("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    reader.write("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
                    reader.write("SET LOCAL work_mem = '" + memory + "'");
                    // It lasts as long as its reader needs; a dead one is noticed at its socket.
                    reader.write("SET LOCAL statement_timeout = 0");
                    CopiedLine.each(reader.held, query, use);
                    return null;
                });
    }

    private static void walk(Connection connection, String sql, Use use, Object[] values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            // It runs once and for long: planned for its values, however often it ran before.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            Values.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    use.of(rows);
                }
            }
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    /**
     * Many statements in one transaction and one snapshot: they all see the database as it is when
     * the first of them begins. Whatever the work throws undoes all of it. Only on connections
     * outside of transactions.
     *
     * @param work is given statements on the connection of the snapshot, for as long as it lasts
     */
    public <T> T inSnapshot(Function<Sql, T> work) {
        return inOne(
                one -> {
                    one.write("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                    return work.apply(one);
                });
    }

    /**
     * Many statements in one transaction, each of which sees what others have committed by then.
     * Whatever the work throws undoes all of it. Only on connections outside of transactions.
     *
     * @param work is given statements on the transaction's connection, for as long as it lasts
     */
    public <T> T inOne(Function<Sql, T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T outcome = work.apply(new Sql(database, connection));
                connection.commit();
                return outcome;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    /** What is done with a statement whose values are bound. */
    private interface Work {
        int on(PreparedStatement statement) throws SQLException;
    }

    private int run(String sql, Object[] values, Work work) {
        if (held != null) {
            return run(held, sql, values, work);
        }
        try (Connection connection = database.getConnection()) {
            return run(connection, sql, values, work);
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    private static int run(Connection connection, String sql, Object[] values, Work work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Values.bind(statement, values);
            return work.on(statement);
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    /**
     * Whether a failure is that the database's disk is full, SQL state 53100: nothing is wrong with
     * the statement, and it can be tried again once there is room.
     */
    public static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && DISK_FULL.equals(refusal.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static IllegalStateException refused(SQLException failure) {
        return new IllegalStateException(
                "The database refused a statement, SQL state " + failure.getSQLState(), failure);
    }

    /** The instant in a column; {@code null} where there is none. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** The day in a column; {@code null} where there is none. */
    public static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** The id in a column; {@code null} where there is none. */
    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
