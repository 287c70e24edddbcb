package bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The PostgreSQL of a measurement, with the durability of a real one, gone afterwards. */
final class Server implements AutoCloseable {

    /** Where the service works. */
    static final String SERVICE = "almoner";

    /** A copy taken before the first run, where the yardstick replays: no job of ours sees it. */
    static final String YARDSTICK = "yardstick";

    private final EmbeddedPostgres server;
    private final Path logs;

    private final long process;

    private Server(EmbeddedPostgres server, Path logs, long process) {
        this.process = process;
        this.server = server;
        this.logs = logs;
    }

    static Server start(Path scratch) throws IOException {
        Path logs = scratch.resolve("log");
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(scratch.resolve("postgresql"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "2GB")
                        .setServerConfig("listen_addresses", "localhost")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_destination", "jsonlog")
                        .setServerConfig("log_directory", logs.toString())
                        .setServerConfig("log_filename", "statements.log")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
        Path pid = scratch.resolve("postgresql").resolve("postmaster.pid");
        return new Server(server, logs, Long.parseLong(Files.readAllLines(pid).get(0).strip()));
    }

    int port() {
        return server.getPort();
    }

    Path statementLog() {
        return logs.resolve("statements.json");
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database) + "?prepareThreshold=1", "postgres", "postgres");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Switches the log of every statement with its values on or off, for the service only. */
    void logStatements(boolean on) throws SQLException {
        execute("ALTER SYSTEM SET log_statement = '" + (on ? "all" : "none") + "'");
        execute("SELECT pg_reload_conf()");
    }

    String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** The process whose children serve the connections. */
    long process() {
        return process;
    }

    long count(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Exact row counts of every table. */
    Map<String, Long> rows(String database) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet tables =
                        statement.executeQuery(
                                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                                        + " AND tablename <> 'flyway_schema_history'")) {
            while (tables.next()) {
                counts.put(tables.getString(1), 0L);
            }
        }
        for (String table : counts.keySet()) {
            counts.put(table, count(database, "SELECT count(*) FROM \"" + table + "\""));
        }
        return counts;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
