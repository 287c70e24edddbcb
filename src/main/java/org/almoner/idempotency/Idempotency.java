package org.almoner.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

    private final KeyTable table;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration retention;

    Idempotency(
            KeyTable table,
            InstantSource clock,
            @ConfigProperty(name = "almoner.idempotency.lease", defaultValue = "12S")
                    Duration lease,
            @ConfigProperty(name = "almoner.idempotency.retention", defaultValue = "72H")
                    Duration retention) {
        this.table = table;
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
        KeyTable.Named named = new KeyTable.Named(operation, key);
        return table.insert(named, requestHash, subject, leaseFromNow())
                ? new Claim.Fresh(1)
                : existing(named, requestHash);
    }

    private Claim existing(KeyTable.Named named, String requestHash) {
        Optional<KeyTable.Found> row = table.lock(named);
        if (row.isEmpty()) {
            throw stillRunning(); // forgotten between the two statements: the next try begins anew
        }
        KeyTable.Found found = row.get();
        if (!requestHash.equals(found.requestHash())) {
            throw DomainProblem.of(
                    ProblemType.KEY_REUSED,
                    "This Idempotency-Key was first used with another request. Use a new key for a"
                            + " new intention; nothing was changed.");
        }
        if (found.answer() != null) {
            return found.answer();
        }
        if (!found.interrupted()) {
            throw stillRunning();
        }
        table.extend(named, leaseFromNow());
        return new Claim.Resume(found.subject(), found.version() + 1);
    }

    /** The answer to a client whose first call is still being worked on. */
    public static DomainProblem stillRunning() {
        return DomainProblem.of(
                        ProblemType.STILL_RUNNING,
                        "The first call with this Idempotency-Key is still being worked on. Send"
                                + " the same request again after the given time.")
                .retryAfter(Duration.ofSeconds(1));
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
        KeyTable.Named named = new KeyTable.Named(operation, key);
        Claim.Replay answer = new Claim.Replay(status, body);
        return table.finish(named, answer, clock.instant())
                ? answer
                : table.answer(named)
                        .orElseThrow(() -> new IllegalStateException("The key was not claimed"));
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
        table.release(
                new KeyTable.Named(operation, key), version, pause.toMillis() / 1000.0 - 0.001);
    }

    /**
     * Takes over interrupted work of an operation: keys whose lease ran out and whose client has
     * not come back within {@code age} (EO-9). Rows another node is taking are skipped.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Interrupted> takeOver(String operation, Duration age, int limit) {
        return table.takeOver(operation, leaseFromNow(), clock.instant().minus(age), limit);
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
        return table.forgetFinished(clock.instant().minus(retention), limit);
    }

    private KeyTable.Lease leaseFromNow() {
        return new KeyTable.Lease(lease, clock.instant());
    }
}
