package org.almoner.outbox;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almoner.problem.PartIsDown;
import org.jboss.logging.Logger;

/**
 * Pays debts: claims a slice, delivers it with no transaction open, and marks what became of each.
 * Any number of relays may run at once, on any number of nodes. A crash between delivery and mark
 * delivers again, with the same {@code Message-ID} (EO-18).
 */
@Singleton
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private static final int MOST_SLICES = 100;

    private final OutboxTable table;
    private final Map<String, OutboxHandler> handlers;
    private final OutboxConfig config;
    private final BackOff backOff;

    /** A claim not begun by then is given back, far from the end of its lease. */
    private final long startWithinNanos;

    private final ScheduledExecutorService executor;

    Relay(
            OutboxTable table,
            @All List<OutboxHandler> handlers,
            OutboxConfig config,
            ScheduledExecutorService executor) {
        this.table = table;
        this.handlers =
                handlers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        OutboxHandler::kind, Function.identity()));
        this.config = config;
        this.backOff = new BackOff(config.firstRetry());
        this.executor = executor;
        this.startWithinNanos = config.lease().toNanos() / 3 * 2;
    }

    /** Works until nothing is due, or for a hundred slices; returns how many were attempted. */
    int run() {
        return run(1);
    }

    /**
     * Works while whole slices are due: whoever is called after every commit need not look once
     * more whether there is nothing.
     */
    int runWhileBusy() {
        return run(config.slice());
    }

    private int run(int goOnFrom) {
        int attempted = 0;
        for (int slice = 0; slice < MOST_SLICES; slice++) {
            List<Debt> claimed = table.claim(config.slice(), config.lease());
            deliverAll(claimed);
            attempted += claimed.size();
            if (claimed.size() < goOnFrom) {
                return attempted;
            }
        }
        return attempted;
    }

    private void deliverAll(List<Debt> claimed) {
        long claimedAt = System.nanoTime();
        Queue<Debt> queue = new ConcurrentLinkedQueue<>(claimed);
        int hands = Math.min(config.parallel(), claimed.size());
        List<Future<?>> others = new ArrayList<>();
        for (int hand = 1; hand < hands; hand++) {
            others.add(executor.submit(() -> workOff(queue, claimedAt)));
        }
        workOff(queue, claimedAt);
        others.forEach(Relay::await);
    }

    private void workOff(Queue<Debt> queue, long claimedAt) {
        for (Debt debt = queue.poll(); debt != null; debt = queue.poll()) {
            if (System.nanoTime() - claimedAt > startWithinNanos) {
                table.release(debt);
            } else {
                deliver(debt);
            }
        }
    }

    private void deliver(Debt debt) {
        Delivery outcome = attempt(debt);
        if (outcome instanceof Delivery.RetryLater later) {
            backOff.after(debt.attempt(), debt.age(), ThreadLocalRandom.current().nextDouble())
                    .ifPresentOrElse(
                            wait -> table.markForLater(debt, wait, later.reason()),
                            () -> giveUp(debt, later.reason()));
        } else if (outcome instanceof Delivery.Refused refused) {
            giveUp(debt, refused.reason());
        } else if (outcome instanceof Delivery.NotWanted) {
            table.markWithdrawn(debt);
        } else if (!table.markDelivered(debt)) {
            LOG.warnf("Debt %s was delivered after its lease; it may arrive twice", debt.id());
        }
    }

    private void giveUp(Debt debt, String reason) {
        table.markDead(debt, reason);
        LOG.warnf("Debt %s (%s) is given up: %s", debt.id(), debt.kind(), reason);
    }

    private Delivery attempt(Debt debt) {
        OutboxHandler handler = handlers.get(debt.kind());
        if (handler == null) {
            // Another release may know the kind: a rolling update must not kill its debts.
            return new Delivery.RetryLater("Nobody here delivers " + debt.kind());
        }
        try {
            return handler.deliver(debt.subject(), debt.occurrence());
        } catch (RuntimeException failure) {
            // The message of an unknown exception may hold personal data; its type does not.
            LOG.logf(
                    PartIsDown.isCauseOf(failure) ? Logger.Level.WARN : Logger.Level.ERROR,
                    "Debt %s failed by a %s",
                    debt.id(),
                    failure.getClass().getName());
            return new Delivery.RetryLater("Failed by a " + failure.getClass().getSimpleName());
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            // The claim's lease ends by itself, and another run takes it.
            LOG.warnf("A delivery broke off: %s", failure.getCause().getClass().getName());
        }
    }
}
