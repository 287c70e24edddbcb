package org.almoner.webhook;

/** The life of a message. */
public enum MessageState {
    /** Waits for its turn, or for the next attempt. */
    PENDING,
    /** The receiver answered 2xx. */
    SENT,
    /** Taken at no attempt; sent again once the endpoint is resumed. */
    DEAD,
    /** There was nothing to tell any more. */
    DROPPED
}
