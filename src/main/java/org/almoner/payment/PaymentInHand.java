package org.almoner.payment;

/**
 * A payment as the transaction saw it that opened it or took it up again, to be carried out once
 * that has committed. What became of it since is looked at under its lock, when the answer is
 * recorded.
 */
public final class PaymentInHand {

    private final Payment payment;

    PaymentInHand(Payment payment) {
        this.payment = payment;
    }

    Payment payment() {
        return payment;
    }
}
