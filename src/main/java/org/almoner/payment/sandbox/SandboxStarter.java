package org.almoner.payment.sandbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.almoner.id.Ids;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts the sandbox provider with the service and stops it afterwards, unless another one is
 * configured or a second node on the same data directory already plays it.
 */
@Singleton
class SandboxStarter implements SandboxAccess {

    private static final Logger LOG = Logger.getLogger(SandboxStarter.class);
    private static final int BEFORE_JOBS = 100;

    private final RunMode mode;
    private final SandboxSettings settings;
    private final InstantSource clock;
    private final HttpServer service;
    private final Ids ids;
    private final Path directory;
    private PspSimulator simulator;
    private URI base;
    private String secret;
    private List<String> webhookSecrets = List.of();

    SandboxStarter(
            RunMode mode,
            SandboxSettings settings,
            InstantSource clock,
            HttpServer service,
            Ids ids,
            @ConfigProperty(name = "almoner.data-directory", defaultValue = "data") Path data) {
        this.mode = mode;
        this.settings = settings;
        this.clock = clock;
        this.service = service;
        this.ids = ids;
        this.directory = data.resolve("sandbox");
    }

    void start(@Observes @Priority(BEFORE_JOBS) StartupEvent started) {
        if (!enabled()) {
            return;
        }
        secret = settings.secret().orElseGet(() -> secretIn("api-secret"));
        webhookSecrets =
                settings.webhookSecrets().orElseGet(() -> List.of(secretIn("webhook-secret")));
        base = settings.url().orElseGet(this::startHere);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (simulator != null) {
            simulator.close();
        }
    }

    private URI startHere() {
        Path address = directory.resolve("address");
        try {
            try {
                simulator = PspSimulator.start(simulatorSettings());
            } catch (SimulatorJournal.InUse elsewhere) {
                URI theirs = URI.create(Files.readString(address).strip());
                LOG.infof("The sandbox provider of another node is used, at %s", theirs);
                return theirs;
            }
            Files.writeString(address, simulator.base().toString());
            LOG.infof("The sandbox provider takes play money at %s", simulator.base());
            return simulator.base();
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox's address cannot be kept", failure);
        }
    }

    private SimulatorSettings simulatorSettings() {
        return new SimulatorSettings(
                settings.port(),
                directory,
                secret,
                webhookSecrets,
                this::webhookUrl,
                clock,
                settings.soon(),
                settings.later(),
                settings.slow(),
                settings.refusals());
    }

    /** Known only once the service listens; until then notifications wait. */
    private Optional<URI> webhookUrl() {
        return settings.webhookUrl()
                .or(
                        () ->
                                service.getPort() > 0
                                        ? Optional.of(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + service.getPort()
                                                                + "/v1/webhooks/sandbox"))
                                        : Optional.empty());
    }

    private String secretIn(String file) {
        return SandboxSecrets.readOrMake(directory.resolve(file), ids::secret);
    }

    @Override
    public boolean enabled() {
        return mode.isSandbox() && settings.enabled().orElse(true);
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public String secret() {
        return secret;
    }

    @Override
    public List<String> webhookSecrets() {
        return webhookSecrets;
    }
}
