package org.almoner.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.almoner.sql.Sql;

/** Tells operators which offices' systems do not take what they are owed. */
@ApplicationScoped
class WatchWebhooks {

    private static final String SUSPENDED =
            "SELECT office, count(*) FILTER (WHERE suspended_because <> 'BY_STAFF') AS number"
                    + " FROM webhook_endpoint WHERE state <> 'REMOVED' GROUP BY office";

    private static final String OLDEST =
            "SELECT e.office, max(coalesce(extract(epoch FROM now() - (SELECT m.created_at"
                    + " FROM webhook_message m WHERE m.endpoint = e.id AND m.state = 'PENDING'"
                    + " ORDER BY m.position, m.id LIMIT 1)), 0))::bigint AS number"
                    + " FROM webhook_endpoint e WHERE e.state <> 'REMOVED' GROUP BY e.office";

    private final Sql sql;
    private final MultiGauge suspended;
    private final MultiGauge oldest;

    WatchWebhooks(Sql sql, MeterRegistry meters) {
        this.sql = sql;
        this.suspended =
                MultiGauge.builder("almoner_webhooks_suspended")
                        .description("Endpoints that were suspended, other than by a person")
                        .register(meters);
        this.oldest =
                MultiGauge.builder("almoner_webhooks_oldest_seconds")
                        .description("Age of the message that an endpoint is to take next")
                        .register(meters);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        show(suspended, SUSPENDED);
        show(oldest, OLDEST);
    }

    private void show(MultiGauge gauge, String query) {
        gauge.register(
                sql.read(
                        query,
                        row ->
                                MultiGauge.Row.of(
                                        Tags.of("office", row.getString("office")),
                                        row.getLong("number"))),
                true);
    }
}
