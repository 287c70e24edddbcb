package org.almoner.payment.paypal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.almoner.payment.GatewayUnavailable;

/**
 * Whether what PayPal does not find was dropped by it. PayPal lets go of what nobody agreed to
 * after hours; what was made a moment ago and is not found is merely not found yet.
 */
final class Dropped {

    private static final Duration NOT_BEFORE = Duration.ofHours(1);

    private final InstantSource clock;

    Dropped(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Lets only pass what can have been dropped.
     *
     * @param openedAt when we opened it; {@code null} where it is not known
     */
    void require(Instant openedAt) throws GatewayUnavailable {
        if (openedAt == null || clock.instant().isBefore(openedAt.plus(NOT_BEFORE))) {
            throw GatewayUnavailable.outcomeUnknown("PayPal does not find it yet");
        }
    }
}
