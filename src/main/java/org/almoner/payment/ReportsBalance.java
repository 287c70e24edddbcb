package org.almoner.payment;

import java.time.Instant;
import java.util.Set;

/**
 * A gateway whose provider holds money for us before it pays it out, and tells each movement on
 * that account: what was paid in, what the provider kept for itself, what left. From these the
 * books learn fees, disputes and payouts. Called with no database transaction open.
 */
public interface ReportsBalance {

    /** Codes of the offices that have an account with the provider here and now. */
    Set<String> accounts();

    /**
     * Movements on an office's account that the provider recorded within a time, each once, in an
     * order of the provider's own.
     *
     * @param office one of {@link #accounts()}
     * @param from the first instant, included
     * @param until the instant behind the last one
     * @param cursor {@link Slice#next()} of the piece before; {@code null} for the first
     * @param limit at most so many in the piece, 1 to 100
     * @throws GatewayUnavailable when it cannot be asked now
     */
    Slice<BalanceMovement> movements(
            String office, Instant from, Instant until, String cursor, int limit)
            throws GatewayUnavailable;
}
