package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Payments and notifications that need a person, and what a person can do about them. */
@ApplicationScoped
public class PaymentFailures {

    private final EntityManager database;
    private final AskProviderForTruth askForTruth;
    private final InstantSource clock;

    PaymentFailures(EntityManager database, AskProviderForTruth askForTruth, InstantSource clock) {
        this.database = database;
        this.askForTruth = askForTruth;
        this.clock = clock;
    }

    /**
     * One thing that needs a person.
     *
     * @param id of the payment or the notification
     * @param office code of the office; {@code null} for a notification of an unknown payment
     * @param reason what does not fit; no personal data
     * @param attempts how often it was tried
     */
    public record Failure(UUID id, String office, String reason, int attempts, Instant since) {}

    /**
     * Payments that contradict what we know, oldest first.
     *
     * @param after continue behind this one; empty for the beginning
     */
    @Transactional
    public List<Failure> payments(Optional<Failure> after, int limit) {
        return page(
                """
                SELECT id, office, review_reason AS reason, attempt AS attempts, changed_at AS since
                FROM payment
                WHERE review_reason IS NOT NULL AND (changed_at, id) > (:since, :id)
                ORDER BY changed_at, id LIMIT :limit
                """,
                after,
                limit);
    }

    /** Notifications that could not be worked off, oldest first. */
    @Transactional
    public List<Failure> notifications(Optional<Failure> after, int limit) {
        return page(
                """
                SELECT w.id, coalesce(p.office, m.office) AS office, w.last_failure AS reason, w.attempts,
                       w.received_at AS since
                FROM webhook_event w LEFT JOIN payment p ON p.id = w.payment_id
                LEFT JOIN saved_method m ON m.id = w.payment_id
                WHERE w.state = 'DEAD' AND (w.received_at, w.id) > (:since, :id)
                ORDER BY w.received_at, w.id LIMIT :limit
                """,
                after,
                limit);
    }

    private List<Failure> page(String sql, Optional<Failure> after, int limit) {
        List<?> rows =
                database.createNativeQuery(sql, Tuple.class)
                        .setParameter(
                                "since",
                                after.map(Failure::since)
                                        .orElse(Instant.EPOCH)
                                        .atOffset(ZoneOffset.UTC))
                        .setParameter("id", after.map(Failure::id).orElse(new UUID(0, 0)))
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream().map(Tuple.class::cast).map(PaymentFailures::failure).toList();
    }

    private static Failure failure(Tuple row) {
        return new Failure(
                row.get("id", UUID.class),
                row.get("office", String.class),
                row.get("reason", String.class),
                row.get("attempts", Integer.class),
                row.get("since", Instant.class));
    }

    /**
     * Asks the provider once more about a payment and records what it says.
     *
     * @return the payment's office, for the audit trail
     * @throws DomainProblem 404 when nothing about the payment needs a person, 503 when the
     *     provider cannot be asked
     */
    public String askAgain(PaymentId id) {
        Tuple found =
                one(
                        "SELECT provider, office FROM payment WHERE id = :id AND review_reason IS NOT NULL",
                        id.value());
        try {
            askForTruth.about(found.get("provider", String.class), id, ours -> {});
        } catch (GatewayUnavailable unavailable) {
            throw DomainProblem.of(
                    ProblemType.UNAVAILABLE, "The payment provider cannot be asked right now.");
        }
        return found.get("office", String.class);
    }

    private Tuple one(String sql, UUID id) {
        List<?> rows =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        database.createNativeQuery(sql, Tuple.class)
                                                .setParameter("id", id)
                                                .getResultList());
        return rows.stream()
                .findFirst()
                .map(Tuple.class::cast)
                .orElseThrow(DomainProblem::notFound);
    }

    /**
     * Puts a notification that was given up back into the queue, in the caller's transaction.
     *
     * @throws DomainProblem 404 when it is not one that was given up
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void workOffAgain(UUID notification) {
        int revived =
                database.createNativeQuery(
                                """
                                UPDATE webhook_event
                                SET state = 'RECEIVED', attempts = 0, next_attempt_at = :at,
                                    version = version + 1
                                WHERE id = :id AND state = 'DEAD'
                                """)
                        .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .setParameter("id", notification)
                        .executeUpdate();
        if (revived == 0) {
            throw DomainProblem.notFound();
        }
    }
}
