package org.almoner.payment;

/** The provider will not give the money back; the message says why, without personal data. */
public final class RefundRefused extends Exception {

    private static final long serialVersionUID = 1L;

    public RefundRefused(String message) {
        super(message);
    }
}
