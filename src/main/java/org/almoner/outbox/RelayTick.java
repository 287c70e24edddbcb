package org.almoner.outbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * When the relay runs: every tick, and at once after a commit on this node. The second only saves
 * the donor a second of waiting; a crash loses nothing but that.
 */
@Singleton
class RelayTick {

    private static final Logger LOG = Logger.getLogger(RelayTick.class);

    /** How many further runs may wait behind the one that runs: one sees all that was owed. */
    private static final int WAITING = 2;

    private final Relay relay;
    private final ScheduledExecutorService executor;
    private final AtomicInteger nudges = new AtomicInteger();

    RelayTick(Relay relay, ScheduledExecutorService executor) {
        this.relay = relay;
        this.executor = executor;
    }

    @Scheduled(
            every = "{almoner.outbox.relay-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        relay.run();
    }

    void onOwed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OweDelivery.Owed event) {
        if (nudges.incrementAndGet() > WAITING) {
            nudges.decrementAndGet();
            return;
        }
        try {
            executor.execute(this::runQuietly);
        } catch (RejectedExecutionException stopping) {
            nudges.decrementAndGet(); // the next start finds it
        }
    }

    private void runQuietly() {
        nudges.decrementAndGet();
        try {
            relay.runWhileBusy();
        } catch (RuntimeException failure) {
            LOG.warnf("The relay stopped early by a %s", failure.getClass().getName());
        }
    }
}
