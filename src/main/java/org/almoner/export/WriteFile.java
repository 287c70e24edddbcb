package org.almoner.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.almoner.sql.Sql;

/**
 * Writes the file of one export. While the database finds the next thousand rows, another thread
 * writes, hashes and counts the last thousand; what comes of them is stored by the thread that
 * reads, because the connection is its own. The two never hold the same rows, and two thousand are
 * the most that are in memory.
 */
final class WriteFile {

    private static final int BATCH = 1_000;

    private static final String STORE =
            "INSERT INTO export_chunk (export, seq, bytes) VALUES (?, ?, ?)";

    private final Sql snapshot;
    private final Selection selection;
    private final ExecutorService executor;
    private final FileInPieces file;
    private final Slices slices;
    private final Tally tally;
    private final TableFile table;
    private List<Supplier<Row>> batch = new ArrayList<>(BATCH);
    private Future<?> before;

    /** What waits to be stored; of the thread that writes until its batch is done. */
    private List<Part> parts = new ArrayList<>();

    /** A statement to be carried out by the thread that reads. */
    private record Part(String sql, Object[] values) {}

    /**
     * @param expected how many rows there will be
     * @param executor lends the other thread
     */
    WriteFile(Sql snapshot, Selection selection, long expected, ExecutorService executor) {
        this.snapshot = snapshot;
        this.selection = selection;
        this.executor = executor;
        String number = selection.export().number();
        file = new FileInPieces((seq, piece) -> later(STORE, number, seq, piece));
        slices = new Slices(number, this::later);
        tally = new Tally(selection.layout().columns());
        try {
            table = selection.begin(expected, file);
        } catch (IOException failure) {
            throw new UncheckedIOException("The file could not be begun", failure);
        }
    }

    private void later(String sql, Object... values) {
        parts.add(new Part(sql, values));
    }

    /**
     * Reads all rows, writes them and stores what comes of it.
     *
     * @return rows and sums of what was written
     * @throws CannotBeMade when the format cannot tell a row
     */
    Tally write() {
        selection.all(snapshot, this::take);
        await();
        use(batch);
        end();
        store(parts);
        return tally;
    }

    /** Whole once all is written. */
    FileInPieces file() {
        return file;
    }

    private void take(Supplier<Row> row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            pass();
        }
    }

    private void pass() {
        await();
        List<Supplier<Row>> rows = batch;
        List<Part> ready = parts;
        batch = new ArrayList<>(BATCH);
        parts = new ArrayList<>();
        before = executor.submit(() -> use(rows));
        store(ready);
    }

    private void store(List<Part> ready) {
        ready.forEach(part -> snapshot.write(part.sql(), part.values()));
    }

    private void use(List<Supplier<Row>> rows) {
        for (Supplier<Row> each : rows) {
            Row row = each.get();
            add(table, row);
            tally.add(row);
            slices.add(row);
        }
    }

    /** Adds a row to a file. */
    static void add(TableFile table, Row row) {
        try {
            table.add(row);
        } catch (IOException failure) {
            throw new UncheckedIOException("A row could not be written", failure);
        }
    }

    private void end() {
        try {
            table.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException("The file could not be finished", failure);
        }
        file.end();
        slices.end();
    }

    /** Until the batch before is written; what it met with is thrown here. */
    private void await() {
        if (before == null) {
            return;
        }
        try {
            before.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while a file was written", stopped);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException met) {
                throw met;
            }
            throw new IllegalStateException("Rows could not be written", failure.getCause());
        }
    }
}
