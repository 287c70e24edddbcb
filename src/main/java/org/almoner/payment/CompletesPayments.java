package org.almoner.payment;

import java.util.Optional;
import org.almoner.money.Money;

/**
 * A gateway whose provider lets the donor agree first and takes the money only at our word.
 * Whatever hints at the donor's consent (a notification, the return page, a poll) asks it to
 * complete the payment; what was completed before is merely looked up.
 */
public interface CompletesPayments extends LooksUpPayments {

    /**
     * Looks a payment up that is not decided yet and, where the donor has agreed, takes the money:
     * once, however often and from however many nodes it is called, and never more than what was
     * agreed on. Not to be called for a payment that we have given up, declined or put aside: its
     * gift may have been paid otherwise, so a donor who agrees late is not charged.
     *
     * @param expected what the payment is about; anything else at the provider is reported and not
     *     taken
     * @return the state afterwards; empty when the provider has never heard of it
     * @throws GatewayUnavailable when the outcome is unknown; to be repeated
     */
    Optional<ProviderReport> complete(PaymentTrace trace, Money expected) throws GatewayUnavailable;
}
