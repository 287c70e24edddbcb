package org.almoner.retention;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.erasure.DataClass;
import org.almoner.sql.Sql;

/** Runs as they lie in the database. Each statement joins the transaction that is open. */
@Singleton
class RunTable {

    private static final String TAKE_OVER =
            "UPDATE retention_run SET holder = ?, lease_until = now() + make_interval(secs => ?)"
                    + " WHERE state = 'RUNNING' AND lease_until < now()"
                    + " RETURNING id, started_at, mark_seen, mark_id";

    private static final String BEGIN =
            "INSERT INTO retention_run (id, started_at, state, holder, lease_until)"
                    + " VALUES (?, ?, 'RUNNING', ?, now() + make_interval(secs => ?))"
                    + " ON CONFLICT DO NOTHING";

    /** Only whoever holds the run may go on with it. */
    private static final String GO_ON =
            "UPDATE retention_run SET lease_until = now() + make_interval(secs => ?)"
                    + " WHERE id = ? AND holder = ? AND state = 'RUNNING'";

    private static final String TAKE_SHARE =
            "UPDATE retention_run_office SET gone = gone + ? WHERE run_id = ? AND office = ?"
                    + " AND released AND NOT stopped AND gone + ? <= most";

    private static final String COUNT =
            """
            INSERT INTO retention_item (run_id, office, data_class, outcome, reason, law, held_until,
                records)
            SELECT ?, i.office, i.data, i.outcome, i.reason, i.law, i.until, i.records
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::int[])
                AS i (office, data, outcome, reason, law, until, records)
            ON CONFLICT ON CONSTRAINT pk_retention_item DO UPDATE SET
                records = retention_item.records + EXCLUDED.records,
                law = coalesce(retention_item.law, EXCLUDED.law),
                held_until = greatest(retention_item.held_until, EXCLUDED.held_until)
            """;

    private static final String OFFICES =
            "SELECT * FROM retention_run_office WHERE run_id = ANY (?)"
                    + " AND (?::text[] IS NULL OR office = ANY (?)) ORDER BY run_id, office";

    private static final String ITEMS =
            "SELECT * FROM retention_item WHERE run_id = ANY (?)"
                    + " AND (?::text[] IS NULL OR office = ANY (?))"
                    + " ORDER BY run_id, office, data_class, outcome, reason";

    private final Sql sql;

    RunTable(Sql sql) {
        this.sql = sql;
    }

    /** A run in the hands of this node. */
    record Mine(UUID id, UUID holder, Instant startedAt, Facts.Mark mark) {}

    /** Takes over a run whose node fell silent. */
    Optional<Mine> takeOver(UUID holder, Duration lease) {
        return sql.one(
                TAKE_OVER,
                row -> {
                    Instant seen = Sql.instant(row, "mark_seen");
                    return new Mine(
                            Sql.id(row, "id"),
                            holder,
                            Sql.instant(row, "started_at"),
                            seen == null
                                    ? Facts.Mark.BEGINNING
                                    : new Facts.Mark(seen, Sql.id(row, "mark_id")));
                },
                holder,
                lease.toSeconds());
    }

    /** Begins a run, unless one is under way. */
    boolean begin(UUID run, UUID holder, Instant now, Duration lease) {
        return sql.write(BEGIN, run, now, holder, lease.toSeconds()) == 1;
    }

    /** Writes down that nothing was done; once for a row of refusals. */
    void refuse(UUID run, Instant now, String because) {
        sql.write(
                "INSERT INTO retention_run (id, started_at, ended_at, state, refused_because, holder,"
                        + " lease_until) SELECT ?, ?, ?, 'REFUSED', ?, ?, now()"
                        + " WHERE NOT EXISTS (SELECT 1 FROM (SELECT refused_because FROM retention_run"
                        + " ORDER BY id DESC LIMIT 1) l WHERE l.refused_because = ?)",
                run,
                now,
                now,
                because,
                run,
                because);
    }

    /** What a run will mean for an office. */
    record Part(String office, String hash, boolean released, int most) {}

    void insert(UUID run, Collection<Part> parts) {
        sql.write(
                "INSERT INTO retention_run_office (run_id, office, schedule_hash, released, most)"
                        + " SELECT ?, p.* FROM unnest(?::text[], ?::text[], ?::bool[], ?::int[])"
                        + " AS p (office, hash, released, most)",
                run,
                column("text", parts, Part::office),
                column("text", parts, Part::hash),
                column("bool", parts, Part::released),
                column("int4", parts, Part::most));
    }

    /**
     * Goes on for another lease.
     *
     * @throws IllegalStateException when another node has taken over
     */
    void goOn(Mine run, Duration lease) {
        if (sql.write(GO_ON, lease.toSeconds(), run.id(), run.holder()) != 1) {
            throw new IllegalStateException(
                    "Another node has taken over retention run " + run.id());
        }
    }

    /** Counts records as gone, if as many may still go. */
    boolean takeShare(UUID run, String office, int records) {
        return sql.write(TAKE_SHARE, records, run, office, records) == 1;
    }

    /** Notes that more would have gone than may; whether that is news. */
    boolean stop(UUID run, String office) {
        return sql.write(
                        "UPDATE retention_run_office SET stopped = true WHERE run_id = ?"
                                + " AND office = ? AND released AND NOT stopped",
                        run,
                        office)
                == 1;
    }

    /** Records of one office that fared alike. */
    record Counted(
            String office,
            DataClass data,
            Outcome outcome,
            Reason reason,
            String law,
            LocalDate until,
            int records) {}

    /** Adds to what was counted so far; never two entries that fared alike at one office. */
    void count(UUID run, Collection<Counted> counted) {
        if (!counted.isEmpty()) {
            sql.write(
                    COUNT,
                    run,
                    column("text", counted, Counted::office),
                    column("text", counted, it -> it.data().name()),
                    column("text", counted, it -> it.outcome().name()),
                    column("text", counted, it -> it.reason().name()),
                    column("text", counted, Counted::law),
                    column("date", counted, Counted::until),
                    column("int4", counted, Counted::records));
        }
    }

    /** Takes back what was only counted of a class, because it is counted from the beginning. */
    void recount(UUID run, DataClass data) {
        sql.write(
                "DELETE FROM retention_item i USING retention_run_office o WHERE i.run_id = ?"
                        + " AND i.data_class = ? AND o.run_id = i.run_id AND o.office = i.office"
                        + " AND NOT o.released",
                run,
                data.name());
    }

    void mark(UUID run, Facts.Mark mark) {
        sql.write(
                "UPDATE retention_run SET mark_seen = ?, mark_id = ? WHERE id = ?",
                mark.seen(),
                mark.first(),
                run);
    }

    void finish(UUID run, Instant now) {
        sql.write("UPDATE retention_run SET state = 'DONE', ended_at = ? WHERE id = ?", now, run);
    }

    /** When the last run that was not refused began. */
    Optional<Instant> lastBegun() {
        return sql.one(
                        "SELECT max(started_at) AS at FROM retention_run WHERE state <> 'REFUSED'",
                        row -> Optional.ofNullable(Sql.instant(row, "at")))
                .flatMap(Function.identity());
    }

    /** Records of each office that are still somebody's. */
    Map<String, Integer> donors() {
        Map<String, Integer> donors = new LinkedHashMap<>();
        sql.read(
                "SELECT office_code, count(*) AS many FROM donor WHERE erased_at IS NULL"
                        + " GROUP BY office_code",
                row -> donors.put(row.getString("office_code"), row.getInt("many")));
        return donors;
    }

    /** The newest event the database knows of. */
    Instant newestEvent() {
        return sql.one(
                        "SELECT greatest((SELECT max(last_seen_at) FROM donor WHERE erased_at IS NULL),"
                                + " (SELECT happened_at FROM audit_entry ORDER BY position DESC"
                                + " LIMIT 1)) AS at",
                        row -> Optional.ofNullable(Sql.instant(row, "at")))
                .flatMap(Function.identity())
                .orElse(null);
    }

    /** Runs that concern one of the offices, the latest first. */
    List<RetentionRun> newestFirst(Collection<String> offices, UUID before, int limit) {
        Sql.Column codes = codes(offices);
        List<UUID> ids =
                sql.read(
                        "SELECT id FROM retention_run r WHERE (?::uuid IS NULL OR id < ?)"
                                + " AND (?::text[] IS NULL OR state = 'REFUSED' OR EXISTS ("
                                + "SELECT 1 FROM retention_run_office o WHERE o.run_id = r.id"
                                + " AND o.office = ANY (?))) ORDER BY id DESC LIMIT ?",
                        row -> Sql.id(row, "id"),
                        before,
                        before,
                        codes,
                        codes,
                        limit);
        return runs(ids, offices);
    }

    /** Runs with what they meant for the offices, the latest first. */
    List<RetentionRun> runs(List<UUID> ids, Collection<String> offices) {
        Map<String, List<RetentionRun.Item>> items = new LinkedHashMap<>();
        Sql.Column runs = Sql.Column.ids(ids);
        Sql.Column codes = codes(offices);
        sql.read(ITEMS, row -> add(items, key(row), item(row)), runs, codes, codes);
        Map<UUID, List<RetentionRun.OfficePart>> parts = new LinkedHashMap<>();
        sql.read(
                OFFICES,
                row -> add(parts, Sql.id(row, "run_id"), part(row, items.get(key(row)))),
                runs,
                codes,
                codes);
        return sql.read(
                "SELECT * FROM retention_run WHERE id = ANY (?) ORDER BY id DESC",
                row ->
                        new RetentionRun(
                                Sql.id(row, "id"),
                                Sql.instant(row, "started_at"),
                                Sql.instant(row, "ended_at"),
                                RetentionRun.State.valueOf(row.getString("state")),
                                row.getString("refused_because"),
                                parts.getOrDefault(Sql.id(row, "id"), List.of())),
                runs);
    }

    private static <K, V> V add(Map<K, List<V>> lists, K key, V value) {
        lists.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
        return value;
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString("run_id") + row.getString("office");
    }

    private static RetentionRun.OfficePart part(ResultSet row, List<RetentionRun.Item> items)
            throws SQLException {
        return new RetentionRun.OfficePart(
                row.getString("office"),
                row.getString("schedule_hash"),
                row.getBoolean("released"),
                row.getInt("most"),
                row.getInt("gone"),
                row.getBoolean("stopped"),
                items == null ? List.of() : items);
    }

    private static RetentionRun.Item item(ResultSet row) throws SQLException {
        return new RetentionRun.Item(
                row.getString("data_class"),
                Outcome.valueOf(row.getString("outcome")),
                Reason.valueOf(row.getString("reason")),
                row.getString("law"),
                Sql.day(row, "held_until"),
                row.getInt("records"));
    }

    private static Sql.Column codes(Collection<String> offices) {
        return offices == null ? null : Sql.Column.texts(List.copyOf(offices));
    }

    private static <T> Sql.Column column(
            String type, Collection<T> rows, Function<T, Object> value) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(value.apply(row)));
        return new Sql.Column(type, values);
    }
}
