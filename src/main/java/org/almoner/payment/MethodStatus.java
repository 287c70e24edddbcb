package org.almoner.payment;

/** How far saving a method is, in the provider's view, reduced to what we act on. */
public enum MethodStatus {
    /** Accepted; the donor must act before it can be used. */
    PENDING,
    /** Can be collected with. */
    ACTIVE,
    /** Not saved, for good. */
    DECLINED,
    /** Ran out. */
    EXPIRED,
    /** Taken back at the provider or the bank, or forgotten at our wish. */
    REVOKED
}
