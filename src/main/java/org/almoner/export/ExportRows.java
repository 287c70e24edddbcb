package org.almoner.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.almoner.sql.Sql;

/** The table of exports. */
@Singleton
class ExportRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String DRAW =
            "INSERT INTO export_series AS s (office, year, last) VALUES (?, ?, 1)"
                    + " ON CONFLICT ON CONSTRAINT pk_export_series"
                    + " DO UPDATE SET last = s.last + 1 RETURNING last";

    private static final String ASK =
            """
            INSERT INTO export (number, office, year, seq, kind, format, from_day, to_day, zone, only_new,
                settings, state, asked_by, asked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'WAITING', ?, ?)""";

    /**
     * What marks bookings, of one office and kind one after another: the earlier one gets the new.
     */
    private static final String TAKE =
            """
            UPDATE export SET state = 'MAKING', attempts = attempts + 1, started_at = ?
            WHERE number = (
                SELECT e.number FROM export e
                WHERE e.state IN ('WAITING', 'MAKING') AND (e.retry_at IS NULL OR e.retry_at <= ?)
                  AND NOT (e.kind IN ('JOURNAL', 'DATEV') AND EXISTS (
                      SELECT 1 FROM export b WHERE b.office = e.office AND b.kind = e.kind
                      AND b.state IN ('WAITING', 'MAKING') AND (b.asked_at, b.number) < (e.asked_at, e.number)))
                ORDER BY e.asked_at, e.number LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING number""";

    private static final String FINISH =
            """
            UPDATE export SET state = 'DONE', retry_at = NULL, ended_at = ?, columns = ?, row_count = ?,
                totals = ?::jsonb, sha256 = ?, byte_count = ?, chunks = ?, file_until = ?
            WHERE number = ?""";

    private final Sql sql;

    ExportRows(Sql sql) {
        this.sql = sql;
    }

    /** Draws the next number of the series, in the caller's transaction. */
    int draw(String office, int year) {
        return sql.one(DRAW, row -> row.getInt("last"), office, year).orElseThrow();
    }

    /** Inserts what is asked for. */
    void insert(Exports.Asked asked) {
        Exports.Wish wish = asked.wish();
        sql.write(
                ASK,
                asked.number(),
                wish.office().value(),
                asked.year(),
                asked.seq(),
                wish.kind().name(),
                wish.format().name(),
                wish.from(),
                wish.to(),
                asked.zone().getId(),
                wish.onlyNew(),
                asked.batch() == null ? null : asked.batch().written(),
                asked.by(),
                asked.at());
    }

    Optional<ExportView> find(String number) {
        return sql.one("SELECT * FROM export WHERE number = ?", ExportRows::view, number);
    }

    /** What an export is about, as it was meant when it was asked for. */
    Selection selection(ExportView export) {
        return sql.one(
                        "SELECT zone, settings::text FROM export WHERE number = ?",
                        row ->
                                new Selection(
                                        export,
                                        ZoneId.of(row.getString(1)),
                                        DatevBatch.read(row.getString(2))),
                        export.number())
                .orElseThrow();
    }

    /** Newest first. */
    List<ExportView> page(Exports.Scope scope, Instant beforeAt, String beforeNumber, int limit) {
        Sql.Column codes = scope.offices() == null ? null : Sql.Column.texts(scope.offices());
        return sql.read(
                "SELECT * FROM export WHERE kind = ANY (?::text[]) AND (?::text[] IS NULL OR office = ANY (?::text[]))"
                        + " AND (?::timestamptz IS NULL OR (asked_at, number) < (?, ?::text))"
                        + " ORDER BY asked_at DESC, number DESC LIMIT ?",
                ExportRows::view,
                Sql.Column.texts(scope.kinds()),
                codes,
                codes,
                beforeAt,
                beforeAt,
                beforeNumber,
                limit);
    }

    /** The next one to be made, which from now on is being made. */
    Optional<String> take(Instant now) {
        return sql.one(TAKE, row -> row.getString(1), now, now);
    }

    /** One that is being made, for nobody else until the transaction ends. */
    static boolean hold(Sql snapshot, String number) {
        return snapshot.one(
                        "SELECT 1 FROM export WHERE number = ? AND state = 'MAKING'"
                                + " FOR UPDATE SKIP LOCKED",
                        row -> true,
                        number)
                .isPresent();
    }

    /** What was made. */
    record Made(Tally tally, FileInPieces file, List<String> columns, LocalDate until) {}

    static void finish(Sql snapshot, String number, Made made, Instant now) {
        snapshot.write(
                FINISH,
                now,
                Sql.Column.texts(made.columns()),
                made.tally().rows(),
                written(made.tally().totals()),
                made.file().hash(),
                made.file().bytes(),
                made.file().pieces(),
                made.until(),
                number);
    }

    /**
     * Ends one that is being made; its kind, unless somebody else ended it.
     *
     * @param detail {@code null} when there is nothing more to tell
     */
    Optional<ExportKind> fail(String number, ExportFailure because, String detail, Instant now) {
        return end(
                "UPDATE export SET state = 'FAILED', failed_because = ?, failed_detail = ?, ended_at = ?"
                        + " WHERE number = ? AND state = 'MAKING' RETURNING kind",
                because.name(),
                detail,
                now,
                number);
    }

    /** Lets it wait, longer after each try; how often it has been tried. */
    int postpone(String number, Instant now, Duration wait) {
        return sql.one(
                        "UPDATE export SET state = 'WAITING',"
                                + " retry_at = ?::timestamptz + attempts * make_interval(secs => ?)"
                                + " WHERE number = ? AND state = 'MAKING' RETURNING attempts",
                        row -> row.getInt(1),
                        now,
                        wait.toMillis() / 1_000.0,
                        number)
                .orElse(0);
    }

    /** Ends one that waits and was tried often enough; its kind, unless somebody else ended it. */
    Optional<ExportKind> giveUp(String number, ExportFailure because, Instant now) {
        return end(
                "UPDATE export SET state = 'FAILED', failed_because = ?, ended_at = ?, retry_at = NULL"
                        + " WHERE number = ? AND state = 'WAITING' RETURNING kind",
                because.name(),
                now,
                number);
    }

    private Optional<ExportKind> end(String update, Object... values) {
        return sql.one(update, row -> ExportKind.valueOf(row.getString(1)), values);
    }

    private static String written(List<ControlTotal> totals) {
        try {
            return JSON.writeValueAsString(totals);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<ControlTotal> totals(String json) {
        try {
            return json == null ? null : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static ExportView view(ResultSet row) throws SQLException {
        String failed = row.getString("failed_because");
        Array columns = row.getArray("columns");
        return new ExportView(
                row.getString("number"),
                row.getString("office"),
                ExportKind.valueOf(row.getString("kind")),
                ExportFormat.valueOf(row.getString("format")),
                Sql.day(row, "from_day"),
                Sql.day(row, "to_day"),
                row.getBoolean("only_new"),
                ExportState.valueOf(row.getString("state")),
                failed == null ? null : ExportFailure.valueOf(failed),
                row.getString("failed_detail"),
                columns == null ? null : List.of((String[]) columns.getArray()),
                row.getObject("row_count", Long.class),
                totals(row.getString("totals")),
                row.getString("sha256"),
                row.getObject("byte_count", Long.class),
                row.getString("asked_by"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "ended_at"),
                Sql.day(row, "file_until"),
                Sql.instant(row, "file_gone_at"));
    }
}
