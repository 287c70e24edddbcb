package org.almoner.consent;

/** What counts for one office, purpose and channel. */
public enum ConsentState {
    /** A yes. */
    GIVEN,
    /** A box was shown and left alone; nothing was ever allowed, or not with the last gift. */
    REFUSED,
    /** There was a yes, and the person has taken it back. */
    WITHDRAWN,
    /** The person does not want it, whatever was said before. */
    OBJECTED,
    /** Objection was offered and not used. */
    NOT_OBJECTED,
    /** A notice was shown. */
    NOTED,
    /** Nothing was ever shown or answered. */
    NOT_ASKED
}
