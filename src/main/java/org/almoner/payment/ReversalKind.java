package org.almoner.payment;

/** Why money flowed back. */
public enum ReversalKind {
    /** We gave it back of our own accord. */
    REFUND,
    /** The bank took it back: returned direct debit, lost dispute, chargeback. */
    RETURN
}
