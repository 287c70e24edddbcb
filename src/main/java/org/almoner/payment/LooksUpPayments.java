package org.almoner.payment;

import java.util.Optional;

/** A gateway that can tell what became of one payment, without changing anything. */
public interface LooksUpPayments {

    /**
     * Looks one payment up: by our id, which is known whether or not we ever learnt the provider's
     * reference, or by that where the provider finds nothing by ours.
     *
     * @return empty when the provider has never heard of it
     * @throws GatewayUnavailable when it cannot be asked
     */
    Optional<ProviderReport> lookUp(PaymentTrace trace) throws GatewayUnavailable;
}
