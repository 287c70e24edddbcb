package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Tells donors once that the method of their recurring gift will soon be of no use. */
@ApplicationScoped
class RemindOfMethods {

    private static final int DAYS_BEFORE = 30;

    private static final String EXPIRING =
            """
            SELECT CAST(g.id AS varchar)
            FROM saved_method m
            JOIN recurring_gift g ON g.saved_method_id = m.id
            WHERE m.state = 'ACTIVE' AND m.expires_on <= CAST(:until AS date)
              AND g.state IN ('ACTIVE', 'FAILING', 'PAUSED') AND NOT g.method_needed
              AND NOT EXISTS (
                  SELECT 1 FROM recurring_gift_letter l
                  WHERE l.recurring_gift_id = g.id AND l.kind = 'METHOD_EXPIRES'
                    AND l.revision = g.revision)
            ORDER BY m.expires_on, g.id
            LIMIT :limit FOR UPDATE OF g SKIP LOCKED
            """;

    private final EntityManager database;
    private final RecurringGifts gifts;
    private final OweLetters letters;
    private final RecurringConfig config;
    private final InstantSource clock;

    RemindOfMethods(
            EntityManager database,
            RecurringGifts gifts,
            OweLetters letters,
            RecurringConfig config,
            InstantSource clock) {
        this.database = database;
        this.gifts = gifts;
        this.letters = letters;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.recurring.remind-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Reminds all that are due, in slices. */
    void run() {
        while (QuarkusTransaction.requiringNew().call(this::slice) >= config.slice()) {
            continue;
        }
    }

    private int slice() {
        LocalDate until =
                clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_BEFORE);
        List<?> ids =
                database.createNativeQuery(EXPIRING)
                        .setParameter("until", until.toString())
                        .setParameter("limit", config.slice())
                        .getResultList();
        List<UUID> found = ids.stream().map(id -> UUID.fromString((String) id)).toList();
        if (!found.isEmpty()) {
            letters.owe(
                    gifts.all(found).stream()
                            .map(it -> Occasion.of(it, RecurringGiftNews.Kind.METHOD_EXPIRES))
                            .toList());
        }
        return found.size();
    }
}
