package org.almoner.recurring;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/**
 * Jobs wait while the service starts: the first tick may come before offices and rules are read.
 */
@Singleton
class RulesAreMissing implements Scheduled.SkipPredicate {

    private final RecurringRules rules;

    RulesAreMissing(RecurringRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !rules.areRead();
    }
}
