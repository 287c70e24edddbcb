package org.almoner;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A fresh, real PostgreSQL and a mail server for one run of the tests; both forget everything
 * afterwards.
 */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static volatile GreenMail mailServer;

    private EmbeddedPostgres server;

    /** The mail server of this run. Mails of all tests arrive here: look for your own recipient. */
    public static GreenMail mailServer() {
        return mailServer;
    }

    @Override
    public Map<String, String> start() {
        server = startServer();
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", String.valueOf(mailServer.getSmtp().getPort()),
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
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
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
        if (mailServer != null) {
            mailServer.stop();
        }
        if (server != null) {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
