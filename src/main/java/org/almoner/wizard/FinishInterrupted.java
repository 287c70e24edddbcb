package org.almoner.wizard;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.almoner.idempotency.Idempotency;
import org.almoner.problem.DomainProblem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The completer: drives forward what nobody came back for (EO-9), on every node. */
@ApplicationScoped
class FinishInterrupted {

    private static final Logger LOG = Logger.getLogger(FinishInterrupted.class);
    private static final int MOST_PER_TICK = 500;

    private final Idempotency idempotency;
    private final CompleteDraft complete;
    private final CompleteRecurring recurring;
    private final Duration age;

    FinishInterrupted(
            Idempotency idempotency,
            CompleteDraft complete,
            CompleteRecurring recurring,
            @ConfigProperty(name = "almoner.wizard.completer-age", defaultValue = "30S")
                    Duration age) {
        this.idempotency = idempotency;
        this.complete = complete;
        this.recurring = recurring;
        this.age = age;
    }

    @Scheduled(
            every = "{almoner.wizard.completer-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void finishAll() {
        finishAll(CompleteDraft.OPERATION, complete::resume);
        finishAll(
                CompleteRecurring.OPERATION,
                work -> recurring.resume(work, CompleteDraft.COMPLETER_PAUSE));
    }

    private void finishAll(String operation, Consumer<Idempotency.Interrupted> resume) {
        for (int done = 0; done < MOST_PER_TICK; done++) {
            // One at a time: each is worked on for less than its lease.
            List<Idempotency.Interrupted> found = idempotency.takeOver(operation, age, 1);
            if (found.isEmpty()) {
                return;
            }
            finish(found.get(0), resume);
        }
    }

    private void finish(
            Idempotency.Interrupted interrupted, Consumer<Idempotency.Interrupted> resume) {
        try {
            resume.accept(interrupted);
            LOG.infof("An interrupted completion was finished: %s", interrupted.subject());
        } catch (DomainProblem unavailable) {
            LOG.infof(
                    "An interrupted completion waits for the provider: %s", interrupted.subject());
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "An interrupted completion could not be finished: %s, %s",
                    interrupted.subject(), failure.getClass().getSimpleName());
        }
    }
}
