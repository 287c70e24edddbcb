package org.almoner.erasure;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Runs the statements of this package in the transaction that is open, behind what the entity
 * manager still has to write.
 */
@Singleton
class ErasureSql {

    private final EntityManager database;

    ErasureSql(EntityManager database) {
        this.database = database;
    }

    /** Changes; parameters the statement does not name are left aside. Returns how many rows. */
    int run(String sql, Map<String, Object> values) {
        return query(database.createNativeQuery(sql), sql, values).executeUpdate();
    }

    /** Reads rows. */
    List<Tuple> read(String sql, Map<String, Object> values) {
        List<?> rows =
                query(database.createNativeQuery(sql, Tuple.class), sql, values).getResultList();
        return rows.stream().map(Tuple.class::cast).toList();
    }

    /** What was changed through entities is written, and read anew from now on. */
    void forgetEntities() {
        database.flush();
        database.clear();
    }

    private static Query query(Query query, String sql, Map<String, Object> values) {
        values.forEach(
                (name, value) -> {
                    if (sql.contains(":" + name)) {
                        query.setParameter(name, asParameter(value));
                    }
                });
        return query;
    }

    private static Object asParameter(Object value) {
        return value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value;
    }

    static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
