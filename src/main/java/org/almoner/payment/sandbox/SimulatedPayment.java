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
 * @param method the saved method it is collected with, or {@code null}
 * @param collection how often the method had been asked, with this time; 0 without a method
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
        String method,
        int collection,
        boolean disputed,
        String dispute,
        List<FlowBack> reversals,
        Instant changedAt)
        implements Shelf.Item {

    /** Money that flowed back; the kind is {@code REFUND} or {@code RETURN}. */
    record FlowBack(
            @JsonProperty(required = true) String ref,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) long minor,
            String reason) {}

    static SimulatedPayment made(String ref, String key, Turn turn, Instant now) {
        PaymentCall call = turn.call();
        return new SimulatedPayment(
                ref,
                call.merchantReference(),
                key,
                turn.scenario(),
                turn.scenario() == SandboxScenario.WRONG_AMOUNT ? call.minor() + 1 : call.minor(),
                call.currency().intern(),
                turn.atOnce(),
                turn.declineCode(),
                call.locale().intern(),
                call.returnUrl(),
                call.method(),
                turn.collection(),
                false,
                null,
                List.of(),
                now);
    }

    /** The bank's reason for taking it back: no funds and the payer's wish take turns. */
    String returnReason() {
        return collection > 0 && collection % 2 == 0 ? "MD06" : "AM04";
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
                method,
                collection,
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
                method,
                collection,
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
                method,
                collection,
                disputed,
                dispute,
                List.copyOf(all),
                now);
    }

    long rest() {
        return minor - reversals.stream().mapToLong(FlowBack::minor).sum();
    }
}
