package org.almoner.payment;

/** How far a payment is, in the provider's view, reduced to what we act on. */
public enum ProviderStatus {
    /** Accepted; the donor, a bank or time must act before it is decided. */
    PENDING,
    /** The money is ours. */
    SETTLED,
    /** Refused for good. */
    DECLINED,
    /** Given up: the donor went away or the time ran out. */
    EXPIRED
}
