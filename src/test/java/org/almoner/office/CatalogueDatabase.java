package org.almoner.office;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL for tests that load catalogues; each test gets a database of its own. */
public final class CatalogueDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;

    /** Starts the server and migrates the database that the others are copied from. */
    public CatalogueDatabase() throws IOException {
        server =
                EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "60")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
        Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
    }

    /** A migrated database without any rows of the catalogue. */
    public DataSource empty() throws SQLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        DataSource template1 = server.getDatabase("postgres", "template1");
        try (Connection connection = template1.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE postgres");
        }
        return server.getDatabase("postgres", name);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
