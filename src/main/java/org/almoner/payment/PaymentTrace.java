package org.almoner.payment;

import java.util.Objects;

/**
 * By what a provider can be asked after a payment.
 *
 * @param payment our id, which the provider was told when it was asked for the money
 * @param office whose account it is on, as a code; {@code null} where it is not known
 * @param reference the provider's own id; {@code null} while we never learnt it
 */
public record PaymentTrace(PaymentId payment, String office, String reference) {

    public PaymentTrace {
        Objects.requireNonNull(payment, "payment");
    }

    static PaymentTrace of(Payment payment) {
        PaymentView view = payment.view();
        return new PaymentTrace(payment.id(), view.office(), view.providerReference());
    }
}
