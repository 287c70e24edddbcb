package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks providers for refunds, on every node, with no transaction open and under one key however
 * often. Beyond the time in which the provider remembers the key nobody is asked again: the money
 * might be given back twice.
 */
@ApplicationScoped
class CarryOutRefunds {

    private static final Logger LOG = Logger.getLogger(CarryOutRefunds.class);

    /** Few at a time: all of them must be asked for within one lease. */
    private static final int SLICE = 4;

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final RefundRows rows;
    private final Payments payments;
    private final Gateways gateways;
    private final RecordProviderWord word;
    private final InstantSource clock;

    CarryOutRefunds(
            RefundRows rows,
            Payments payments,
            Gateways gateways,
            RecordProviderWord word,
            InstantSource clock) {
        this.rows = rows;
        this.payments = payments;
        this.gateways = gateways;
        this.word = word;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.payment.refunds-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing is due; how many were taken up. */
    int run() {
        int taken = 0;
        List<RefundRows.Due> due;
        do {
            due =
                    QuarkusTransaction.requiringNew()
                            .call(() -> rows.take(clock.instant(), LEASE, SLICE));
            due.forEach(this::carryOut);
            taken += due.size();
        } while (due.size() >= SLICE);
        return taken;
    }

    private void carryOut(RefundRows.Due refund) {
        if (!clock.instant().isBefore(refund.keyExpiresAt().minus(Duration.ofHours(1)))) {
            LOG.warnf("Refund %s is unclear: its provider may have forgotten the key", refund.id());
            QuarkusTransaction.requiringNew().run(() -> rows.unclear(refund.id()));
            return;
        }
        try {
            ask(refund);
        } catch (RefundRefused refused) {
            LOG.warnf("Refund %s was refused", refund.id());
            Instant now = clock.instant();
            QuarkusTransaction.requiringNew()
                    .run(() -> rows.refused(refund.id(), refused.getMessage(), now));
        } catch (GatewayUnavailable | RuntimeException failure) {
            LOG.infof(
                    "Refund %s waits, try %d: %s",
                    refund.id(), refund.tries(), failure.getClass().getSimpleName());
            later(refund, failure.getClass().getSimpleName());
        }
    }

    private void ask(RefundRows.Due refund) throws GatewayUnavailable, RefundRefused {
        RefundsPayments gateway =
                gateways.capable(refund.provider(), RefundsPayments.class)
                        .orElseThrow(
                                () ->
                                        GatewayUnavailable.notReached(
                                                "The gateway is not installed"));
        PaymentTrace paid =
                QuarkusTransaction.requiringNew()
                        .call(() -> PaymentTrace.of(payments.findById(refund.payment().value())));
        String movement = gateway.refund(paid, refund.key(), refund.amount());
        QuarkusTransaction.requiringNew().run(() -> record(refund, movement));
    }

    private void record(RefundRows.Due refund, String movement) {
        Payment payment = payments.locked(refund.payment()).orElseThrow();
        word.gaveBack(
                payment,
                new ProviderReport.Reversal(movement, ReversalKind.REFUND, refund.amount()));
        rows.done(refund.id(), movement, null, null, clock.instant());
    }

    private void later(RefundRows.Due refund, String why) {
        Duration wait = Duration.ofSeconds(Math.min(3600, 2L << Math.min(refund.tries(), 12)));
        Instant notBefore = clock.instant().plus(wait);
        QuarkusTransaction.requiringNew().run(() -> rows.later(refund.id(), why, notBefore));
    }
}
