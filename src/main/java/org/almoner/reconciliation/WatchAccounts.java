package org.almoner.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.almoner.sql.Sql;

/** Tells operators how long ago what is known of providers' accounts ends. */
@ApplicationScoped
class WatchAccounts {

    private final Sql sql;
    private final InstantSource clock;
    private final MultiGauge gauge;

    WatchAccounts(Sql sql, InstantSource clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        this.gauge =
                MultiGauge.builder("almoner_provider_unread_seconds")
                        .description("How long ago the last moment is that was read of an account")
                        .register(meters);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Instant now = clock.instant();
        gauge.register(
                sql.read(
                        "SELECT provider, office, coalesce(read_until, known_since) AS until"
                                + " FROM provider_account",
                        row ->
                                MultiGauge.Row.of(
                                        Tags.of(
                                                "provider",
                                                row.getString("provider"),
                                                "office",
                                                row.getString("office")),
                                        Duration.between(Sql.instant(row, "until"), now)
                                                .toSeconds())),
                true);
    }
}
