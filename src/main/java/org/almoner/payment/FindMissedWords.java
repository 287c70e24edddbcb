package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds what a lost notification would have told (EO-16): payments that have been pending for long
 * are asked after one by one, and every hour the provider's list of the last 72 hours is compared
 * with ours.
 */
@ApplicationScoped
class FindMissedWords {

    private static final Logger LOG = Logger.getLogger(FindMissedWords.class);
    private static final Duration LOOK_BACK = Duration.ofHours(72);
    private static final Duration POLL_AGAIN = Duration.ofHours(6);

    /** A donor's consent that we do not act on lapses at the provider after some hours. */
    private static final Duration POLL_CONSENT_AGAIN = Duration.ofMinutes(15);

    private static final Duration CONSENT_IS_NEAR = Duration.ofHours(6);
    private static final int SLICE = 50;

    private final EntityManager database;
    private final Payments payments;
    private final Gateways gateways;
    private final AskProviderForTruth askForTruth;
    private final RecordProviderWord word;
    private final InstantSource clock;

    FindMissedWords(
            EntityManager database,
            Payments payments,
            Gateways gateways,
            AskProviderForTruth askForTruth,
            RecordProviderWord word,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.gateways = gateways;
        this.askForTruth = askForTruth;
        this.word = word;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.payment.poll-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void pollPending() {
        List<Due> due;
        do {
            due = takeDue();
            due.forEach(one -> ask(one.provider(), one.payment()));
        } while (due.size() >= SLICE);
    }

    private record Due(String provider, PaymentId payment) {}

    private List<Due> takeDue() {
        return QuarkusTransaction.requiringNew().call(this::updateDue);
    }

    private List<Due> updateDue() {
        Instant now = clock.instant();
        List<String> askable = providersOf(ReportsStatus.class);
        List<?> rows =
                database.createNativeQuery(
                                """
                                UPDATE payment SET next_poll_at = CASE
                                    WHEN opened_at > :recent AND provider = ANY(:completing)
                                    THEN CAST(:soon AS timestamptz) ELSE :later END
                                WHERE id = ANY(ARRAY(
                                    SELECT id FROM payment
                                    WHERE state = 'PENDING' AND next_poll_at <= :at
                                      AND provider IN (:askable)
                                    ORDER BY next_poll_at LIMIT :limit
                                    FOR UPDATE SKIP LOCKED))
                                RETURNING provider, id
                                """,
                                Tuple.class)
                        .setParameter("recent", utc(now.minus(CONSENT_IS_NEAR)))
                        .setParameter(
                                "completing",
                                providersOf(CompletesPayments.class).toArray(String[]::new))
                        .setParameter("soon", utc(now.plus(POLL_CONSENT_AGAIN)))
                        .setParameter("later", utc(now.plus(POLL_AGAIN)))
                        .setParameter("at", now.atOffset(ZoneOffset.UTC))
                        .setParameter("askable", askable)
                        .setParameter("limit", SLICE)
                        .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(
                        row ->
                                new Due(
                                        row.get("provider", String.class),
                                        new PaymentId(row.get("id", UUID.class))))
                .toList();
    }

    private List<String> providersOf(Class<?> capability) {
        return gateways.all().stream()
                .filter(capability::isInstance)
                .map(Gateway::provider)
                .toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Scheduled(
            every = "{almoner.payment.reconcile-every}",
            delayed = "{almoner.payment.reconcile-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reconcile() {
        for (Gateway gateway : gateways.all()) {
            if (gateway instanceof ReportsStatus reports && !gateway.methods().isEmpty()) {
                try {
                    reconcile(gateway.provider(), reports);
                } catch (GatewayUnavailable unavailable) {
                    LOG.warnf("%s could not be compared with our books now", gateway.provider());
                }
            }
        }
    }

    /** Walks the provider's list in slices; memory does not grow with its length. */
    void reconcile(String provider, ReportsStatus reports) throws GatewayUnavailable {
        Instant since = clock.instant().minus(LOOK_BACK);
        String cursor = null;
        do {
            Slice<ProviderReport> slice = reports.changedSince(since, cursor, SLICE);
            differing(provider, slice.items());
            cursor = slice.next();
        } while (cursor != null);
    }

    /** Asks after those whose state with us is not what is said; one query for the whole slice. */
    private void differing(String provider, List<ProviderReport> slice) {
        List<UUID> ids = slice.stream().map(report -> report.payment().value()).toList();
        Map<PaymentId, Payment> ours =
                QuarkusTransaction.requiringNew()
                        .call(() -> payments.list("id in ?1", ids))
                        .stream()
                        .collect(Collectors.toMap(Payment::id, Function.identity()));
        for (ProviderReport report : slice) {
            Payment known = ours.get(report.payment());
            if (known != null && isASecondOne(known, report)) {
                recordAsItIs(provider, report);
            } else if (known != null && differs(known, report)) {
                ask(provider, report.payment());
            }
        }
    }

    /**
     * A further payment for one of ours: looking ours up would not show it, and it may be money.
     */
    private static boolean isASecondOne(Payment payment, ProviderReport report) {
        return !payment.agreesOnReference(report.answer().reference())
                && switch (report.answer().status()) {
                    case SETTLED, PENDING -> true;
                    case DECLINED, EXPIRED -> false;
                };
    }

    private void recordAsItIs(String provider, ProviderReport report) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                payments.locked(report.payment())
                                        .filter(found -> found.provider().equals(provider))
                                        .ifPresent(found -> word.record(found, report)));
    }

    private static boolean differs(Payment payment, ProviderReport report) {
        if (payment.state() == PaymentState.NEEDS_REVIEW) {
            return false;
        }
        long flowedBack =
                report.reversals().stream().mapToLong(reversal -> reversal.amount().minor()).sum();
        boolean sameProgress =
                switch (report.answer().status()) {
                    case SETTLED -> payment.state().wasSettled();
                    case PENDING -> payment.state() != PaymentState.OPENED;
                    case DECLINED -> payment.state() == PaymentState.DECLINED;
                    case EXPIRED -> payment.state() == PaymentState.EXPIRED;
                };
        boolean disputed = report.disputes().stream().anyMatch(dispute -> !dispute.closed());
        return !sameProgress
                || flowedBack != payment.reversed().minor()
                || disputed != payment.isDisputed();
    }

    private void ask(String provider, PaymentId payment) {
        try {
            askForTruth.about(provider, payment, ours -> {});
        } catch (GatewayUnavailable | RuntimeException failure) {
            LOG.infof(
                    "Payment %s could not be asked after: %s",
                    payment, failure.getClass().getSimpleName());
        }
    }
}
