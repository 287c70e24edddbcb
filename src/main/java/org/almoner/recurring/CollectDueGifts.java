package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentInHand;
import org.almoner.problem.PartIsDown;
import org.jboss.logging.Logger;

/**
 * The collection run. Every node runs it at every tick and works until nothing is due; rows are
 * claimed, so it makes no difference how many nodes run, when they are killed, or how often the run
 * is started. Providers are asked with no transaction open and under a stored key.
 */
@ApplicationScoped
class CollectDueGifts {

    private static final Logger LOG = Logger.getLogger(CollectDueGifts.class);

    /**
     * When so many calls in a row went unanswered, the provider is left alone until the next tick.
     */
    private static final int UNANSWERED = 5;

    private static final Duration PAUSE_AFTER_SILENCE = Duration.ofSeconds(30);
    private static final Duration PUT_OFF = Duration.ofHours(1);

    private final ClaimDueInstalments claims;
    private final Instalments instalments;
    private final PaymentDesk payments;
    private final RecurringConfig config;
    private final ScheduledExecutorService executor;

    CollectDueGifts(
            ClaimDueInstalments claims,
            Instalments instalments,
            PaymentDesk payments,
            RecurringConfig config,
            ScheduledExecutorService executor) {
        this.claims = claims;
        this.instalments = instalments;
        this.payments = payments;
        this.config = config;
        this.executor = executor;
    }

    @Scheduled(
            every = "{almoner.recurring.collect-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        run();
    }

    /** Works until nothing is due; how many payments were carried out. */
    int run() {
        AtomicInteger unanswered = new AtomicInteger();
        int done = 0;
        int limit = config.slice();
        while (unanswered.get() < UNANSWERED) {
            List<PaymentInHand> taken = takenOver();
            try {
                if (taken.isEmpty()) {
                    ClaimDueInstalments.Claimed claimed = claims.next(limit, config.lease());
                    if (claimed.looked() == 0) {
                        return done;
                    }
                    taken = claimed.payments();
                }
            } catch (ClaimDueInstalments.ClaimFailed failed) {
                if (PartIsDown.isCauseOf(failed)) {
                    throw failed; // it is not this gift's fault
                }
                putOff(failed);
                continue;
            } catch (RuntimeException whole) {
                if (limit == 1 || PartIsDown.isCauseOf(whole)) {
                    throw whole;
                }
                LOG.warnf(
                        "A slice cannot be claimed (%s); its gifts are taken one by one",
                        whole.getClass().getName());
                limit = 1;
                continue;
            }
            carryOut(taken, unanswered);
            done += taken.size();
        }
        LOG.warn("A provider does not answer; collecting goes on at the next tick");
        return done;
    }

    private void putOff(ClaimDueInstalments.ClaimFailed failed) {
        LOG.errorf(
                "Recurring gift %s cannot be collected (%s); it is put off for an hour",
                failed.gift(), failed.getCause().getClass().getName());
        QuarkusTransaction.requiringNew()
                .run(() -> instalments.putOff(failed.gift().value(), PUT_OFF));
    }

    private List<PaymentInHand> takenOver() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                instalments.takeOver(config.lease(), config.slice()).stream()
                                        .map(payments::inHand)
                                        .toList());
    }

    private void carryOut(List<PaymentInHand> taken, AtomicInteger unanswered) {
        long claimedAt = System.nanoTime();
        Queue<PaymentInHand> queue = new ConcurrentLinkedQueue<>(taken);
        int hands = Math.min(config.parallel(), taken.size());
        List<Future<?>> others = new ArrayList<>();
        for (int hand = 1; hand < hands; hand++) {
            others.add(executor.submit(() -> workOff(queue, claimedAt, unanswered)));
        }
        workOff(queue, claimedAt, unanswered);
        others.forEach(CollectDueGifts::await);
    }

    /** What is not begun well before the lease ends is left to whoever takes it over. */
    private void workOff(Queue<PaymentInHand> queue, long claimedAt, AtomicInteger unanswered) {
        long startWithin = config.lease().toNanos() / 2;
        for (PaymentInHand payment = queue.poll(); payment != null; payment = queue.poll()) {
            if (System.nanoTime() - claimedAt < startWithin && unanswered.get() < UNANSWERED) {
                carryOut(payment, unanswered);
            }
        }
    }

    private void carryOut(PaymentInHand payment, AtomicInteger unanswered) {
        try {
            payments.carryOut(payment, paid -> instalments.release(paid));
            unanswered.set(0);
        } catch (GatewayUnavailable silent) {
            unanswered.incrementAndGet();
            pause(payment.id());
        } catch (RuntimeException failure) {
            LOG.logf(
                    PartIsDown.isCauseOf(failure) ? Logger.Level.WARN : Logger.Level.ERROR,
                    "Payment %s of an instalment could not be recorded (%s); it is taken up again",
                    payment.id(),
                    failure.getClass().getName());
        }
    }

    private void pause(PaymentId payment) {
        QuarkusTransaction.requiringNew()
                .run(() -> instalments.leaseByPayment(payment, PAUSE_AFTER_SILENCE));
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            LOG.warnf("A collection broke off: %s", failure.getCause().getClass().getName());
        }
    }
}
