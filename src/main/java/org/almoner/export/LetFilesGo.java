package org.almoner.export;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.almoner.sql.Sql;

/**
 * Lets go of files about persons whose day has passed, so that nobody stays in them who was erased.
 * Number, counts, totals and hash stay, and prove a copy that finance kept.
 */
@ApplicationScoped
class LetFilesGo {

    private static final String DUE =
            "SELECT number FROM export WHERE file_until < current_date AND file_gone_at IS NULL"
                    + " ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED";

    private final Sql sql;
    private final InstantSource clock;

    LetFilesGo(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.export.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void tick() {
        // One at a time: a file may be large, and the next tick takes the next one.
        List<String> due = sql.read(DUE, row -> row.getString(1));
        due.forEach(this::letGo);
    }

    private void letGo(String number) {
        sql.write("DELETE FROM export_chunk WHERE export = ?", number);
        sql.write("DELETE FROM export_slice WHERE export = ?", number);
        sql.write("UPDATE export SET file_gone_at = ? WHERE number = ?", clock.instant(), number);
    }
}
