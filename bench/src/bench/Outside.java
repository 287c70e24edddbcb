package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.payment.sandbox.PspSimulator;
import org.almoner.payment.sandbox.SimulatorSettings;

/**
 * The sandbox provider and a mail server that forgets what it takes, in a process of their own: the
 * same as inside the service, on the same machine, but told apart from it, as a real provider is.
 */
final class Outside implements AutoCloseable {

    private static final String SECRET = "bench-provider-secret";
    private static final String WEBHOOK_SECRET = "bench-webhook-secret";

    private final Process process;
    private final int provider;
    private final int mail;

    private Outside(Process process, int provider, int mail) {
        this.process = process;
        this.provider = provider;
        this.mail = mail;
    }

    /** Starts both for a service that will listen on the given port. */
    static Outside start(Path scratch, int servicePort) throws IOException {
        int provider = Service.freePort();
        int mail = Service.freePort();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Outside.class.getName(),
                                scratch.resolve("provider").toString(),
                                Integer.toString(provider),
                                Integer.toString(mail),
                                "http://127.0.0.1:" + servicePort + "/v1/webhooks/sandbox")
                        .redirectErrorStream(true)
                        .redirectOutput(scratch.resolve("outside.log").toFile())
                        .start();
        return new Outside(process, provider, mail);
    }

    long process() {
        return process.pid();
    }

    /** How the service is told where they are. */
    Map<String, String> environment() {
        return Map.of(
                "ALMONER_PAYMENT_SANDBOX_URL",
                "http://127.0.0.1:" + provider,
                "ALMONER_PAYMENT_SANDBOX_SECRET",
                SECRET,
                "ALMONER_PAYMENT_SANDBOX_WEBHOOK_SECRETS",
                WEBHOOK_SECRET,
                "QUARKUS_MAILER_HOST",
                "127.0.0.1",
                "QUARKUS_MAILER_PORT",
                Integer.toString(mail),
                "QUARKUS_MAILER_START_TLS",
                "DISABLED");
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Arguments: directory and port of the provider, port of the mail server, webhook address. */
    public static void main(String[] arguments) throws IOException {
        PspSimulator.start(
                new SimulatorSettings(
                        Integer.parseInt(arguments[1]),
                        Path.of(arguments[0]),
                        SECRET,
                        List.of(WEBHOOK_SECRET),
                        () -> Optional.of(URI.create(arguments[3])),
                        InstantSource.system(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        2));
        try (ServerSocket server =
                new ServerSocket(
                        Integer.parseInt(arguments[2]), 100, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket client = server.accept();
                Thread hand = new Thread(() -> take(client), "mail");
                hand.setDaemon(true);
                hand.start();
            }
        }
    }

    /** RFC 5321 as far as a client needs it that has no errors to be told of. */
    private static void take(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            client.setTcpNoDelay(true);
            answer(client, "220 bench.example.org");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
                switch (verb) {
                    case "EHLO" -> answer(client, "250-bench.example.org\r\n250 8BITMIME");
                    case "DATA" -> {
                        answer(client, "354 go on");
                        while (!".".equals(in.readLine())) {
                            continue;
                        }
                        answer(client, "250 taken");
                    }
                    case "QUIT" -> {
                        answer(client, "221 bye");
                        return;
                    }
                    default -> answer(client, "250 ok");
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static void answer(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }
}
