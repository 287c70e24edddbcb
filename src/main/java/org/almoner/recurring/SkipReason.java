package org.almoner.recurring;

/** Why an instalment was not collected, or not once more. Kept with the instalment. */
public enum SkipReason {
    /** It fell into a break the donor asked for. */
    PAUSED,
    /** It was found so late that the next one was due already: two are never taken at once. */
    MISSED,
    /** The next instalment fell due while another try was planned. */
    NEXT_IS_DUE,
    /** The saved method cannot be used any more and no other was named. */
    METHOD_NEEDED,
    /** The recurring gift lapsed. */
    LAPSED,
    /** The recurring gift was cancelled. */
    CANCELLED,
    /** The agreed end lies before it. */
    ENDED,
    /** It never began. */
    ABANDONED,
    /** All tries the rules allow failed. */
    TRIES_USED_UP,
    /** The failure is of a kind that is not tried again. */
    NOT_TRIED_AGAIN
}
