package bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service as its own process on loopback, in sandbox mode. */
final class Service implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(240);

    private final Process process;
    private final int port;
    private final Path log;

    private Service(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param surroundings further variables of its environment
     */
    static Service start(Launch launch, String jdbcUrl, int port, Map<String, String> surroundings)
            throws IOException, InterruptedException {
        Path scratch = launch.scratch();
        int management = freePort();
        Path log = scratch.resolve("service.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.jvmOptions());
        command.addAll(List.of("-jar", launch.jar().toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(scratch.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(
                        Map.of(
                                "ALMONER_MODE",
                                "sandbox",
                                "ALMONER_DATA_DIRECTORY",
                                scratch.resolve("data").toString(),
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                jdbcUrl,
                                "QUARKUS_DATASOURCE_USERNAME",
                                "postgres",
                                "QUARKUS_DATASOURCE_PASSWORD",
                                "postgres",
                                "QUARKUS_HTTP_PORT",
                                Integer.toString(port),
                                "QUARKUS_MANAGEMENT_PORT",
                                Integer.toString(management),
                                "ALMONER_PAYMENT_SANDBOX_PORT",
                                Integer.toString(freePort())));
        builder.environment().putAll(surroundings);
        Service service = new Service(builder.start(), port, log);
        service.awaitReady(management);
        return service;
    }

    /**
     * What is started.
     *
     * @param scratch its working directory, with its data
     */
    record Launch(Path jar, Path scratch, List<String> jvmOptions) {}

    int port() {
        return port;
    }

    long process() {
        return process.pid();
    }

    /** The most memory that the process has used, in MiB; 0 where there is no {@code /proc}. */
    long peak() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(it -> it.startsWith("VmHWM"))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    private void awaitReady(int management) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!ready(management)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("The service did not become ready; see " + log);
            }
            Thread.sleep(100);
        }
    }

    private static boolean ready(int management) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
