package org.almoner.payment;

import org.almoner.money.Money;

/** A gateway that can give money back. */
public interface RefundsPayments {

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
