package org.almoner.payment;

import java.time.Duration;
import java.util.Optional;
import org.almoner.money.Money;

/** A gateway that can give money back. */
public interface RefundsPayments {

    /**
     * How long the provider remembers the key of a refund, where that differs from {@link
     * Gateway#keyLifetime()}; empty where it does not.
     */
    default Optional<Duration> refundKeyLifetime() {
        return Optional.empty();
    }

    /**
     * Gives back part or all of a settled payment. The same key never refunds twice.
     *
     * @param paid the payment, whose reference is known
     * @return the provider's id of the refund
     * @throws GatewayUnavailable when the outcome is unknown; to be repeated with the same key
     * @throws RefundRefused when the provider says no, for instance because nothing is left
     */
    String refund(PaymentTrace paid, String refundKey, Money amount)
            throws GatewayUnavailable, RefundRefused;
}
