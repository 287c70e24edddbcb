package org.almoner.launch;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Waits at start-up for the first connections, before anything else asks for one. A cold process on
 * a busy machine needs longer for them than a request may wait, and must not fail to start for it.
 */
@ApplicationScoped
class AwaitDatabase {

    private static final Logger LOG = Logger.getLogger(AwaitDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int FIRST_OF_ALL = Interceptor.Priority.PLATFORM_BEFORE - 100;

    private final DataSource database;

    AwaitDatabase(DataSource database) {
        this.database = database;
    }

    void atStart(@Observes @Priority(FIRST_OF_ALL) StartupEvent start) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        SQLException missing = ask();
        while (missing != null) {
            if (System.nanoTime() > deadline) {
                throw missing;
            }
            LOG.infof("The database cannot be reached yet: %s", missing.getClass().getSimpleName());
            LockSupport.parkNanos(PAUSE.toNanos()); // a refused connection comes back at once
            missing = ask();
        }
    }

    /** Two connections at once, as a request of the start and a job would; null when there are. */
    private SQLException ask() {
        try (Connection one = database.getConnection();
                Connection other = database.getConnection()) {
            return one.isValid(1) && other.isValid(1) ? null : new SQLException("It is dumb");
        } catch (SQLException missing) {
            return missing;
        }
    }
}
