package org.almoner.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * An endpoint as staff see it; its secret is not among what is shown.
 *
 * @param suspendedBecause {@code null} while it is not suspended
 * @param oldSecretUntil until when the secret before this one signs, too; {@code null} when none
 *     does
 * @param waiting messages that wait, {@link #MOST_COUNTED} standing for more
 * @param dead messages that were given up, counted likewise
 */
public record WebhookEndpointView(
        UUID id,
        String office,
        String url,
        EndpointState state,
        SuspendedBecause suspendedBecause,
        Instant suspendedAt,
        Instant createdAt,
        Instant rotatedAt,
        Instant oldSecretUntil,
        int waiting,
        int dead) {

    /** Nobody needs to know more exactly, and counting takes time. */
    public static final int MOST_COUNTED = 10_000;

    /** Its path may hold what the receiver knows us by. */
    @Override
    public String toString() {
        return "WebhookEndpointView[" + id + ", " + state + "]";
    }
}
