package org.almoner.payment.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the sandbox. */
@ConfigMapping(prefix = "almoner.payment.sandbox")
interface SandboxSettings {

    /** Whether play money is taken; by default yes in sandbox mode. Never in production. */
    Optional<Boolean> enabled();

    /** Address of a sandbox provider that runs elsewhere; otherwise one is started here. */
    Optional<URI> url();

    /** Loopback port of the provider that is started here; 0 for a free one. */
    @WithDefault("8090")
    int port();

    /** Bearer token of the provider's API; generated at first start when left out. */
    Optional<String> secret();

    /** Secrets of notifications, the newest first; generated at first start when left out. */
    Optional<List<String>> webhookSecrets();

    /** Where notifications go; by default this service's own address on the loopback. */
    Optional<URI> webhookUrl();

    /** How long settling takes where it is not immediate. */
    @WithDefault("2S")
    Duration soon();

    /** How long until money flows back; weeks in real life. */
    @WithDefault("5S")
    Duration later();

    /** How long the slow scenario keeps us waiting. */
    @WithDefault("3S")
    Duration slow();

    /** How many calls the scenario of a provider that is down refuses. */
    @WithDefault("2")
    int refusals();
}
