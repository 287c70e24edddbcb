package org.almoner.handover;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/**
 * Tells operators, by office, how many withdrawals and erasures of data that were handed over have
 * not been acknowledged, and for how long the oldest has waited.
 */
@ApplicationScoped
class CountOpen {

    private static final String COUNT =
            """
            SELECT o.code, count(e.id) AS open, min(e.made_at) AS oldest
              FROM unnest(?::text[]) AS o (code)
              LEFT JOIN handover_entry e ON e.office = o.code AND e.acknowledged_at IS NULL
               AND e.kind IN ('WITHDRAWN', 'ERASED')
               AND EXISTS (SELECT 1 FROM handover_entry b JOIN handover_delivery v ON v.entry_id = b.id
                            WHERE b.donor_id = e.donor_id AND b.office = e.office
                              AND v.kind IN ('INITIAL', 'CHANGED'))
             GROUP BY o.code ORDER BY o.code
            """;

    private final Sql sql;
    private final Offices offices;
    private final HandOverConfig config;
    private final InstantSource clock;
    private final MultiGauge open;
    private final MultiGauge age;
    private volatile List<Waiting> known = List.of();

    CountOpen(
            Sql sql,
            Offices offices,
            HandOverConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.sql = sql;
        this.offices = offices;
        this.config = config;
        this.clock = clock;
        this.open =
                MultiGauge.builder("almoner_handover_open")
                        .description("Withdrawals and erasures that offices have not acknowledged")
                        .register(meters);
        this.age =
                MultiGauge.builder("almoner_handover_oldest_open_seconds")
                        .description("For how long the oldest of them has waited")
                        .register(meters);
    }

    /**
     * What waits at one office.
     *
     * @param oldest {@code null} when nothing does
     */
    record Waiting(String office, long open, Instant oldest) {

        private long seconds(Instant now) {
            return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toSeconds());
        }
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        List<String> codes = offices.all().stream().map(it -> it.code().value()).toList();
        List<Waiting> found =
                sql.read(
                        COUNT,
                        row ->
                                new Waiting(
                                        row.getString("code"),
                                        row.getLong("open"),
                                        Sql.instant(row, "oldest")),
                        Sql.Column.texts(codes));
        Instant now = clock.instant();
        register(open, found, Waiting::open);
        register(age, found, it -> it.seconds(now));
        known = List.copyOf(found);
    }

    private static void register(
            MultiGauge gauge,
            List<Waiting> found,
            java.util.function.ToLongFunction<Waiting> value) {
        List<MultiGauge.Row<?>> rows = new java.util.ArrayList<>();
        found.forEach(
                it ->
                        rows.add(
                                MultiGauge.Row.of(
                                        Tags.of("office", it.office()), value.applyAsLong(it))));
        gauge.register(rows, true);
    }

    /** The offices that have waited too long, as of the last count. */
    List<Waiting> overdue() {
        Instant limit = clock.instant().minus(config.withdrawalAlarmAfter());
        return known.stream()
                .filter(it -> it.oldest() != null && it.oldest().isBefore(limit))
                .toList();
    }
}
