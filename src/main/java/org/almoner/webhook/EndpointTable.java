package org.almoner.webhook;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.sql.Sql;

/** The endpoints as they lie in the database; time is the database's, which all nodes share. */
@Singleton
class EndpointTable {

    /** How many endpoints an office may have; the database has as many places. */
    static final int MOST = 5;

    private static final String ADD =
            "INSERT INTO webhook_endpoint (id, office, slot, url, state, sealed_secret)"
                    + " SELECT ?, ?, s.slot, ?, 'ACTIVE', ? FROM generate_series(1, 5) AS s (slot)"
                    + " WHERE NOT EXISTS (SELECT 1 FROM webhook_endpoint e WHERE e.office = ?"
                    + " AND e.state <> 'REMOVED' AND e.slot = s.slot)"
                    + " ORDER BY s.slot LIMIT 1 ON CONFLICT DO NOTHING";

    private static final String COUNTED =
            "(SELECT count(*) FROM (SELECT 1 FROM webhook_message m WHERE m.endpoint = e.id"
                    + " AND m.state = '%s' LIMIT "
                    + WebhookEndpointView.MOST_COUNTED
                    + ") w)";

    private static final String VIEW =
            "SELECT e.id, e.office, e.url, e.state, e.suspended_because, e.suspended_at,"
                    + " e.created_at, e.rotated_at, CASE WHEN e.old_secret_until > now()"
                    + " THEN e.old_secret_until END AS old_until, "
                    + COUNTED.formatted("PENDING")
                    + " AS waiting, "
                    + COUNTED.formatted("DEAD")
                    + " AS dead FROM webhook_endpoint e WHERE e.state <> 'REMOVED'";

    private final Sql sql;

    EndpointTable(Sql sql) {
        this.sql = sql;
    }

    /** What signs for an endpoint, and where it is; as it lies in the database. */
    record Sealed(UUID id, String url, String secret, String oldSecret) {

        static Sealed of(ResultSet row) throws SQLException {
            return new Sealed(
                    Sql.id(row, "id"),
                    row.getString("url"),
                    row.getString("sealed_secret"),
                    row.getString("sealed_old"));
        }

        @Override
        public String toString() {
            return "Sealed[" + id + "]";
        }
    }

    /** The columns of {@link Sealed}: an old secret counts until its time is over. */
    static final String SEALED =
            "e.id, e.url, e.sealed_secret,"
                    + " CASE WHEN e.old_secret_until > now() THEN e.sealed_old_secret END"
                    + " AS sealed_old";

    List<String> urlsOf(String office) {
        return sql.read(
                "SELECT url FROM webhook_endpoint WHERE office = ? AND state <> 'REMOVED'",
                row -> row.getString(1),
                office);
    }

    /** Adds one; false when another one took the place or the address at the same moment. */
    boolean add(UUID id, String office, String url, String sealedSecret) {
        return sql.write(ADD, id, office, url, sealedSecret, office) == 1;
    }

    Optional<WebhookEndpointView> find(UUID id) {
        return sql.one(VIEW + " AND e.id = ?", EndpointTable::view, id);
    }

    /**
     * The endpoints of some offices, in the order in which they were added.
     *
     * @param offices {@code null} for all
     * @param after the last one known; {@code null} at the beginning
     */
    List<WebhookEndpointView> page(Collection<String> offices, UUID after, int limit) {
        StringBuilder query = new StringBuilder(VIEW);
        List<Object> values = new ArrayList<>();
        if (offices != null) {
            query.append(" AND e.office = ANY (?)");
            values.add(Sql.Column.texts(List.copyOf(offices)));
        }
        if (after != null) {
            query.append(" AND e.id > ?");
            values.add(after);
        }
        values.add(limit);
        return sql.read(query + " ORDER BY e.id LIMIT ?", EndpointTable::view, values.toArray());
    }

    private static WebhookEndpointView view(ResultSet row) throws SQLException {
        String because = row.getString("suspended_because");
        return new WebhookEndpointView(
                Sql.id(row, "id"),
                row.getString("office"),
                row.getString("url"),
                EndpointState.valueOf(row.getString("state")),
                because == null ? null : SuspendedBecause.valueOf(because),
                Sql.instant(row, "suspended_at"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "rotated_at"),
                Sql.instant(row, "old_until"),
                row.getInt("waiting"),
                row.getInt("dead"));
    }

    /** What signs now; empty once it is removed. */
    Optional<Sealed> sealed(UUID id) {
        return sql.one(
                "SELECT "
                        + SEALED
                        + " FROM webhook_endpoint e WHERE e.id = ?"
                        + " AND e.state <> 'REMOVED'",
                Sealed::of,
                id);
    }

    /** As {@link #sealed}, and nobody else changes it before the transaction ends. */
    Optional<Sealed> held(UUID id) {
        return sql.one(
                "SELECT "
                        + SEALED
                        + " FROM webhook_endpoint e WHERE e.id = ?"
                        + " AND e.state <> 'REMOVED' FOR NO KEY UPDATE",
                Sealed::of,
                id);
    }

    void rotate(UUID id, String sealed, String sealedOld, Duration oldFor) {
        sql.write(
                "UPDATE webhook_endpoint SET sealed_secret = ?, sealed_old_secret = ?,"
                        + " old_secret_until = now() + ? * interval '1 ms', rotated_at = now()"
                        + " WHERE id = ?",
                sealed,
                sealedOld,
                oldFor.toMillis(),
                id);
    }

    boolean suspend(UUID id, SuspendedBecause because) {
        return sql.write(
                        "UPDATE webhook_endpoint SET state = 'SUSPENDED', suspended_because = ?,"
                                + " suspended_at = now() WHERE id = ? AND state = 'ACTIVE'",
                        because.name(),
                        id)
                == 1;
    }

    boolean resume(UUID id) {
        return sql.write(
                        "UPDATE webhook_endpoint SET state = 'ACTIVE', suspended_because = NULL,"
                                + " suspended_at = NULL WHERE id = ? AND state = 'SUSPENDED'",
                        id)
                == 1;
    }

    boolean remove(UUID id) {
        return sql.write(
                        "UPDATE webhook_endpoint SET state = 'REMOVED', removed_at = now(),"
                                + " suspended_because = NULL,"
                                + " suspended_at = NULL, sealed_secret = NULL,"
                                + " sealed_old_secret = NULL, old_secret_until = NULL"
                                + " WHERE id = ? AND state <> 'REMOVED'",
                        id)
                == 1;
    }

    /** Old secrets whose time is over are not kept. */
    int forgetOldSecrets() {
        return sql.write(
                "UPDATE webhook_endpoint SET sealed_old_secret = NULL, old_secret_until = NULL"
                        + " WHERE old_secret_until < now()");
    }
}
