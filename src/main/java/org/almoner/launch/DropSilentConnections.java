package org.almoner.launch;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When one connection turns out to be broken, those that lie idle are thrown away as well: after a
 * failover without a farewell all of them are dumb, and a request that tried one after another
 * would wait a second for each. This happens once for all that were opened before: when the others
 * of that generation break later, in the hands of requests, the connections that were opened since
 * stay.
 */
@Singleton
class DropSilentConnections implements AgroalPoolInterceptor {

    private final Instance<AgroalDataSource> pool;
    private final AtomicLong generation = new AtomicLong();
    private final Map<Connection, Long> generations = new ConcurrentHashMap<>();

    DropSilentConnections(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        generations.put(connection, generation.get());
    }

    /** A connection that the driver has closed by itself was broken; the pool closes later. */
    @Override
    public void onConnectionDestroy(Connection connection) {
        Long opened = generations.remove(connection);
        if (opened != null
                && isBroken(connection)
                && generation.compareAndSet(opened, opened + 1)) {
            pool.get().flush(AgroalDataSource.FlushMode.IDLE);
        }
    }

    private static boolean isBroken(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException unknowable) {
            return true;
        }
    }
}
