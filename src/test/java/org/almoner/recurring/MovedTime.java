package org.almoner.recurring;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a service whose clock a test moves. */
@Alternative
@Singleton
public class MovedTime implements InstantSource {

    private final MovableClock clock;

    MovedTime(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
