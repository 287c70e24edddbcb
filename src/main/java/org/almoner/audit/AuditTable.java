package org.almoner.audit;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.almoner.audit.AuditHistory.Scope;

/** The chain as it lies in the database. */
@Singleton
class AuditTable {

    /** Any number will do, so long as nothing else takes the same advisory lock. */
    private static final long CHAIN_LOCK = 0x416C_6D41_7564L;

    private static final String COLUMNS =
            "position, id, happened_at, actor, action, object, office, reason, previous_hash, hash";

    private final EntityManager database;

    AuditTable(EntityManager database) {
        this.database = database;
    }

    /** Where the chain ends. */
    record Head(long position, String hash) {}

    /** The end of the chain, held until the transaction ends so that nobody else appends. */
    Head lockHead() {
        database.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
                .setParameter("lock", CHAIN_LOCK)
                .getSingleResult();
        return head();
    }

    Head head() {
        Object[] row =
                (Object[])
                        database.createNativeQuery("SELECT position, hash FROM audit_head")
                                .getSingleResult();
        return new Head(((Number) row[0]).longValue(), (String) row[1]);
    }

    void append(SealedEntry sealed) {
        AuditEntry entry = sealed.entry();
        database.createNativeQuery(
                        "INSERT INTO audit_entry ("
                                + COLUMNS
                                + ") VALUES (:position, :id, :at, :actor, :action, :object,"
                                + " cast(:office as varchar), cast(:reason as varchar),"
                                + " :previous, :hash)")
                .setParameter("position", sealed.position())
                .setParameter("id", entry.id())
                .setParameter("at", entry.at())
                .setParameter("actor", entry.actor())
                .setParameter("action", entry.action())
                .setParameter("object", entry.object())
                .setParameter("office", entry.office())
                .setParameter("reason", entry.reason())
                .setParameter("previous", sealed.previousHash())
                .setParameter("hash", sealed.hash())
                .executeUpdate();
        database.createNativeQuery("UPDATE audit_head SET position = :position, hash = :hash")
                .setParameter("position", sealed.position())
                .setParameter("hash", sealed.hash())
                .executeUpdate();
    }

    /** The next entries behind a position, in the order of the chain. */
    List<SealedEntry> after(long position, int limit) {
        return read(
                database.createNativeQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM audit_entry WHERE position > :position"
                                        + " ORDER BY position LIMIT :limit")
                        .setParameter("position", position)
                        .setParameter("limit", limit));
    }

    /** The next entries before a position, newest first, of the given offices and of all. */
    List<SealedEntry> before(long position, Scope scope, int limit) {
        return read(
                database.createNativeQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM audit_entry WHERE position < :position"
                                        + " AND (:all OR office IS NULL OR office = ANY(:offices))"
                                        + " AND happened_at >= :from AND happened_at < :until"
                                        + " ORDER BY position DESC LIMIT :limit")
                        .setParameter("position", position)
                        .setParameter("all", scope.everyOffice())
                        .setParameter("offices", scope.offices().toArray(new String[0]))
                        .setParameter("from", scope.from())
                        .setParameter("until", scope.until())
                        .setParameter("limit", limit));
    }

    private static List<SealedEntry> read(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> sealedEntry((Object[]) row)).toList();
    }

    private static SealedEntry sealedEntry(Object... row) {
        String[] texts = Arrays.stream(row, 3, 10).map(String.class::cast).toArray(String[]::new);
        AuditEntry entry =
                new AuditEntry(
                        (UUID) row[1],
                        (Instant) row[2],
                        texts[0],
                        texts[1],
                        texts[2],
                        texts[3],
                        texts[4]);
        return new SealedEntry(((Number) row[0]).longValue(), entry, texts[5], texts[6]);
    }
}
