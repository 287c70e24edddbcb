package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A payment as the simulator knows it; every change makes a new one.
 *
 * @param ref the provider's id
 * @param merchantReference the caller's id
 * @param key idempotency key it was made under
 * @param minor amount in minor units
 * @param returnUrl where the hosted page sends the payer back to, or {@code null}
 * @param dispute the provider's id of the dispute about it, open or over; {@code null} without one
 * @param reversals what flowed back, oldest first
 */
record SimulatedPayment(
        String ref,
        String merchantReference,
        String key,
        SandboxScenario scenario,
        long minor,
        String currency,
        SandboxStatus status,
        String declineCode,
        String locale,
        String returnUrl,
        boolean disputed,
        String dispute,
        List<FlowBack> reversals,
        Instant changedAt) {

    /** Money that flowed back; the kind is {@code REFUND} or {@code RETURN}. */
    record FlowBack(
            @JsonProperty(required = true) String ref,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) long minor) {}

    static SimulatedPayment made(String ref, String key, PaymentCall call, Instant now) {
        SandboxScenario scenario = call.scenario();
        return new SimulatedPayment(
                ref,
                call.merchantReference(),
                key,
                scenario,
                scenario == SandboxScenario.WRONG_AMOUNT ? call.minor() + 1 : call.minor(),
                call.currency(),
                scenario.atOnce(),
                scenario.atOnce() == SandboxStatus.DECLINED ? "insufficient_funds" : null,
                call.locale(),
                call.returnUrl(),
                false,
                null,
                List.of(),
                now);
    }

    SimulatedPayment decided(SandboxStatus next, String code, Instant now) {
        return new SimulatedPayment(
                ref,
                merchantReference,
                key,
                scenario,
                minor,
                currency,
                next,
                code,
                locale,
                returnUrl,
                disputed,
                dispute,
                reversals,
                now);
    }

    /** Somebody doubts it, under this id. */
    SimulatedPayment doubted(String id, Instant now) {
        return withDispute(true, id, now);
    }

    /** The dispute about it, if there is one, is over. */
    SimulatedPayment cleared(Instant now) {
        return withDispute(false, dispute, now);
    }

    private SimulatedPayment withDispute(boolean open, String id, Instant now) {
        return new SimulatedPayment(
                ref,
                merchantReference,
                key,
                scenario,
                minor,
                currency,
                status,
                declineCode,
                locale,
                returnUrl,
                open,
                id,
                reversals,
                now);
    }

    SimulatedPayment flownBack(FlowBack one, Instant now) {
        List<FlowBack> all = new ArrayList<>(reversals);
        all.add(one);
        return new SimulatedPayment(
                ref,
                merchantReference,
                key,
                scenario,
                minor,
                currency,
                status,
                declineCode,
                locale,
                returnUrl,
                disputed,
                dispute,
                List.copyOf(all),
                now);
    }

    long rest() {
        return minor - reversals.stream().mapToLong(FlowBack::minor).sum();
    }
}
