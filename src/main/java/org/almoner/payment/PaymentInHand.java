package org.almoner.payment;

/**
 * A payment as the transaction saw it that opened it or took it up again, to be carried out once
 * that has committed. What became of it since is looked at under its lock, when the answer is
 * recorded.
 */
public final class PaymentInHand {

    private final Payment payment;
    private final boolean asked;

    PaymentInHand(Payment payment, boolean asked) {
        this.payment = payment;
        this.asked = asked;
    }

    /** Whether somebody may have asked the provider for it before. */
    boolean mayHaveBeenAsked() {
        return asked;
    }

    Payment payment() {
        return payment;
    }

    /** Which payment it is. */
    public PaymentId id() {
        return payment.id();
    }
}
