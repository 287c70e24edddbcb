package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets a rehearsal kill the process at a chosen {@link Checkpoint}; in sandbox mode only. */
@ApplicationScoped
public class Checkpoints {

    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    private final Optional<Checkpoint> fatal;
    private final CountDownLatch missing;

    Checkpoints(
            RunMode mode,
            @ConfigProperty(name = "almoner.rehearsal.halt-at") Optional<Checkpoint> fatal,
            @ConfigProperty(name = "almoner.rehearsal.halt-with", defaultValue = "1") int calls) {
        this.fatal = mode.isSandbox() ? fatal : Optional.empty();
        this.missing = new CountDownLatch(calls);
    }

    /**
     * Says that a phase has been reached. In a rehearsal the calls wait here for one another, and
     * the process dies when as many have come as {@code almoner.rehearsal.halt-with} says.
     */
    public void passed(Checkpoint checkpoint) {
        if (fatal.filter(checkpoint::equals).isPresent()) {
            awaitTheOthers();
            LOG.warnf("Rehearsal: the process dies at %s", checkpoint);
            Runtime.getRuntime().halt(137);
        }
    }

    private void awaitTheOthers() {
        missing.countDown();
        try {
            missing.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
