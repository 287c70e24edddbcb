package org.almoner.launch;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * When one connection turns out to be broken, those that lie idle are thrown away as well: after a
 * failover without a farewell all of them are dumb, and a request that tried one after another
 * would wait a second for each.
 */
@Singleton
class DropSilentConnections implements AgroalPoolInterceptor {

    private final Instance<AgroalDataSource> pool;

    DropSilentConnections(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** A connection that the driver has closed by itself was broken; the pool closes later. */
    @Override
    public void onConnectionDestroy(Connection connection) {
        if (isBroken(connection)) {
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
