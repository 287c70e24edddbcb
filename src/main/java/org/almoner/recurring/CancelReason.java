package org.almoner.recurring;

/** Why a recurring gift was cancelled, in the words an office counts. */
public enum CancelReason {
    /** The donor cannot afford it any more. */
    FINANCES,
    /** The donor wants to give in another way or to somebody else. */
    GIVES_OTHERWISE,
    /** The donor is not content with us. */
    DISSATISFIED,
    /** The donor has died. */
    DECEASED,
    /** The bank says that there is no mandate. */
    NO_MANDATE,
    /** The donor's data were erased, and nothing may go on. */
    ERASED,
    /** Another reason, or none was given. */
    OTHER
}
