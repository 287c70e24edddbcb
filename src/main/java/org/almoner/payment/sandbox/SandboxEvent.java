package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Body of a notification.
 *
 * @param id the event's id, the same at every delivery
 * @param payment the provider's id of the payment
 * @param merchantReference our id of the payment
 */
record SandboxEvent(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String type,
        @JsonProperty(required = true) Instant created,
        @JsonProperty(required = true) String payment,
        @JsonProperty(required = true) String merchantReference) {}
