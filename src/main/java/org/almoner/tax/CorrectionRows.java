package org.almoner.tax;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.sql.Sql;

/** Corrections of statements as they lie in the database. */
@Singleton
class CorrectionRows {

    private static final String SELECT =
            "SELECT c.*, s.number, s.office, n.number AS new_number FROM statement_correction c"
                    + " JOIN tax_statement s ON s.id = c.statement_id"
                    + " LEFT JOIN tax_statement n ON n.id = c.replacement";

    private final Sql sql;

    CorrectionRows(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, UUID statement, Correction kind, String reason, String by, Instant now) {
        sql.write(
                "INSERT INTO statement_correction (id, statement_id, kind, reason, state, asked_by,"
                        + " asked_at) VALUES (?, ?, ?, ?, 'WAITING', ?, ?)",
                id,
                statement,
                kind.name(),
                reason,
                by,
                now);
    }

    boolean isWaiting(UUID statement) {
        return sql.one(
                        "SELECT 1 FROM statement_correction WHERE statement_id = ?"
                                + " AND state = 'WAITING'",
                        row -> true,
                        statement)
                .isPresent();
    }

    void decide(UUID id, CorrectionView.State state, UUID replacement, String by, Instant now) {
        sql.write(
                "UPDATE statement_correction SET state = ?, replacement = ?::uuid, decided_by = ?,"
                        + " decided_at = ? WHERE id = ?",
                state.name(),
                replacement,
                by,
                now,
                id);
    }

    Optional<CorrectionView> find(UUID id) {
        return sql.one(SELECT + " WHERE c.id = ?", CorrectionRows::view, id);
    }

    /** As {@link #find}, and nobody else decides it until we commit. */
    Optional<CorrectionView> lock(UUID id) {
        return sql.one(SELECT + " WHERE c.id = ? FOR UPDATE OF c", CorrectionRows::view, id);
    }

    /** Newest first, of all offices or of those named, after the one named. */
    List<CorrectionView> page(List<String> offices, boolean onlyWaiting, UUID after, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(
                SELECT
                        + " WHERE (?::text[] IS NULL OR s.office = ANY (?::text[]))"
                        + " AND (NOT ? OR c.state = 'WAITING') AND (?::uuid IS NULL OR c.id < ?)"
                        + " ORDER BY c.id DESC LIMIT ?",
                CorrectionRows::view,
                codes,
                codes,
                onlyWaiting,
                after,
                after,
                limit);
    }

    private static CorrectionView view(ResultSet row) throws SQLException {
        return new CorrectionView(
                Sql.id(row, "id"),
                Sql.id(row, "statement_id"),
                row.getString("number"),
                row.getString("office"),
                Correction.valueOf(row.getString("kind")),
                row.getString("reason"),
                CorrectionView.State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                Sql.instant(row, "asked_at"),
                row.getString("decided_by"),
                Sql.instant(row, "decided_at"),
                row.getString("new_number"));
    }
}
