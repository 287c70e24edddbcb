package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A payment on the wire, as the sandbox provider's API shows it.
 *
 * @param dispute id of the dispute about it, which is over unless {@code disputed} says it is open
 * @param payPage address of the hosted page while the payer must act there
 */
record SandboxPayment(
        @JsonProperty(required = true) String ref,
        @JsonProperty(required = true) String merchantReference,
        @JsonProperty(required = true) SandboxStatus status,
        @JsonProperty(required = true) long minor,
        @JsonProperty(required = true) String currency,
        String declineCode,
        String payPage,
        @JsonProperty(required = true) boolean disputed,
        String dispute,
        @JsonProperty(required = true) List<SimulatedPayment.FlowBack> reversals) {

    static SandboxPayment of(SimulatedPayment payment, String base) {
        boolean payerMustAct =
                payment.scenario() == SandboxScenario.REDIRECT
                        && payment.status() == SandboxStatus.PENDING;
        return new SandboxPayment(
                payment.ref(),
                payment.merchantReference(),
                payment.status(),
                payment.minor(),
                payment.currency(),
                payment.declineCode(),
                payerMustAct ? base + "/pay/" + payment.ref() : null,
                payment.disputed(),
                payment.dispute(),
                payment.reversals());
    }

    /** A list of payments on the wire. */
    record Slice(@JsonProperty(required = true) List<SandboxPayment> items) {}
}
