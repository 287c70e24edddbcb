package org.almoner.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A gateway that can be asked what became of a payment, without changing anything. */
public interface ReportsStatus {

    /**
     * Looks one payment up by our id, whether or not we ever learnt the provider's reference.
     *
     * @return empty when the provider has never heard of it
     * @throws GatewayUnavailable when it cannot be asked
     */
    Optional<ProviderReport> lookUp(PaymentId payment) throws GatewayUnavailable;

    /**
     * Payments the provider has seen change since the given instant, oldest first, at most {@code
     * limit}; to find what a lost notification would have told.
     *
     * @param after continue behind this provider reference; {@code null} for the beginning
     */
    List<ProviderReport> changedSince(Instant since, String after, int limit)
            throws GatewayUnavailable;
}
