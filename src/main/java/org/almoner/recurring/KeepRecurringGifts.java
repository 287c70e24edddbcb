package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * What time alone brings about: breaks end, and agreements that never got a method are given up. In
 * slices, on every node; rows somebody else works on are passed over.
 */
@ApplicationScoped
class KeepRecurringGifts {

    private static final String BREAKS_OVER =
            """
            SELECT CAST(g.id AS varchar) FROM recurring_gift g
            JOIN unnest(:offices, CAST(:days AS date[])) AS today(office, day)
                ON today.office = g.office
            WHERE g.state = 'PAUSED' AND g.paused_until <= today.day
            ORDER BY g.paused_until LIMIT :limit FOR UPDATE OF g SKIP LOCKED
            """;

    private static final String NEVER_BEGUN =
            """
            SELECT CAST(id AS varchar) FROM recurring_gift
            WHERE state = 'PENDING' AND created_at < :before
            ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED
            """;

    private final EntityManager database;
    private final RecurringGifts gifts;
    private final ResumeRecurringGifts resume;
    private final EndRecurringGifts end;
    private final RecurringConfig config;
    private final Offices offices;
    private final InstantSource clock;

    KeepRecurringGifts(
            EntityManager database,
            RecurringGifts gifts,
            ResumeRecurringGifts resume,
            EndRecurringGifts end,
            RecurringConfig config,
            Offices offices,
            InstantSource clock) {
        this.database = database;
        this.gifts = gifts;
        this.resume = resume;
        this.end = end;
        this.config = config;
        this.offices = offices;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.recurring.announce-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Does all that time has brought about. */
    void run() {
        Map<OfficeCode, LocalDate> today = ClaimDueInstalments.today(offices, clock);
        Map<String, Object> days =
                Map.of(
                        "offices",
                        today.keySet().stream().map(OfficeCode::value).toArray(String[]::new),
                        "days",
                        today.values().stream().map(LocalDate::toString).toArray(String[]::new));
        forAll(BREAKS_OVER, days, (gift, now) -> resume.resume(gift, ChangedBy.SYSTEM, now));
        forAll(
                NEVER_BEGUN,
                Map.of(
                        "before",
                        clock.instant().minus(config.abandonAfter()).atOffset(ZoneOffset.UTC)),
                end::abandon);
    }

    private void forAll(
            String sql, Map<String, Object> values, BiConsumer<RecurringGift, Instant> act) {
        while (slice(sql, values, act) >= config.slice()) {
            continue;
        }
    }

    private int slice(
            String sql, Map<String, Object> values, BiConsumer<RecurringGift, Instant> act) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            var query =
                                    database.createNativeQuery(sql)
                                            .setParameter("limit", config.slice());
                            values.forEach(query::setParameter);
                            List<?> ids = query.getResultList();
                            List<UUID> found =
                                    ids.stream().map(id -> UUID.fromString((String) id)).toList();
                            if (!found.isEmpty()) {
                                gifts.all(found).forEach(gift -> act.accept(gift, clock.instant()));
                            }
                            return found.size();
                        });
    }
}
