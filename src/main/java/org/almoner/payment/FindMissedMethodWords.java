package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds what a lost notification would have told of saved methods: those that wait for their donor
 * are asked after one by one, and every hour the provider's list of what changed is compared.
 */
@ApplicationScoped
class FindMissedMethodWords {

    private static final Logger LOG = Logger.getLogger(FindMissedMethodWords.class);
    private static final Duration LOOK_BACK = Duration.ofHours(72);
    private static final Duration POLL_AGAIN = Duration.ofHours(6);
    private static final int SLICE = 50;

    private final EntityManager database;
    private final SavedMethods methods;
    private final Gateways gateways;
    private final AskProviderForMethod askForMethod;
    private final InstantSource clock;

    FindMissedMethodWords(
            EntityManager database,
            SavedMethods methods,
            Gateways gateways,
            AskProviderForMethod askForMethod,
            InstantSource clock) {
        this.database = database;
        this.methods = methods;
        this.gateways = gateways;
        this.askForMethod = askForMethod;
        this.clock = clock;
    }

    private record Due(String provider, SavedMethodId method) {}

    @Scheduled(
            every = "{almoner.payment.poll-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void pollPending() {
        List<Due> due;
        do {
            due = QuarkusTransaction.requiringNew().call(this::takeDue);
            due.forEach(one -> ask(one.provider(), one.method()));
        } while (due.size() >= SLICE);
    }

    private List<Due> takeDue() {
        Instant now = clock.instant();
        List<?> rows =
                database.createNativeQuery(
                                """
                                UPDATE saved_method SET next_poll_at = :later
                                WHERE id = ANY(ARRAY(
                                    SELECT id FROM saved_method
                                    WHERE state = 'PENDING' AND next_poll_at <= :at
                                    ORDER BY next_poll_at LIMIT :limit
                                    FOR UPDATE SKIP LOCKED))
                                RETURNING provider, id
                                """,
                                Tuple.class)
                        .setParameter("later", now.plus(POLL_AGAIN).atOffset(ZoneOffset.UTC))
                        .setParameter("at", now.atOffset(ZoneOffset.UTC))
                        .setParameter("limit", SLICE)
                        .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(
                        row ->
                                new Due(
                                        row.get("provider", String.class),
                                        new SavedMethodId(row.get("id", UUID.class))))
                .toList();
    }

    @Scheduled(
            every = "{almoner.payment.reconcile-every}",
            delayed = "{almoner.payment.reconcile-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reconcile() {
        for (Gateway gateway : gateways.all()) {
            if (gateway instanceof ListsMethods lists && !gateway.methods().isEmpty()) {
                try {
                    reconcile(lists);
                } catch (GatewayUnavailable unavailable) {
                    LOG.warnf("Methods of %s could not be compared now", gateway.provider());
                }
            }
        }
    }

    /** Walks the provider's list in slices; memory does not grow with its length. */
    private void reconcile(ListsMethods lists) throws GatewayUnavailable {
        Instant since = clock.instant().minus(LOOK_BACK);
        String cursor = null;
        do {
            Slice<MethodReport> slice = lists.methodsChangedSince(since, cursor, SLICE);
            differing(slice.items()).forEach(report -> ask(lists.provider(), report.method()));
            cursor = slice.next();
        } while (cursor != null);
    }

    /** Those whose state with us would follow the provider's; one query for the whole slice. */
    private List<MethodReport> differing(List<MethodReport> slice) {
        List<UUID> ids = slice.stream().map(report -> report.method().value()).toList();
        Map<SavedMethodId, SavedMethod> ours =
                QuarkusTransaction.requiringNew().call(() -> methods.list("id in ?1", ids)).stream()
                        .collect(Collectors.toMap(SavedMethod::id, Function.identity()));
        return slice.stream()
                .filter(
                        report ->
                                ours.containsKey(report.method())
                                        && ours.get(report.method())
                                                .state()
                                                .mayBecome(
                                                        RecordMethodWord.next(
                                                                report.answer().status())))
                .toList();
    }

    private void ask(String provider, SavedMethodId method) {
        try {
            askForMethod.about(provider, method, ours -> {});
        } catch (GatewayUnavailable | RuntimeException failure) {
            LOG.infof(
                    "Method %s could not be asked after: %s",
                    method, failure.getClass().getSimpleName());
        }
    }
}
