package org.almoner.outbox;

/** The life of a debt. */
public enum OutboxState {
    /** Owed; tried until it is delivered or patience ends. */
    PENDING,
    /** Arrived, as far as can be known. */
    DELIVERED,
    /** Given up; a person must look at it, and may have it tried again. */
    DEAD,
    /** Not to be delivered any more, for whoever it was for does not want it. */
    WITHDRAWN
}
