package org.almoner.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL that comes as a Maven artifact, run as a child process on a directory that
 * outlives it. A real server with the durability settings of a real server: an interrupted run
 * loses nothing that was answered.
 */
final class LocalDatabase implements AutoCloseable {

    /** Line of {@code postmaster.pid} with the port, counted from 0 (PostgreSQL's miscinit.c). */
    private static final int PORT_LINE = 3;

    private static final Duration STARTUP_LIMIT = Duration.ofSeconds(40);

    private final EmbeddedPostgres server;

    /** Open as long as the server runs: it holds the lock on the data directory. */
    private final FileChannel lock;

    private LocalDatabase(EmbeddedPostgres server, FileChannel lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the server on the given directory, creating it the first time.
     *
     * @throws IllegalStateException when another instance uses the directory
     */
    static LocalDatabase start(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            FileChannel lock = lockFor(dataDirectory);
            Path cluster = dataDirectory.resolve("postgresql").toAbsolutePath();
            stopOrphan(cluster);
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(cluster)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "60")
                            .setServerConfig("listen_addresses", "localhost")
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setPGStartupWait(STARTUP_LIMIT)
                            .start();
            return new LocalDatabase(server, lock);
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded PostgreSQL could not be started", failure);
        }
    }

    private static FileChannel lockFor(Path dataDirectory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        dataDirectory.resolve("almoner.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IllegalStateException(
                    "Another Almoner uses the data directory "
                            + dataDirectory
                            + ". Stop it first, or set almoner.data-directory to another one");
        }
        return channel;
    }

    /** Where the server of a running instance on this directory listens, if there is one. */
    static Optional<String> running(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postgresql").resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            boolean lives =
                    lines.size() > PORT_LINE
                            && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                                    .filter(LocalDatabase::isPostgres)
                                    .isPresent();
            return lives ? Optional.of(jdbcUrl(lines.get(PORT_LINE).strip())) : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static String jdbcUrl(String port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** A server whose parent was killed goes on by itself; it is asked to stop before a new one. */
    private static void stopOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan =
                Files.readAllLines(pidFile).stream()
                        .findFirst()
                        .map(String::strip)
                        .filter(pid -> pid.matches("[0-9]{1,10}"))
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                        .filter(LocalDatabase::isPostgres);
        if (orphan.isPresent()) {
            stop(orphan.get());
        }
        Files.deleteIfExists(cluster.resolve("epg-lock"));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(command -> command.contains("postgres")).isPresent();
    }

    private static void stop(ProcessHandle orphan) {
        orphan.destroy();
        try {
            orphan.onExit().get(STARTUP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(
                    "A PostgreSQL of an earlier run (process "
                            + orphan.pid()
                            + ") does not stop; end it and start again",
                    failure);
        }
    }

    /** Where the server listens, on the loopback interface only. */
    String jdbcUrl() {
        return jdbcUrl(String.valueOf(server.getPort()));
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            lock.close();
        }
    }
}
