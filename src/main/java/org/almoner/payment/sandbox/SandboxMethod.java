package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.YearMonth;
import java.util.List;

/**
 * A saved method on the wire, as the sandbox provider's API shows it.
 *
 * @param label how the payer knows it again, masked
 * @param savePage address of the hosted page while the payer must act there
 * @param expires last month in which it can be used
 */
record SandboxMethod(
        @JsonProperty(required = true) String ref,
        @JsonProperty(required = true) String merchantReference,
        @JsonProperty(required = true) SandboxMethodStatus status,
        @JsonProperty(required = true) String label,
        String declineCode,
        String savePage,
        YearMonth expires) {

    static SandboxMethod of(SimulatedMethod method, String base) {
        return new SandboxMethod(
                method.ref(),
                method.merchantReference(),
                method.status(),
                method.label(),
                method.declineCode(),
                method.status() == SandboxMethodStatus.PENDING
                        ? base + "/save/" + method.ref()
                        : null,
                method.expires());
    }

    /** A list of methods on the wire. */
    record Slice(@JsonProperty(required = true) List<SandboxMethod> items) {}
}
