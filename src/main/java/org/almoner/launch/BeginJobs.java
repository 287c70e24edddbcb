package org.almoner.launch;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets scheduled jobs begin when everything that start-up reads has been read: offices, terms,
 * rules. On a busy machine that takes longer than the shortest job waits, and a job without its
 * rules would put off work that is due. The scheduler is halted until then ({@code
 * quarkus.scheduler.start-mode}).
 */
@Singleton
class BeginJobs {

    static final int LAST_OF_ALL = Integer.MAX_VALUE;

    private final Scheduler scheduler;

    BeginJobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void atStart(@Observes @Priority(LAST_OF_ALL) StartupEvent start) {
        if (scheduler.isStarted()) { // or else it is switched off
            scheduler.resume();
        }
    }
}
