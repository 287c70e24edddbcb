package org.almoner.bank;

import org.almoner.bankfile.BankFileRefused;

/** Carries the refusal of a file out of the transaction that it ends. */
final class CarriedRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final BankFileRefused refusal;

    CarriedRefusal(BankFileRefused refusal) {
        super(null, null, false, false);
        this.refusal = refusal;
    }

    BankFileRefused refusal() {
        return refusal;
    }
}
