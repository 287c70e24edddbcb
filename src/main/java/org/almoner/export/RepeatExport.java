package org.almoner.export;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/**
 * Makes an export's file again from the same rows and says whether it is the same. The new file is
 * kept nowhere.
 */
@Singleton
public class RepeatExport {

    private final ExportRows rows;
    private final Sql patient;

    RepeatExport(ExportRows rows, @Patient Sql patient) {
        this.rows = rows;
        this.patient = patient;
    }

    /** What is not the same. */
    public enum Difference {
        /** The bytes of the file. */
        SHA256,
        /** How many rows there are. */
        ROWS,
        /** The control totals. */
        TOTALS
    }

    /**
     * What came of it.
     *
     * @param equal whether nothing differs
     * @param rowsChanged how many rows say something else today, or are no more
     */
    public record Repetition(
            String number,
            boolean equal,
            List<Difference> differences,
            long rowsChanged,
            String sha256,
            String sha256Now,
            long rows,
            long rowsNow,
            List<ControlTotal> totals,
            List<ControlTotal> totalsNow) {}

    /**
     * Repeats an export that is done and whose file is there.
     *
     * @throws DomainProblem 409 when it is not
     */
    public Repetition repeat(ExportView export) {
        Exports.requireFile(export);
        Selection selection = rows.selection(export);
        return patient.inSnapshot(snapshot -> new Run(snapshot, selection).repeat());
    }

    /** One repetition. */
    private static final class Run {

        private final Sql snapshot;
        private final Selection selection;
        private final RowDigest digests = new RowDigest();
        private final Tally tally;
        private long changed;

        Run(Sql snapshot, Selection selection) {
            this.snapshot = snapshot;
            this.selection = selection;
            tally = new Tally(selection.layout().columns());
        }

        Repetition repeat() {
            ExportView was = selection.export();
            FileInPieces file = new FileInPieces((seq, piece) -> {});
            try {
                TableFile table = selection.begin(was.rows(), file);
                int seq = 1;
                Slices.Slice slice = Slices.read(snapshot, was.number(), seq);
                while (slice != null) {
                    again(slice, table);
                    seq++;
                    slice = Slices.read(snapshot, was.number(), seq);
                }
                table.finish();
            } catch (IOException failure) {
                throw new UncheckedIOException("The file could not be written again", failure);
            }
            file.end();
            List<Difference> found = differences(was, file);
            return new Repetition(
                    was.number(),
                    found.isEmpty() && changed == 0,
                    found,
                    changed,
                    was.sha256(),
                    file.hash(),
                    was.rows(),
                    tally.rows(),
                    was.totals(),
                    tally.totals());
        }

        private void again(Slices.Slice slice, TableFile table) {
            Map<Long, Integer> before = new HashMap<>();
            slice.digests().forEach(it -> before.merge(it, 1, Integer::sum));
            for (Row row : selection.again(snapshot, slice.keys())) {
                WriteFile.add(table, row);
                tally.add(row);
                before.computeIfPresent(
                        digests.of(row), (digest, many) -> many == 1 ? null : many - 1);
            }
            changed += before.values().stream().mapToInt(Integer::intValue).sum();
        }

        private List<Difference> differences(ExportView was, FileInPieces file) {
            List<Difference> found = new ArrayList<>();
            if (!file.hash().equals(was.sha256())) {
                found.add(Difference.SHA256);
            }
            if (tally.rows() != was.rows()) {
                found.add(Difference.ROWS);
            }
            if (!tally.totals().equals(was.totals())) {
                found.add(Difference.TOTALS);
            }
            return found;
        }
    }
}
