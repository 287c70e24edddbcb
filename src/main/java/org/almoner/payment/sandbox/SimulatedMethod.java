package org.almoner.payment.sandbox;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A saved method as the simulator knows it; every change makes a new one.
 *
 * @param ref the provider's id
 * @param merchantReference the caller's id
 * @param expires last month in which it can be used
 */
record SimulatedMethod(
        String ref,
        String merchantReference,
        SandboxScenario scenario,
        SandboxMethodStatus status,
        String declineCode,
        String locale,
        String returnUrl,
        YearMonth expires,
        Instant changedAt)
        implements Shelf.Item {

    private static final int YEARS_VALID = 3;

    static SimulatedMethod made(String ref, MethodCall call, Instant now) {
        SandboxMethodStatus status =
                switch (call.scenario()) {
                    case REDIRECT -> SandboxMethodStatus.PENDING;
                    case SAVING_DECLINED -> SandboxMethodStatus.DECLINED;
                    default -> SandboxMethodStatus.ACTIVE;
                };
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return new SimulatedMethod(
                ref,
                call.merchantReference(),
                call.scenario(),
                status,
                status == SandboxMethodStatus.DECLINED ? Turn.ACCOUNT_CLOSED : null,
                call.locale(),
                call.returnUrl(),
                call.scenario() == SandboxScenario.EXPIRES ? month : month.plusYears(YEARS_VALID),
                now);
    }

    SimulatedMethod now(SandboxMethodStatus next, String code, Instant at) {
        return new SimulatedMethod(
                ref, merchantReference, scenario, next, code, locale, returnUrl, expires, at);
    }

    /** How the payer knows it again: always the same four digits for the same method. */
    String label() {
        return "Sandbox •••• %04d".formatted(Math.floorMod(ref.hashCode(), 10_000));
    }
}
