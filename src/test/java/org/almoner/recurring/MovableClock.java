package org.almoner.recurring;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the tests that need years of it. It goes on by itself from wherever it was put. */
@Singleton
@Unremovable
public class MovableClock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get());
    }

    /** Puts the clock to noon of a day, in Berlin; no test goes back. */
    public void goTo(LocalDate day) {
        Instant noon = day.atTime(12, 0).atZone(ZoneId.of("Europe/Berlin")).toInstant();
        ahead.set(Duration.between(Clock.systemUTC().instant(), noon));
    }

    public LocalDate today() {
        return instant().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
    }
}
