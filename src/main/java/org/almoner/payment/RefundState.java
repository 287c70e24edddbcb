package org.almoner.payment;

/** How far a refund is. */
public enum RefundState {
    /** The provider is asked for it within seconds, again and again under the same key. */
    ASKED,
    /** Somebody must transfer it: whoever was paid cannot give it back by itself. */
    TO_PAY,
    /** Given back; the gift is less by it. */
    DONE,
    /** The provider said no. Nothing was given back. */
    REFUSED,
    /** The provider was silent for longer than it remembers us: a person must look there. */
    UNCLEAR,
    /** Given up before anything was given back. */
    CANCELLED
}
