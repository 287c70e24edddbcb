package org.almoner.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.Test;

/** No job may find offices, terms or rules unread, however long start-up takes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JobsBeginLastTest {

    @Inject Scheduler scheduler;
    @Inject LookAtTheEndOfTheStart seen;

    @Singleton
    static class LookAtTheEndOfTheStart {

        @Inject Scheduler scheduler;
        private Boolean jobsRan;

        void look(@Observes @Priority(BeginJobs.LAST_OF_ALL - 1) StartupEvent start) {
            jobsRan = scheduler.isRunning();
        }
    }

    @Test
    void jobs_begin_when_all_that_they_ask_for_has_been_read() {
        assertFalse(seen.jobsRan, "jobs ran while the service was starting");
        assertTrue(scheduler.isRunning(), "no job runs");
    }
}
