package org.almoner.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The outbox as operators watch it; a number that cannot be read is not a number. */
@Singleton
@Startup
class OutboxMeters {

    private final OutboxHistory history;

    OutboxMeters(OutboxHistory history, MeterRegistry registry) {
        this.history = history;
        gauge(registry, "almoner_outbox_pending", "Debts waiting", OutboxHistory::depth);
        gauge(registry, "almoner_outbox_dead", "Debts given up", OutboxHistory::dead);
        gauge(
                registry,
                "almoner_outbox_oldest_seconds",
                "Age of the oldest waiting debt",
                it -> it.oldestPendingAge().toSeconds());
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<OutboxHistory> value) {
        Gauge.builder(name, history, value).description(description).register(registry);
    }
}
