package org.almoner.payment.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a {@link PspSimulator} is set up.
 *
 * @param port loopback port; 0 takes a free one, a taken one falls back to a free one
 * @param directory where the journal is kept; another start with the same one continues
 * @param secret what callers must send as bearer token
 * @param webhookSecrets what notifications are signed with; the first is the newest
 * @param webhookUrl where notifications go; asked at each delivery, so it may come to be known late
 * @param clock for keys (forgotten after 24 hours), plans and delivery
 * @param soon how long settling takes where it is not immediate
 * @param later how long until money flows back, "weeks later" in real life
 * @param slow how long the slow scenario keeps the caller waiting
 * @param refusals how many calls the scenario of a provider that is down refuses
 */
public record SimulatorSettings(
        int port,
        Path directory,
        String secret,
        List<String> webhookSecrets,
        Supplier<Optional<URI>> webhookUrl,
        InstantSource clock,
        Duration soon,
        Duration later,
        Duration slow,
        int refusals) {

    public SimulatorSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        if (secret.length() < 16 || webhookSecrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "The sandbox needs an API secret of 16 characters and a webhook secret");
        }
    }

    /** Settings with short delays and a free port, for tests. */
    public static SimulatorSettings quick(
            Path directory, InstantSource clock, Supplier<Optional<URI>> webhookUrl) {
        return new SimulatorSettings(
                0,
                directory,
                "sandbox-api-secret",
                List.of("sandbox-webhook-secret"),
                webhookUrl,
                clock,
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofMillis(300),
                2);
    }
}
