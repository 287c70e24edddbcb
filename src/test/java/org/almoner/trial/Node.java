package org.almoner.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;

/** The packaged service as a process of its own, which can be killed, frozen and asked to end. */
final class Node implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** What a donor of a trial writes about himself; none of it may stand in a log. */
    private static final List<String> PERSONAL =
            List.of(Donor.MAIL_DOMAIN, Donor.LAST_NAME, Donor.STREET);

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    /** Where to look first; other trials on the machine begin elsewhere. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 101 % PORTS));

    /** Short lives are not worth the second compiler; runs of many minutes are. */
    private static final String COMPILERS =
            "-XX:TieredStopAtLevel=" + Integer.getInteger("almoner.trial.compilers", 1);

    private final String name;
    private final Path directory;
    private final Path log;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final Map<String, String> settings;
    private Process process;

    private Node(String name, Path directory, Map<String, String> settings) {
        this.name = name;
        this.directory = directory;
        this.log = directory.resolve(name + ".log");
        this.settings = new LinkedHashMap<>(settings);
    }

    /**
     * Starts a node without waiting for it.
     *
     * @param directory the working directory, where logs and the node's data go
     * @param settings system properties; HTTP and management ports are added, and are free ones
     */
    static Node launch(String name, Path directory, Map<String, String> settings) {
        Node node = new Node(name, directory, settings);
        node.launch();
        return node;
    }

    /** Starts the process again, on the same ports and with the same settings. */
    synchronized void launch() {
        Assertions.assertTrue(
                Files.exists(JAR), "The service is not packaged; run: mvn -DskipTests package");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", COMPILERS, "-Xshare:auto"));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.port=" + managementPort);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Only what the trial says, never what the build's surroundings say.
            builder.environment().keySet().removeIf(Node::isSetting);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("ALMONER_") || variable.startsWith("QUARKUS_");
    }

    Node awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!isAlive() || System.nanoTime() > deadline) {
                Assertions.fail(name + " did not become ready:\n" + tail());
            }
            Eventually.pause(50);
        }
        return this;
    }

    boolean isReady() {
        return health("ready") == 200;
    }

    /** The status of a health check, or -1 when there is no answer within two seconds. */
    int health(String check) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + managementPort + "/q/health/" + check);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(2000);
            return connection.getResponseCode();
        } catch (IOException noAnswer) {
            return -1;
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String name() {
        return name;
    }

    /** The number of the process in this life. */
    long pid() {
        return process.pid();
    }

    /** The most memory it has used, resident, in this life. */
    String peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\D+", ""))
                    .map(kib -> Long.parseLong(kib) / 1024 + " MiB")
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}: nothing in the process gets to run any more. */
    synchronized void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Freezes the process between two instructions, as a virtual machine that is moved. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Asks the process to end, and gives its exit code. */
    int terminate() {
        process.destroy();
        return awaitExit(Duration.ofSeconds(40));
    }

    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Assertions.fail(name + " still runs after " + limit.toSeconds() + " s\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Everything the node has logged, in all its lives. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a line into the log, as the node might have done. */
    void writeToLog(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String tail() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 4000));
    }

    /** Nothing went wrong that nobody had planned, and nobody's data were written down. */
    void assertLogIsClean() {
        assertNothingPersonalInLog();
        List<String> errors =
                log().lines().filter(line -> line.matches("^[0-9:.]+ (ERROR|FATAL).*")).toList();
        Assertions.assertEquals(List.of(), errors, "errors in the log of " + name);
    }

    /** Nobody's data were written down. */
    void assertNothingPersonalInLog() {
        String all = log();
        for (String marker : PERSONAL) {
            Assertions.assertFalse(
                    all.contains(marker), () -> "'" + marker + "' stands in the log of " + name);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    /**
     * A port nobody listens at, below those that the system gives to outgoing connections: one of
     * those could be taken between asking for it and listening.
     */
    static int freePort() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndAdd(7), PORTS);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("No port is free");
    }
}
