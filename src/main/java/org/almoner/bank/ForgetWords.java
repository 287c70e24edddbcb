package org.almoner.bank;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.almoner.sql.Sql;
import org.almoner.strongbox.SealedColumn;

/**
 * Takes away what the bank said of movements that were decided long ago, and the payer's account
 * where it leads to no donor. Amount, day, decision and who took it stay: they belong to the books.
 */
@ApplicationScoped
class ForgetWords {

    private static final String FORGET =
            "UPDATE bank_movement SET told = NULL, account_print ="
                    + " CASE WHEN donation_id IS NOT NULL THEN account_print END WHERE id IN (SELECT id FROM bank_movement"
                    + " WHERE told IS NOT NULL AND decided_at < ? LIMIT 1000)";

    private final Sql sql;
    private final BankConfig config;
    private final InstantSource clock;

    ForgetWords(Sql sql, BankConfig config, InstantSource clock) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    /** What lies here sealed is sealed anew after a change of keys. */
    @Produces
    @Singleton
    static SealedColumn words() {
        return Told.COLUMN;
    }

    @Scheduled(
            every = "{almoner.bank.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void tick() {
        forget();
    }

    /** How many it forgot; a thousand at most. */
    @Transactional
    int forget() {
        return sql.write(FORGET, clock.instant().minus(config.keepWords()));
    }
}
