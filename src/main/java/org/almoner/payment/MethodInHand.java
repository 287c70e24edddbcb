package org.almoner.payment;

/**
 * A saved method as the transaction saw it that opened it or took it up again, to be carried out
 * once that has committed.
 */
public final class MethodInHand {

    private final SavedMethod method;

    MethodInHand(SavedMethod method) {
        this.method = method;
    }

    SavedMethod method() {
        return method;
    }
}
