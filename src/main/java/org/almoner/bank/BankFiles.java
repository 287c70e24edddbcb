package org.almoner.bank;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.sql.Sql;

/** Reads which files of banks were taken, and what became of what they tell. */
@Singleton
public class BankFiles {

    private static final int MOST_STATEMENTS = 1_000;

    /** What waits is counted as it is now; all else follows from it, as most is matched. */
    private static final String FILES =
            """
            SELECT f.*, coalesce(r.waiting, 0) AS waiting, coalesce(r.pending, 0) AS pending,
                   coalesce(r.decided, 0) AS decided, coalesce(r.split, 0) AS split
              FROM bank_file f
              LEFT JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                          count(*) FILTER (WHERE state = 'NEW') AS pending,
                          count(*) FILTER (WHERE state = 'SPLIT') AS split,
                          count(*) FILTER (WHERE state NOT IN ('WAITING', 'NEW', 'SPLIT')) AS decided
                     FROM bank_movement m WHERE m.file_id = f.id AND m.state <> 'MATCHED') r ON true
            """;

    private static final String PAGE =
            FILES
                    + " WHERE (?::text[] IS NULL OR f.office = ANY (?::text[]))"
                    + " AND (?::timestamptz IS NULL OR (f.taken_at, f.id) < (?::timestamptz, ?::uuid))"
                    + " ORDER BY f.taken_at DESC, f.id DESC LIMIT ?";

    private static final String GAPS =
            "SELECT file_id, statement_id, expected_number, electronic_number FROM bank_statement"
                    + " WHERE file_id = ANY (?) AND expected_number IS NOT NULL"
                    + " ORDER BY file_id, position LIMIT 2500";

    private static final int MOST_GAPS = 100;

    private static final String STATEMENTS =
            "SELECT * FROM bank_statement WHERE file_id = ? ORDER BY position LIMIT "
                    + MOST_STATEMENTS;

    private final Sql sql;

    BankFiles(Sql sql) {
        this.sql = sql;
    }

    /**
     * Files of offices, the latest first.
     *
     * @param offices their codes; {@code null} for all
     * @param before continue behind the file taken then; {@code null} for the beginning
     * @param id of that file
     */
    public List<FileView> page(List<String> offices, Instant before, UUID id, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return complete(sql.read(PAGE, BankFiles::row, codes, codes, before, before, id, limit));
    }

    /** One file, whichever office it belongs to; the caller checks that. */
    public Optional<FileView> find(UUID id) {
        return complete(sql.read(FILES + " WHERE f.id = ?", BankFiles::row, id)).stream()
                .findFirst();
    }

    /** The statements of a file, in its order; a thousand at most, as no file has more. */
    public List<FileView.StatementView> statements(UUID file) {
        return sql.read(
                STATEMENTS,
                row ->
                        new FileView.StatementView(
                                row.getString("statement_id"),
                                row.getBoolean("notification"),
                                row.getObject("electronic_number", Long.class),
                                row.getString("account"),
                                balance(row, "opening_minor"),
                                balance(row, "closing_minor"),
                                row.getLong("entries")),
                file);
    }

    private static FileView.Balance balance(ResultSet row, String column) throws SQLException {
        return FileView.Balance.of(row.getObject(column, Long.class), row.getString("currency"));
    }

    Optional<UUID> withHash(String office, String sha256) {
        return idOf(sql, office, sha256);
    }

    static Optional<UUID> idOf(Sql sql, String office, String sha256) {
        return sql.one(
                "SELECT id FROM bank_file WHERE office = ? AND sha256 = ?",
                row -> Sql.id(row, "id"),
                office,
                sha256);
    }

    private static FileView row(ResultSet row) throws SQLException {
        boolean report = row.getString("kind").equals("STATUS_REPORT");
        return new FileView(
                Sql.id(row, "id"),
                row.getString("office"),
                row.getString("format"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getString("taken_by"),
                Sql.instant(row, "taken_at"),
                report ? null : account(row),
                report
                        ? new FileView.OfReport(
                                row.getString("about"),
                                row.getLong("accepted"),
                                row.getLong("rejected"))
                        : null);
    }

    private static FileView.OfAccount account(ResultSet row) throws SQLException {
        long movements = row.getLong("movements") - row.getLong("split");
        long waiting = row.getLong("waiting");
        long pending = row.getLong("pending");
        long decided = row.getLong("decided");
        return new FileView.OfAccount(
                row.getInt("statements"),
                row.getLong("entries"),
                row.getLong("known"),
                row.getLong("not_booked"),
                movements,
                movements - waiting - pending - decided,
                waiting,
                decided,
                pending,
                List.of());
    }

    private List<FileView> complete(List<FileView> files) {
        if (files.isEmpty()) {
            return files;
        }
        record Found(UUID file, FileView.Gap gap) {}
        List<Found> gaps =
                sql.read(
                        GAPS,
                        row ->
                                new Found(
                                        Sql.id(row, "file_id"),
                                        new FileView.Gap(
                                                row.getString("statement_id"),
                                                row.getLong("expected_number"),
                                                row.getLong("electronic_number"))),
                        Sql.Column.ids(files.stream().map(FileView::id).toList()));
        List<FileView> whole = new ArrayList<>();
        for (FileView file : files) {
            whole.add(
                    file.withWarnings(
                            gaps.stream()
                                    .filter(it -> it.file().equals(file.id()))
                                    .map(Found::gap)
                                    .limit(MOST_GAPS)
                                    .toList()));
        }
        return whole;
    }
}
