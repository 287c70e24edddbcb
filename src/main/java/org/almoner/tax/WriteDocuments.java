package org.almoner.tax;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.almoner.outbox.Outbox;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Sql;
import org.almoner.statement.Signature;
import org.almoner.statement.StatementMark;
import org.almoner.statement.StatementRecord;
import org.jboss.logging.Logger;

/**
 * Writes the documents of numbered statements, on every node and on all processors. A slice is
 * claimed, written and stored in one transaction, so that whoever dies leaves nothing behind and
 * nothing half done.
 */
@ApplicationScoped
class WriteDocuments {

    private static final Logger LOG = Logger.getLogger(WriteDocuments.class);

    private static final String STORE =
            "INSERT INTO tax_statement_pdf (statement_id, sha256, certificate, letters_missing, bytes)"
                    + " SELECT id, sha256, certificate, letters_missing, bytes"
                    + " FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bool[], ?::bytea[])"
                    + " AS t (id, sha256, certificate, letters_missing, bytes)";

    private static final String ISSUE =
            "UPDATE tax_statement SET state = 'ISSUED', issued_at = ?, failed_at = NULL WHERE id = ANY (?)";

    private static final String PUT_ASIDE =
            "UPDATE tax_statement SET failed_at = ? WHERE id = ANY (?)";

    /** After so long what could not be written is tried again. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final FrozenStatements frozen;
    private final MakeDocument make;
    private final Outbox outbox;
    private final Sql sql;
    private final TaxConfig config;
    private final InstantSource clock;
    private final ScheduledExecutorService executor;
    private final Counter diskWasFull;

    WriteDocuments(
            FrozenStatements frozen,
            MakeDocument make,
            Outbox outbox,
            Sql sql,
            TaxConfig config,
            InstantSource clock,
            ScheduledExecutorService executor,
            MeterRegistry meters) {
        this.frozen = frozen;
        this.make = make;
        this.outbox = outbox;
        this.sql = sql;
        this.config = config;
        this.clock = clock;
        this.executor = executor;
        diskWasFull = meters.counter("almoner_disk_full_total", "work", "STATEMENT");
    }

    @Scheduled(
            every = "{almoner.tax.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            run();
        } catch (RuntimeException fault) {
            if (!Sql.isDiskFull(fault)) {
                throw fault;
            }
            diskWasFull.increment();
            LOG.error("The database's disk is full: documents of statements wait, make room");
        }
    }

    /** Writes until nothing is left; how many documents there were. */
    int run() {
        int hands =
                config.parallel() > 0
                        ? config.parallel()
                        : Runtime.getRuntime().availableProcessors();
        AtomicInteger written = new AtomicInteger(slice(config.writeSlice()));
        if (written.get() < config.writeSlice()) {
            return written.get();
        }
        List<Future<?>> others = new ArrayList<>();
        for (int hand = 1; hand < hands; hand++) {
            others.add(executor.submit(() -> untilNothingIsLeft(written)));
        }
        untilNothingIsLeft(written);
        others.forEach(WriteDocuments::await);
        return written.get();
    }

    private void untilNothingIsLeft(AtomicInteger written) {
        int some = slice(config.writeSlice());
        while (some > 0) {
            written.addAndGet(some);
            some = slice(config.writeSlice());
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Documents could not be written", failure.getCause());
        }
    }

    /** One transaction; how many documents it wrote. */
    int slice(int most) {
        return QuarkusTransaction.requiringNew().call(() -> writeSome(most));
    }

    private int writeSome(int most) {
        List<FrozenStatements.Frozen> claimed = frozen.claim(most, clock.instant().minus(PATIENCE));
        if (claimed.isEmpty()) {
            return 0;
        }
        List<UUID> ids = new ArrayList<>();
        List<MakeDocument.Made> documents = new ArrayList<>();
        List<UUID> mails = new ArrayList<>();
        List<UUID> failed = new ArrayList<>();
        for (FrozenStatements.Frozen one : claimed) {
            MakeDocument.Made document;
            try {
                document = make.document(one.record(), StatementMark.ORIGINAL);
            } catch (IllegalStateException
                    | IllegalArgumentException
                    | DomainProblem
                    | UncheckedIOException fault) {
                failed.add(one.id());
                continue; // the others must not wait for it
            }
            ids.add(one.id());
            documents.add(document);
            if (one.mails() && isMailed(one.record()) && !document.lettersMissing()) {
                mails.add(one.id());
            }
        }
        if (!failed.isEmpty()) {
            sql.write(PUT_ASIDE, clock.instant(), Sql.Column.ids(failed));
        }
        sql.write(
                STORE,
                Sql.Column.ids(ids),
                Sql.Column.texts(documents.stream().map(MakeDocument.Made::sha256).toList()),
                Sql.Column.texts(documents.stream().map(MakeDocument.Made::certificate).toList()),
                new Sql.Column(
                        "bool", documents.stream().map(MakeDocument.Made::lettersMissing).toList()),
                new Sql.Column("bytea", documents.stream().map(MakeDocument.Made::bytes).toList()));
        sql.write(ISSUE, clock.instant(), Sql.Column.ids(ids));
        if (!mails.isEmpty()) {
            outbox.oweAll(StatementMailHandler.KIND, mails);
        }
        return claimed.size();
    }

    /** What waits for a pen is not announced; nor is, above, what somebody has to look at first. */
    private static boolean isMailed(StatementRecord record) {
        return record.issuer().signature().mode() == Signature.Mode.FACSIMILE;
    }
}
