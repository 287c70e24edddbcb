package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Body of a notification.
 *
 * @param id the event's id, the same at every delivery
 * @param type begins with {@code method.} when it is about a saved method; otherwise about a
 *     payment
 * @param ref the provider's id of what it is about
 * @param merchantReference our id of it
 */
record SandboxEvent(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String type,
        @JsonProperty(required = true) Instant created,
        @JsonProperty(required = true) String ref,
        @JsonProperty(required = true) String merchantReference) {}
