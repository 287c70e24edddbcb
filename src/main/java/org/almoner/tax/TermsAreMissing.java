package org.almoner.tax;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/**
 * Jobs wait while the service starts: the first tick may come before offices, terms and pictures of
 * signatures are read, and a run must not be stopped for that.
 */
@Singleton
class TermsAreMissing implements Scheduled.SkipPredicate {

    private final TermsOfStatements terms;

    TermsAreMissing(TermsOfStatements terms) {
        this.terms = terms;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !terms.areRead();
    }
}
