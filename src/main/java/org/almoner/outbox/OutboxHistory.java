package org.almoner.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What is owed and what could not be delivered, for staff and for metrics. */
@Singleton
public class OutboxHistory {

    private final OutboxTable table;

    OutboxHistory(OutboxTable table) {
        this.table = table;
    }

    /** Everything owed for one record, by occurrence. */
    public List<OutboxEntry> of(String kind, UUID subject) {
        return table.entries("kind = ? AND subject = ? ORDER BY occurrence", kind, subject);
    }

    /**
     * Has a debt tried again now, with fresh patience.
     *
     * @return false when there is no such debt, it is delivered, or it is being tried right now
     */
    public boolean retry(UUID id) {
        return table.retry(id);
    }

    /** How many debts wait to be delivered. */
    public long depth() {
        return table.number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'");
    }

    /** How many debts were given up. */
    public long dead() {
        return table.number("SELECT count(*) FROM outbox_message WHERE state = 'DEAD'");
    }

    /** For how long the oldest waiting debt has been waiting; zero when none waits. */
    public Duration oldestPendingAge() {
        return Duration.ofSeconds(
                table.number(
                        "SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::bigint"
                                + " FROM outbox_message WHERE state = 'PENDING'"));
    }
}
