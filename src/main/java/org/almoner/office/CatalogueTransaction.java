package org.almoner.office;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Loads a part of the catalogue in one transaction of its own, one node at a time: the lock is the
 * database's and ends with the transaction. Only for start-up, when no other transaction is open.
 */
@Singleton
public class CatalogueTransaction {

    /** What is done inside; an exception of any kind undoes all of it. */
    @FunctionalInterface
    public interface Step {
        void run(Connection connection) throws SQLException;
    }

    private final javax.sql.DataSource database;

    /**
     * @param database where the catalogue is kept, on a connection that may wait a minute
     */
    public CatalogueTransaction(@DataSource("patient") javax.sql.DataSource database) {
        this.database = database;
    }

    /**
     * Runs the step while no other node loads its catalogue; waits up to a minute for the other.
     *
     * @throws IllegalStateException when the database refuses
     */
    public void run(Step step) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '60s'");
                statement.execute("SET LOCAL statement_timeout = '60s'");
                statement.execute("SELECT pg_advisory_xact_lock(hashtext('almoner.catalogue'))");
                step.run(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The catalogue could not be loaded", failure);
        }
    }
}
