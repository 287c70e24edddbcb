package org.almoner.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is owed and what could not be delivered, for staff and for metrics. */
@Singleton
public class OutboxHistory {

    /** The most entries of one page. */
    public static final int LARGEST_PAGE = 100;

    private final OutboxTable table;

    OutboxHistory(OutboxTable table) {
        this.table = table;
    }

    /**
     * Debts that failed at least once or were given up, newest first.
     *
     * @param before the position the last page ended at; {@link Long#MAX_VALUE} for the first page
     * @param limit how many at most, from 1 to {@link #LARGEST_PAGE}
     */
    public List<OutboxEntry> failures(long before, int limit) {
        return page(
                "state IN ('PENDING', 'DEAD') AND (state = 'DEAD' OR last_failure IS NOT NULL)",
                before,
                limit);
    }

    /** All debts not delivered yet, given up or not, newest first; parameters as above. */
    public List<OutboxEntry> undelivered(long before, int limit) {
        return page("state IN ('PENDING', 'DEAD')", before, limit);
    }

    private List<OutboxEntry> page(String condition, long before, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + LARGEST_PAGE + " entries");
        }
        return table.entries(
                condition + " AND position < ? ORDER BY position DESC LIMIT ?", before, limit);
    }

    /** One debt. */
    public Optional<OutboxEntry> find(UUID id) {
        return table.entries("id = ?", id).stream().findFirst();
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
