package org.almoner.strongbox;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Seals under the active key what lies under another one, in slices that commit, on any node. When
 * it finds nothing more, the old key may leave the ring.
 */
@Singleton
class SealAnew {

    private static final Logger LOG = Logger.getLogger(SealAnew.class);
    private static final int SLICE = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Two ranges instead of "not equal", so that an index on the key's id serves it. */
    private static final String FIND =
            "SELECT id, %2$s FROM %1$s"
                    + " WHERE (split_part(%2$s, ':', 2) < ? OR split_part(%2$s, ':', 2) > ?)"
                    + " AND id > ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED";

    private static final String REPLACE = "UPDATE %1$s SET %2$s = ? WHERE id = ?";

    private final Strongbox strongbox;
    private final List<SealedColumn> columns;
    private final DataSource database;

    SealAnew(Strongbox strongbox, @All List<SealedColumn> columns, DataSource database) {
        this.strongbox = strongbox;
        this.columns = columns;
        this.database = database;
    }

    private record Row(UUID id, String sealed) {}

    @Scheduled(
            every = "{almoner.strongbox.seal-anew-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sealAnew() {
        if (strongbox.hasKeys()) {
            columns.forEach(this::sealAnew);
        }
    }

    private void sealAnew(SealedColumn column) {
        int[] done = new int[2];
        UUID last = BEFORE_ALL;
        while (last != null) {
            UUID after = last;
            last =
                    QuarkusTransaction.requiringNew()
                            .timeout(60)
                            .call(() -> slice(column, after, done));
        }
        if (done[0] > 0) {
            LOG.infof("%d values of %s were sealed anew", done[0], column);
        }
        if (done[1] > 0) {
            LOG.errorf("%d values of %s do not open; they stay as they are", done[1], column);
        }
    }

    /** Takes the next slice; the id of its last row, or {@code null} after the last slice. */
    private UUID slice(SealedColumn column, UUID after, int... done) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement replace = connection.prepareStatement(sql(REPLACE, column))) {
            List<Row> rows = find(connection, column, after);
            for (Row row : rows) {
                Compartment place = new Compartment(column.table(), column.column(), row.id());
                try {
                    replace.setString(
                            1, strongbox.seal(place, strongbox.open(place, row.sealed())));
                    replace.setObject(2, row.id());
                    replace.addBatch();
                    done[0]++;
                } catch (CannotOpen damaged) {
                    done[1]++;
                }
            }
            replace.executeBatch();
            return rows.size() < SLICE ? null : rows.get(rows.size() - 1).id();
        }
    }

    private List<Row> find(Connection connection, SealedColumn column, UUID after)
            throws SQLException {
        String active = strongbox.activeKey().orElseThrow();
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(sql(FIND, column))) {
            find.setString(1, active);
            find.setString(2, active);
            find.setObject(3, after);
            find.setInt(4, SLICE);
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getObject(1, UUID.class), found.getString(2)));
                }
            }
        }
        return rows;
    }

    /** The names are constants of the code, checked by {@link SealedColumn}. */
    private static String sql(String template, SealedColumn column) {
        return template.formatted(column.table(), column.column());
    }
}
