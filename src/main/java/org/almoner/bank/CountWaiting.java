package org.almoner.bank;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;

/** Tells operators how much money waits for a person, by office. */
@ApplicationScoped
class CountWaiting {

    private static final String COUNT =
            """
            SELECT o.code, (SELECT count(*) FROM bank_movement m
                             WHERE m.office = o.code AND m.state = 'WAITING') AS waiting
              FROM unnest(?::text[]) AS o (code)""";

    private final Sql sql;
    private final Offices offices;
    private final MultiGauge gauge;

    CountWaiting(Sql sql, Offices offices, MeterRegistry meters) {
        this.sql = sql;
        this.offices = offices;
        this.gauge =
                MultiGauge.builder("almoner_bank_waiting")
                        .description("Movements on accounts that wait for a person")
                        .register(meters);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        List<String> codes = offices.all().stream().map(it -> it.code().value()).toList();
        List<MultiGauge.Row<?>> rows =
                sql.read(
                        COUNT,
                        row ->
                                MultiGauge.Row.of(
                                        Tags.of("office", row.getString("code")),
                                        row.getLong("waiting")),
                        Sql.Column.texts(codes));
        gauge.register(rows, true);
    }
}
