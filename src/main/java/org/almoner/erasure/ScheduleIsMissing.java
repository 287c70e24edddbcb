package org.almoner.erasure;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Skips a job that asks the schedule: its first tick may come before that is read. */
@Singleton
public class ScheduleIsMissing implements Scheduled.SkipPredicate {

    private final RetentionSchedule schedule;

    ScheduleIsMissing(RetentionSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !schedule.isRead();
    }
}
