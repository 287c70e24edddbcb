package org.almoner.payment;

import java.time.Instant;
import java.util.Objects;

/**
 * By what a provider can be asked after a payment.
 *
 * @param payment our id, which the provider was told when it was asked for the money
 * @param office whose account it is on, as a code; {@code null} where it is not known
 * @param reference the provider's own id; {@code null} while we never learnt it
 * @param openedAt when we opened it, nobody having been asked before; {@code null} where it is not
 *     known
 */
public record PaymentTrace(PaymentId payment, String office, String reference, Instant openedAt) {

    public PaymentTrace {
        Objects.requireNonNull(payment, "payment");
    }

    /** Of a payment of which it is not known when it was opened. */
    public PaymentTrace(PaymentId payment, String office, String reference) {
        this(payment, office, reference, null);
    }

    static PaymentTrace of(Payment payment) {
        PaymentView view = payment.view();
        return new PaymentTrace(
                payment.id(), view.office(), view.providerReference(), view.openedAt());
    }
}
