package org.almoner.launch;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;

/**
 * PostgreSQL's driver, with an end to every login after a second and a half and no earlier one. The
 * pool opens connections one after another on one thread, so a login that nobody answers must not
 * last; and it interrupts a login as soon as the request that asked for it has given up. After a
 * failover that would waste the logins that are nearly done, again and again, while the next
 * requests queue: here they are completed and serve whoever comes next.
 */
public class PunctualDriver implements Driver {

    private static final long LOGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

    private final Driver postgresql = new org.postgresql.Driver();

    /**
     * Opens a connection.
     *
     * @throws SQLTimeoutException when the server has not let us in within a second and a half
     */
    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        CompletableFuture<Connection> login = new CompletableFuture<>();
        Thread thread = new Thread(() -> logIn(url, properties, login), "database-login");
        thread.setDaemon(true);
        thread.start();
        return await(login);
    }

    private void logIn(String url, Properties properties, CompletableFuture<Connection> login) {
        try {
            Connection connection = postgresql.connect(url, properties);
            if (!login.complete(connection) && connection != null) {
                connection.close(); // too late
            }
        } catch (SQLException | RuntimeException failure) {
            login.completeExceptionally(failure);
        }
    }

    private static Connection await(CompletableFuture<Connection> login) throws SQLException {
        long deadline = System.nanoTime() + LOGIN_NANOS;
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return login.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException nobodyWaitsAnyMore) {
                    isInterrupted = true;
                }
            }
        } catch (TimeoutException silence) {
            // If it was let in just now, the first word counts.
            login.completeExceptionally(new SQLTimeoutException("The database does not let us in"));
            return await(login);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refusal) {
                throw refusal;
            }
            throw new SQLException("The database cannot be reached", failed.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return postgresql.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
            throws SQLException {
        return postgresql.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return postgresql.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return postgresql.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return postgresql.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return postgresql.getParentLogger();
    }
}
