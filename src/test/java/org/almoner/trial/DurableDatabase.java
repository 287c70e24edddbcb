package org.almoner.trial;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL that keeps what it has promised, and can be made to fall over. */
final class DurableDatabase implements AutoCloseable {

    private final Path directory;
    private final int port = Node.freePort();
    private EmbeddedPostgres server;

    private DurableDatabase(Path directory) {
        this.directory = directory;
    }

    static DurableDatabase start(Path directory) {
        DurableDatabase database = new DurableDatabase(directory);
        database.start();
        return database;
    }

    /** Starts the server on its data, which recovers them first if it fell over. */
    void start() {
        try {
            Files.deleteIfExists(directory.resolve("epg-lock"));
            server =
                    EmbeddedPostgres.builder()
                            .setPort(port)
                            .setDataDirectory(directory)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                            .setServerConfig("listen_addresses", "localhost")
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setPGStartupWait(Duration.ofSeconds(40))
                            .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code pg_ctl stop -m immediate} does: no farewell, recovery at the next start. */
    void fallOver() {
        try {
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
            postmaster.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("The database could not be stopped", failure);
        }
    }

    int port() {
        return port;
    }

    String jdbcUrl() {
        return jdbcUrl(port);
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The first column of all rows, as text. */
    List<String> column(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Changes something behind the service's back. */
    void run(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** How many statements and transactions everybody has sent so far. */
    Work work() {
        run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        return new Work(
                count("SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements"),
                count("SELECT sum(xact_commit)::bigint FROM pg_stat_database"));
    }

    /** What the server did. */
    record Work(long statements, long commits) {}

    /** The number a query answers. */
    long count(String sql) {
        return Long.parseLong(column(sql).get(0));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
