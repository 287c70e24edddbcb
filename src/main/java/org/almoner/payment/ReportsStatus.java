package org.almoner.payment;

import java.time.Instant;
import java.util.List;

/**
 * A gateway of a provider whose notifications can get lost: payments that stay silent are looked
 * up, and its list of changes is compared with ours.
 */
public interface ReportsStatus extends LooksUpPayments {

    /**
     * Payments the provider has seen change since the given instant, oldest first, at most {@code
     * limit}; to find what a lost notification would have told.
     *
     * @param after continue behind this provider reference; {@code null} for the beginning
     */
    List<ProviderReport> changedSince(Instant since, String after, int limit)
            throws GatewayUnavailable;
}
