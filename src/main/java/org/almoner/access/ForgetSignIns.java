package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.almoner.allowance.Allowances;

/** Forgets in slices what has ended: wishes to sign in after a day, sessions, counted uses. */
@ApplicationScoped
class ForgetSignIns {

    private static final int SLICE = 500;

    private final SignInTable requests;
    private final SessionTable sessions;
    private final Allowances allowances;
    private final InstantSource clock;

    ForgetSignIns(
            SignInTable requests,
            SessionTable sessions,
            Allowances allowances,
            InstantSource clock) {
        this.requests = requests;
        this.sessions = sessions;
        this.allowances = allowances;
        this.clock = clock;
    }

    @Scheduled(
            every = "{almoner.access.donor.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        repeat(() -> requests.forget(yesterday, SLICE));
        repeat(() -> sessions.forget(yesterday, SLICE));
        repeat(() -> allowances.forget(SLICE));
    }

    private static void repeat(IntSupplier slice) {
        while (QuarkusTransaction.requiringNew().call(slice::getAsInt) >= SLICE) {
            continue;
        }
    }
}
