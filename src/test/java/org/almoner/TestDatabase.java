package org.almoner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A fresh, real PostgreSQL for one run of the tests; it forgets everything afterwards. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        server = startServer();
        return Map.of(
                "almoner.mode", "sandbox",
                "almoner.data-directory", temporaryDirectory(),
                "quarkus.datasource.jdbc.url", jdbcUrl(server),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    /** Keys and mails of one run; never those of a service somebody runs from this directory. */
    private static String temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("almoner-test-");
            directory.toFile().deleteOnExit();
            return directory.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts an empty server without durability, which tests of durability must not use. */
    static EmbeddedPostgres startServer() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "localhost")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String jdbcUrl(EmbeddedPostgres server) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    @Override
    public void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
