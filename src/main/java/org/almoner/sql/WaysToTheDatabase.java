package org.almoner.sql;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives each of the two ways to the database its {@link Sql}. */
@Singleton
class WaysToTheDatabase {

    /** In the open transaction, and not for long. */
    @Produces
    @Singleton
    Sql sql(javax.sql.DataSource database) {
        return new Sql(database);
    }

    /** Outside of transactions, for up to a minute. */
    @Produces
    @Singleton
    @Patient
    Sql patient(@DataSource("patient") javax.sql.DataSource database) {
        return new Sql(database);
    }
}
