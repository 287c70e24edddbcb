package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.jboss.logging.Logger;

/**
 * Makes batches, on every node. One transaction holds one snapshot, the blocks, the collections and
 * the end; a node that dies leaves nothing, and another one begins anew.
 */
@ApplicationScoped
class MakeBatches {

    private static final Logger LOG = Logger.getLogger(MakeBatches.class);

    private static final String NEXT =
            "UPDATE sepa_batch SET tries = tries + 1, not_before = ? WHERE id = ("
                    + "SELECT id FROM sepa_batch WHERE state = 'MAKING' AND not_before <= ?"
                    + " ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, office";

    /** Two nodes never make the same one: the second sees the first one's end. */
    private static final String HOLD =
            "SELECT office, until_day FROM sepa_batch WHERE id = ? AND state = 'MAKING'"
                    + " FOR UPDATE SKIP LOCKED";

    private static final String BLOCKS =
            ReadyCollections.HELD
                    + """
                    INSERT INTO sepa_block (id, batch_id, block_id, requested_on, sequence,
                        collections, total_minor)
                    SELECT b.id, ?, replace(b.id::text, '-', ''), b.day, b.sequence, b.many, b.total
                      FROM (SELECT gen_random_uuid() AS id, day, sequence, count(*) AS many,
                                   sum(amount_minor) AS total
                              FROM decided WHERE reason IS NULL GROUP BY day, sequence) b""";

    private static final String COLLECTIONS =
            ReadyCollections.DECIDED
                    + """
                    UPDATE sepa_collection c
                       SET state = 'BATCHED', block = b.id, purpose = coalesce(w.words, ?)
                      FROM decided d
                      JOIN sepa_block b ON b.batch_id = ? AND b.requested_on = d.day
                       AND b.sequence = d.sequence
                      LEFT JOIN unnest(?::text[], ?::text[]) AS w (locale, words)
                        ON w.locale = left(d.locale, 2)
                     WHERE c.payment_id = d.payment_id AND d.reason IS NULL""";

    private static final String TOTALS =
            """
            UPDATE sepa_batch SET state = 'MADE', made_at = ?, creditor_name = ?,
                   creditor_identifier = ?, creditor_account = ?, creditor_bic = ?,
                   sha256 = repeat('0', 64), size = 1,
                   collections = s.many, total_minor = s.total
              FROM (SELECT sum(collections) AS many, sum(total_minor) AS total
                      FROM sepa_block WHERE batch_id = ?) s
             WHERE id = ? AND s.many > 0""";

    private static final String PRINT = "UPDATE sepa_batch SET sha256 = ?, size = ? WHERE id = ?";

    private static final String NOTHING =
            "UPDATE sepa_batch SET state = 'CANCELLED', cancelled_at = ?,"
                    + " cancelled_by = 'nothing to collect' WHERE id = ?";

    private final Sql sql;
    private final Sql patient;
    private final Offices offices;
    private final EndUncollectable uncollectable;
    private final WriteBatchFile file;
    private final BatchSettings settings;
    private final InstantSource clock;

    MakeBatches(
            Sql sql,
            @Patient Sql patient,
            Offices offices,
            EndUncollectable uncollectable,
            WriteBatchFile file,
            BatchSettings settings,
            InstantSource clock) {
        this.sql = sql;
        this.patient = patient;
        this.offices = offices;
        this.uncollectable = uncollectable;
        this.file = file;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.sepa.batches.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing can be done; how many batches were taken up. */
    int run() {
        int taken = 0;
        Optional<Taken> next = take();
        while (next.isPresent()) {
            taken++;
            attempt(next.get());
            next = take();
        }
        return taken;
    }

    private record Taken(UUID id, String office) {}

    private Optional<Taken> take() {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                sql.one(
                                        NEXT,
                                        row ->
                                                new Taken(
                                                        Sql.id(row, "id"), row.getString("office")),
                                        now.plus(settings.retryAfter()),
                                        now));
    }

    private void attempt(Taken batch) {
        try {
            int ended;
            do {
                ended = uncollectable.slice(batch.office());
            } while (ended == EndUncollectable.SLICE);
            patient.inSnapshot(snapshot -> make(snapshot, batch.id()));
        } catch (IllegalStateException fault) {
            // Its message quotes no data; what caused it might.
            LOG.errorf(
                    "Direct debit batch %s could not be made and is tried again: %s",
                    batch.id(), fault.getMessage());
        }
    }

    private record Held(OfficeCode office, LocalDate until) {}

    private boolean make(Sql snapshot, UUID batch) {
        Optional<Held> held =
                snapshot.one(
                        HOLD,
                        row ->
                                new Held(
                                        new OfficeCode(row.getString("office")),
                                        Sql.day(row, "until_day")),
                        batch);
        if (held.isEmpty()) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Office office = offices.byCode(held.get().office());
        Creditor creditor =
                MandateForm.creditor(office)
                        .orElseThrow(() -> new IllegalStateException("The office cannot collect"));
        BatchSpan span = span(office, creditor, held.get().until(), now);
        List<Object> blocks = new ArrayList<>(span.values());
        blocks.add(batch);
        snapshot.write(BLOCKS, blocks.toArray());
        PurposeWords words = PurposeWords.of(creditor.name());
        List<Object> collections = new ArrayList<>(span.values());
        collections.add(words.otherwise());
        collections.add(batch);
        collections.add(Sql.Column.texts(words.locales()));
        collections.add(Sql.Column.texts(words.texts()));
        snapshot.write(COLLECTIONS, collections.toArray());
        finish(snapshot, batch, creditor, now);
        return true;
    }

    private BatchSpan span(Office office, Creditor creditor, LocalDate until, Instant now) {
        LocalDate earliest =
                BatchSpan.earliest(now, office.zone(), settings.cutOff(), settings.leadDays());
        return BatchSpan.of(
                office,
                creditor,
                new BatchSpan.Days(earliest, until.isBefore(earliest) ? earliest : until),
                settings.mostDaysLate());
    }

    private void finish(Sql snapshot, UUID batch, Creditor creditor, Instant now) {
        int made =
                snapshot.write(
                        TOTALS,
                        now,
                        creditor.name(),
                        creditor.identifier(),
                        creditor.account().value(),
                        creditor.bic().orElse(null),
                        batch,
                        batch);
        if (made == 0) {
            snapshot.write(NOTHING, now, batch);
            return;
        }
        WriteBatchFile.Print print = file.print(snapshot, batch);
        snapshot.write(PRINT, print.sha256(), print.size(), batch);
    }
}
