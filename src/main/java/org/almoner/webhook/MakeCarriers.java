package org.almoner.webhook;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Makes what looks receivers up and what calls them. Certificates count as Java has them, or as the
 * TLS configuration {@code webhooks} of the operator ({@code quarkus.tls.webhooks.*}) says.
 */
@Singleton
class MakeCarriers {

    private static final String TLS = "webhooks";

    private final WebhookSettings settings;
    private final Optional<TlsConfiguration> tls;

    MakeCarriers(WebhookSettings settings, TlsConfigurationRegistry registry) {
        this.settings = settings;
        this.tls = registry.get(TLS);
    }

    /** Settings that cannot be right end the start, not the first delivery. */
    void refuseAtStart(@Observes StartupEvent start) {
        if (tls.isPresent() && tls.get().isTrustAll()) {
            throw new IllegalStateException("quarkus.tls.webhooks.trust-all must not be set");
        }
        refuse(settings);
    }

    /**
     * @throws IllegalStateException when waits are none, or a lease may end during a call
     */
    static void refuse(WebhookSettings settings) {
        new RetrySchedule(settings.retryAfter());
        if (settings.lease().compareTo(settings.answerWithin().multipliedBy(3)) <= 0) {
            throw new IllegalStateException(
                    "almoner.webhooks.lease must be longer than three times"
                            + " almoner.webhooks.answer-within");
        }
    }

    @Produces
    @Singleton
    ResolveTarget resolveTarget(ScheduledExecutorService executor) {
        return new ResolveTarget(
                host -> List.of(InetAddress.getAllByName(host)), executor, settings.answerWithin());
    }

    @Produces
    @Singleton
    CallReceiver callReceiver(Vertx vertx) {
        return new CallReceiver(
                vertx,
                settings.answerWithin(),
                tls.map(TlsConfiguration::getTrustStoreOptions).orElse(null));
    }
}
