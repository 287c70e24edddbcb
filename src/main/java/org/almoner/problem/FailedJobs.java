package org.almoner.problem;

import io.quarkus.scheduler.FailedExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Writes down that a job broke off. A database that is away is a line, because the next tick goes
 * on where this one stopped; anything else is our mistake and is told with its story. Messages are
 * left out, as they quote data; the scheduler's own lines, which do not, are switched off.
 */
@ApplicationScoped
class FailedJobs {

    private static final Logger LOG = Logger.getLogger(FailedJobs.class);

    void onFailure(@Observes FailedExecution failed) {
        String job = failed.getExecution().getTrigger().getMethodDescription();
        if (PartIsDown.isCauseOf(failed.getException())) {
            LOG.warnf(
                    "%s waits for its next tick, a part is down: %s",
                    job, UnplannedFailure.namesOf(failed.getException()));
        } else {
            LOG.errorf("%s broke off: %s", job, UnplannedFailure.storyOf(failed.getException()));
        }
    }
}
