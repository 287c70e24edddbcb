package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** Works off the inbox on every node; what one node holds, the others leave alone. */
@ApplicationScoped
class WorkOffWebhooks {

    private static final Logger LOG = Logger.getLogger(WorkOffWebhooks.class);

    /** Few at a time: all of them must be looked up within one lease. */
    private static final int SLICE = 4;

    private static final Duration BODIES_KEPT = Duration.ofDays(30);
    private static final int FORGET_SLICE = 500;

    /** Tries after which a name nobody knows is a stranger's: some twenty minutes, by the waits. */
    private static final int STRANGER_AFTER = 9;

    private final WebhookInbox inbox;
    private final Payments payments;
    private final AskProviderForTruth askForTruth;
    private final AskProviderForMethod askForMethod;
    private final ManagedExecutor executor;
    private final AtomicBoolean nudged = new AtomicBoolean();

    WorkOffWebhooks(
            WebhookInbox inbox,
            Payments payments,
            AskProviderForTruth askForTruth,
            AskProviderForMethod askForMethod,
            ManagedExecutor executor) {
        this.inbox = inbox;
        this.payments = payments;
        this.askForTruth = askForTruth;
        this.askForMethod = askForMethod;
        this.executor = executor;
    }

    /** Begins at once instead of at the next tick; merely quicker, never needed. */
    void nudge() {
        if (nudged.compareAndSet(false, true)) {
            executor.execute(this::workOffQuietly);
        }
    }

    private void workOffQuietly() {
        nudged.set(false);
        try {
            workOff();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "Notifications wait for the next tick: %s", failure.getClass().getSimpleName());
        }
    }

    @Scheduled(
            every = "{almoner.payment.inbox-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void workOff() {
        List<WebhookInbox.Held> held;
        do {
            held = inbox.take(SLICE);
            held.forEach(this::workOff);
        } while (held.size() >= SLICE);
    }

    @Scheduled(
            every = "{almoner.payment.forget-every}",
            delayed = "{almoner.payment.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldBodies() {
        int forgotten;
        do {
            forgotten = inbox.forgetBodies(BODIES_KEPT, FORGET_SLICE);
        } while (forgotten >= FORGET_SLICE);
    }

    private void workOff(WebhookInbox.Held held) {
        try {
            ask(
                    held,
                    ours -> {
                        if (!inbox.done(held, !ours)) {
                            throw new LeaseLost();
                        }
                    });
        } catch (GatewayUnavailable | RuntimeException failure) {
            LOG.infof(
                    "lease or provider failed for notification %s: %s",
                    held.id(), failure.getClass().getSimpleName());
            inbox.failed(held, failure.getClass().getSimpleName());
        }
    }

    private void ask(WebhookInbox.Held held, AskProviderForTruth.Conclusion conclusion)
            throws GatewayUnavailable {
        if (held.about() instanceof PaymentId payment) {
            askForTruth.about(held.provider(), payment, conclusion);
        } else if (held.about() instanceof SavedMethodId method) {
            askForMethod.about(held.provider(), method, conclusion);
        } else if (held.about() instanceof NotifiesUs.ByReference named) {
            askForReferenced(held, named.reference(), conclusion);
        } else {
            QuarkusTransaction.requiringNew().run(() -> conclusion.reached(false));
        }
    }

    /**
     * A name that we do not know may be one that we are about to learn; in the end it belongs to a
     * payment that was not made through us.
     */
    private void askForReferenced(
            WebhookInbox.Held held, String reference, AskProviderForTruth.Conclusion conclusion)
            throws GatewayUnavailable {
        Optional<PaymentId> payment =
                QuarkusTransaction.requiringNew()
                        .call(() -> payments.byProviderReference(held.provider(), reference))
                        .map(Payment::id);
        if (payment.isPresent()) {
            askForTruth.about(held.provider(), payment.get(), conclusion);
        } else if (held.attempts() >= STRANGER_AFTER) {
            QuarkusTransaction.requiringNew().run(() -> conclusion.reached(false));
        } else {
            throw GatewayUnavailable.notReached("No payment has this reference yet");
        }
    }

    /** Another worker has this notification now; ours must not commit. */
    private static final class LeaseLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("lease_lost", null, false, false);
        }
    }
}
