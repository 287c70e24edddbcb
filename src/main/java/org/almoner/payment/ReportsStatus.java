package org.almoner.payment;

import java.time.Instant;

/**
 * A gateway of a provider whose notifications can get lost: payments that stay silent are looked
 * up, and its list of changes is compared with ours.
 */
public interface ReportsStatus extends LooksUpPayments {

    /**
     * Payments the provider has seen change since the given instant, each at least once, in an
     * order of its own; to find what a lost notification would have told. A gateway whose provider
     * lists no payments gives none.
     *
     * @param cursor {@link Slice#next()} of the slice before; {@code null} for the first
     * @param limit at most so many in the slice, 1 to 100
     */
    Slice<ProviderReport> changedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable;
}
