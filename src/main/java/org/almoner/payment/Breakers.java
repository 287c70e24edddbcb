package org.almoner.payment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** A breaker for each provider, on each node by itself: what is asked of providers goes through. */
@ApplicationScoped
class Breakers {

    private static final Logger LOG = Logger.getLogger(Breakers.class);

    private final Map<String, Breaker> all = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Breakers(InstantSource clock, MeterRegistry metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A call to a provider. */
    interface Call<T> {

        T make() throws GatewayUnavailable;
    }

    /**
     * Makes a call, unless the provider fails so much that nobody shall wait for it.
     *
     * @throws GatewayUnavailable as the call does, or at once without having called
     */
    <T> T through(String provider, Call<T> call) throws GatewayUnavailable {
        Breaker breaker = all.computeIfAbsent(provider, name -> new Breaker());
        if (!breaker.admits(clock.instant())) {
            throw GatewayUnavailable.notReached("The provider fails too often to be asked now");
        }
        boolean failed = true;
        try {
            T answer = call.make();
            failed = false;
            return answer;
        } finally {
            if (breaker.note(failed, clock.instant())) {
                LOG.warnf("%s fails too often; donors are offered other methods", provider);
                metrics.counter("almoner_breaker_opened_total", "provider", provider).increment();
            }
        }
    }

    boolean isOpen(String provider) {
        Breaker breaker = all.get(provider);
        return breaker != null && breaker.isOpen(clock.instant());
    }
}
