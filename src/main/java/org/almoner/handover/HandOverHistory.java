package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** Reads what offices were told, without handing anything over. */
@ApplicationScoped
public class HandOverHistory {

    private static final String ONE =
            "SELECT id, office, position, donor_id, kind, made_at, acknowledged_at, acknowledged_by"
                    + " FROM handover_entry WHERE id = ?";

    private static final String END = "SELECT last_position FROM handover_feed WHERE office = ?";

    private static final String OPEN =
            """
            SELECT e.id, e.office, e.position, e.donor_id, e.kind, e.made_at, e.reason,
                   EXISTS (SELECT 1 FROM handover_entry b JOIN handover_delivery v ON v.entry_id = b.id
                            WHERE b.donor_id = e.donor_id AND b.office = e.office
                              AND v.kind IN ('INITIAL', 'CHANGED')) AS handed_over
              FROM handover_entry e
             WHERE e.office = ? AND e.position > ? AND e.acknowledged_at IS NULL
               AND e.kind IN ('WITHDRAWN', 'ERASED')
             ORDER BY e.position LIMIT ?
            """;

    private final Sql sql;
    private final InstantSource clock;

    HandOverHistory(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * An entry, and whether the office has done what it tells.
     *
     * @param acknowledgedAt {@code null} while it has not
     * @param acknowledgedBy subject of a token
     */
    public record Entry(
            UUID id,
            OfficeCode office,
            long position,
            UUID donor,
            HandOverKind kind,
            Instant madeAt,
            Instant acknowledgedAt,
            String acknowledgedBy) {

        static Entry read(ResultSet row) throws SQLException {
            return new Entry(
                    Sql.id(row, "id"),
                    new OfficeCode(row.getString("office")),
                    row.getLong("position"),
                    Sql.id(row, "donor_id"),
                    HandOverKind.valueOf(row.getString("kind")),
                    Sql.instant(row, "made_at"),
                    Sql.instant(row, "acknowledged_at"),
                    row.getString("acknowledged_by"));
        }
    }

    /**
     * A withdrawal or erasure that waits.
     *
     * @param openForSeconds since it was made
     * @param handedOver whether the office ever fetched the data; if not, there is nothing to
     *     delete
     */
    public record Open(
            UUID id,
            OfficeCode office,
            long position,
            UUID donor,
            HandOverKind kind,
            String reason,
            Instant madeAt,
            long openForSeconds,
            boolean handedOver) {

        static Open read(ResultSet row, Instant now) throws SQLException {
            Instant madeAt = Sql.instant(row, "made_at");
            return new Open(
                    Sql.id(row, "id"),
                    new OfficeCode(row.getString("office")),
                    row.getLong("position"),
                    Sql.id(row, "donor_id"),
                    HandOverKind.valueOf(row.getString("kind")),
                    row.getString("reason"),
                    madeAt,
                    Math.max(0, Duration.between(madeAt, now).toSeconds()),
                    row.getBoolean("handed_over"));
        }
    }

    /** The position of the last entry of an office; 0 when there is none. */
    @Transactional
    public long end(OfficeCode office) {
        return sql.one(END, row -> row.getLong(1), office.value()).orElse(0L);
    }

    /** One entry, whichever office it is for; the caller checks that. */
    @Transactional
    public Optional<Entry> find(UUID entry) {
        return sql.one(ONE, Entry::read, entry);
    }

    /**
     * What an office has not acknowledged of withdrawals and erasures, the oldest first.
     *
     * @param behind position the last page ended at; 0 for the first one
     */
    @Transactional
    public List<Open> open(OfficeCode office, long behind, int limit) {
        Instant now = clock.instant();
        return sql.read(OPEN, row -> Open.read(row, now), office.value(), behind, limit);
    }
}
