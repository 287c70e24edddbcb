package org.almoner.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/** Calls a person where a run had to stop, or was refused because of the clock. */
@ApplicationScoped
class WatchRetention {

    private static final String COUNT =
            """
            SELECT o.code,
                   CASE WHEN l.refused OR EXISTS (
                       SELECT 1 FROM retention_run_office p JOIN retention_run r ON r.id = p.run_id
                        WHERE p.office = o.code AND p.stopped AND r.started_at >= coalesce((
                           SELECT max(x.released_at) FROM retention_release x
                            WHERE x.office = o.code), '-infinity')) THEN 1 ELSE 0 END AS stopped
              FROM unnest(?::text[]) AS o (code)
              CROSS JOIN (SELECT coalesce((SELECT state = 'REFUSED' FROM retention_run
                                            ORDER BY id DESC LIMIT 1), false) AS refused) l""";

    private final Sql sql;
    private final Offices offices;
    private final MultiGauge gauge;

    WatchRetention(Sql sql, Offices offices, MeterRegistry meters) {
        this.sql = sql;
        this.offices = offices;
        this.gauge =
                MultiGauge.builder("almoner_retention_stopped")
                        .description("Whether the retention waits for a person")
                        .register(meters);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        List<String> codes = offices.all().stream().map(it -> it.code().value()).toList();
        gauge.register(
                stopped(codes).stream().<MultiGauge.Row<?>>map(WatchRetention::row).toList(), true);
    }

    /** An office, and whether it waits: 1 or 0. */
    record Stopped(String office, int waits) {}

    List<Stopped> stopped(List<String> codes) {
        return sql.read(
                COUNT,
                row -> new Stopped(row.getString("code"), row.getInt("stopped")),
                Sql.Column.texts(codes));
    }

    private static MultiGauge.Row<Number> row(Stopped one) {
        return MultiGauge.Row.of(Tags.of("office", one.office()), one.waits());
    }
}
