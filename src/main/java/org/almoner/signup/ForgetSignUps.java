package org.almoner.signup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets in slices who signed up and never confirmed it. */
@ApplicationScoped
class ForgetSignUps {

    /** Nobody's address is kept for longer on the word of whoever typed it. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int SLICE = 500;

    private final SignUpTable table;
    private final InstantSource clock;

    ForgetSignUps(SignUpTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.sign-up.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(KEPT);
        int gone;
        do {
            gone = QuarkusTransaction.requiringNew().call(() -> table.forget(before, SLICE));
        } while (gone >= SLICE);
    }
}
