package org.almoner.retention;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** What offices have released. Each statement joins the transaction that is open. */
@Singleton
class ReleaseTable {

    private final Sql sql;

    ReleaseTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A release.
     *
     * @param stoppedSince whether a run stopped afterwards, so that it does not count any more
     */
    record Release(Instant at, String by, List<String> periods, boolean stoppedSince) {}

    /** The last one of an office. */
    Optional<Release> last(OfficeCode office) {
        return sql.one(
                "SELECT l.*, EXISTS (SELECT 1 FROM retention_run_office o"
                        + " JOIN retention_run r ON r.id = o.run_id WHERE o.office = l.office"
                        + " AND o.stopped AND r.started_at >= l.released_at) AS stopped"
                        + " FROM retention_release l WHERE l.office = ?"
                        + " ORDER BY l.released_at DESC, l.id DESC LIMIT 1",
                ReleaseTable::release,
                office.value());
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                Sql.instant(row, "released_at"),
                row.getString("released_by"),
                List.of((String[]) row.getArray("periods").getArray()),
                row.getBoolean("stopped"));
    }

    /** When an office last released anything. */
    Optional<Instant> newest() {
        return sql.one(
                "SELECT released_at FROM retention_release ORDER BY released_at DESC LIMIT 1",
                row -> Sql.instant(row, "released_at"));
    }

    /** Who releases, and when. */
    record Act(UUID id, Instant at, String by) {}

    void insert(OfficeCode office, Periods periods, Act act) {
        sql.write(
                "INSERT INTO retention_release (id, office, schedule_hash, periods, released_at,"
                        + " released_by) VALUES (?, ?, ?, ?, ?, ?)",
                act.id(),
                office.value(),
                periods.hash(),
                Sql.Column.texts(periods.lines()),
                act.at(),
                act.by());
    }
}
