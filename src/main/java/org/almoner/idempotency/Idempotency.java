package org.almoner.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Guards one effect per key (draft-ietf-httpapi-idempotency-key-header). The key is claimed in the
 * transaction that has the effect, so neither can exist without the other. Leases run on the
 * database's clock; whoever finds a lease run out may finish the work, never repeat it.
 */
@ApplicationScoped
public class Idempotency {

    private final EntityManager database;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration retention;

    Idempotency(
            EntityManager database,
            InstantSource clock,
            @ConfigProperty(name = "almoner.idempotency.lease", defaultValue = "12S")
                    Duration lease,
            @ConfigProperty(name = "almoner.idempotency.retention", defaultValue = "72H")
                    Duration retention) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
        this.retention = retention;
    }

    /**
     * Claims the key for an operation, in the caller's transaction.
     *
     * @param requestHash SHA-256 of the canonical request, lower-case hex
     * @param subject what the key stands for (the payment it opens), so that interrupted work is
     *     taken up where it belongs
     * @throws DomainProblem 422 when the key belongs to another request, 409 with {@code
     *     Retry-After} while the same request is still being worked on
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Claim claim(String operation, IdempotencyKey key, String requestHash, UUID subject) {
        return insert(operation, key, requestHash, subject)
                ? new Claim.Fresh(1)
                : existing(operation, key, requestHash);
    }

    private boolean insert(String operation, IdempotencyKey key, String hash, UUID subject) {
        return database.createNativeQuery(
                                """
                                INSERT INTO idempotency_record (operation, key, request_hash, subject,
                                    state, lease_until, version, created_at)
                                VALUES (:operation, :key, :hash, :subject, 'IN_PROGRESS',
                                    now() + make_interval(secs => :lease), 1, :at)
                                ON CONFLICT (operation, key) DO NOTHING
                                """)
                        .setParameter("operation", operation)
                        .setParameter("key", key.value())
                        .setParameter("hash", hash)
                        .setParameter("subject", subject)
                        .setParameter("lease", leaseSeconds())
                        .setParameter("at", now())
                        .executeUpdate()
                == 1;
    }

    private Claim existing(String operation, IdempotencyKey key, String requestHash) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT request_hash, state, response_status, response_body,
                                       subject, version, lease_until < now() AS interrupted
                                FROM idempotency_record
                                WHERE operation = :operation AND key = :key
                                FOR UPDATE
                                """,
                                Tuple.class)
                        .setParameter("operation", operation)
                        .setParameter("key", key.value())
                        .getResultList();
        if (rows.isEmpty()) {
            throw stillRunning(); // forgotten between the two statements: the next try begins anew
        }
        Tuple found = (Tuple) rows.get(0);
        if (!requestHash.equals(found.get("request_hash"))) {
            throw DomainProblem.of(
                    ProblemType.KEY_REUSED,
                    "This Idempotency-Key was first used with another request. Use a new key for a"
                            + " new intention; nothing was changed.");
        }
        if ("FINISHED".equals(found.get("state"))) {
            return new Claim.Replay(
                    found.get("response_status", Integer.class),
                    found.get("response_body", String.class));
        }
        if (!found.get("interrupted", Boolean.class)) {
            throw stillRunning();
        }
        extend(operation, key);
        return new Claim.Resume(
                found.get("subject", UUID.class), found.get("version", Integer.class) + 1);
    }

    /** The answer to a client whose first call is still being worked on. */
    public static DomainProblem stillRunning() {
        return DomainProblem.of(
                        ProblemType.STILL_RUNNING,
                        "The first call with this Idempotency-Key is still being worked on. Send the"
                                + " same request again after the given time.")
                .retryAfter(Duration.ofSeconds(1));
    }

    private void extend(String operation, IdempotencyKey key) {
        database.createNativeQuery(
                        """
                        UPDATE idempotency_record
                        SET lease_until = now() + make_interval(secs => :lease),
                            version = version + 1
                        WHERE operation = :operation AND key = :key
                        """)
                .setParameter("lease", leaseSeconds())
                .setParameter("operation", operation)
                .setParameter("key", key.value())
                .executeUpdate();
    }

    /**
     * Keeps the answer, in the transaction that ends the work. The first answer kept is the answer
     * for ever: whoever comes later gets that one.
     *
     * @param body the exact bytes (as text) that are to be sent
     * @return the answer that is kept, this one or an earlier one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Claim.Replay finish(String operation, IdempotencyKey key, int status, String body) {
        int kept =
                database.createNativeQuery(
                                """
                                UPDATE idempotency_record
                                SET state = 'FINISHED', response_status = :status,
                                    response_body = :body, finished_at = :at, version = version + 1
                                WHERE operation = :operation AND key = :key
                                  AND state = 'IN_PROGRESS'
                                """)
                        .setParameter("status", status)
                        .setParameter("body", body)
                        .setParameter("at", now())
                        .setParameter("operation", operation)
                        .setParameter("key", key.value())
                        .executeUpdate();
        return kept == 1 ? new Claim.Replay(status, body) : kept(operation, key);
    }

    private Claim.Replay kept(String operation, IdempotencyKey key) {
        Tuple found =
                (Tuple)
                        database.createNativeQuery(
                                        """
                                        SELECT response_status, response_body
                                        FROM idempotency_record
                                        WHERE operation = :operation AND key = :key
                                          AND state = 'FINISHED'
                                        """,
                                        Tuple.class)
                                .setParameter("operation", operation)
                                .setParameter("key", key.value())
                                .getSingleResult();
        return new Claim.Replay(
                found.get("response_status", Integer.class),
                found.get("response_body", String.class));
    }

    /**
     * Gives up the lease without an answer, so that a later try may go on; does nothing when
     * somebody else holds the lease by now (EO-10).
     *
     * @param version the version the lease was taken with
     * @param pause how long nobody is to go on; zero for at once
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void release(String operation, IdempotencyKey key, int version, Duration pause) {
        database.createNativeQuery(
                        """
                        UPDATE idempotency_record
                        SET lease_until = now() + make_interval(secs => :pause)
                        WHERE operation = :operation AND key = :key AND state = 'IN_PROGRESS'
                          AND version = :version
                        """)
                .setParameter("pause", pause.toMillis() / 1000.0 - 0.001)
                .setParameter("operation", operation)
                .setParameter("key", key.value())
                .setParameter("version", version)
                .executeUpdate();
    }

    /**
     * Takes over interrupted work of an operation: keys whose lease ran out and whose client has
     * not come back within {@code age} (EO-9). Rows another node is taking are skipped.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Interrupted> takeOver(String operation, Duration age, int limit) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                UPDATE idempotency_record
                                SET lease_until = now() + make_interval(secs => :lease),
                                    version = version + 1
                                WHERE operation = :operation AND key = ANY(ARRAY(
                                    SELECT key FROM idempotency_record
                                    WHERE operation = :operation AND state = 'IN_PROGRESS'
                                      AND lease_until < now() AND created_at < :before
                                    ORDER BY lease_until LIMIT :limit
                                    FOR UPDATE SKIP LOCKED))
                                RETURNING key, subject, version
                                """,
                                Tuple.class)
                        .setParameter("lease", leaseSeconds())
                        .setParameter("operation", operation)
                        .setParameter("before", now().minus(age))
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(
                        row ->
                                new Interrupted(
                                        new IdempotencyKey(row.get("key", String.class)),
                                        row.get("subject", UUID.class),
                                        row.get("version", Integer.class)))
                .toList();
    }

    /**
     * Work that its first caller did not finish.
     *
     * @param key the key it was claimed under
     * @param subject what the key stands for
     * @param version the fence for {@link #release}
     */
    public record Interrupted(IdempotencyKey key, UUID subject, int version) {}

    /**
     * Forgets finished keys after the published retention; unfinished ones are never forgotten.
     *
     * @return how many were forgotten; call again while it equals {@code limit}
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int forgetOld(int limit) {
        return database.createNativeQuery(
                        """
                        DELETE FROM idempotency_record WHERE ctid = ANY(ARRAY(
                            SELECT ctid FROM idempotency_record
                            WHERE state = 'FINISHED' AND finished_at < :before
                            LIMIT :limit FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", now().minus(retention))
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private double leaseSeconds() {
        return lease.toMillis() / 1000.0;
    }
}
