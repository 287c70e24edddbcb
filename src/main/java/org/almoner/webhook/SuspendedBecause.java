package org.almoner.webhook;

/** Why messages wait. */
public enum SuspendedBecause {
    /** A person wanted it. */
    BY_STAFF,
    /** A message was taken at no attempt. */
    GAVE_UP,
    /** The receiver answered 410. */
    GONE
}
