package org.almoner.periodic;

/** Why an agreement ended. */
public enum EndReason {
    /** The years that were agreed are over. */
    TERM_OVER,
    /** It was agreed for an indefinite time, and the donor ends it after five years or more. */
    NOTICE,
    DONOR_DIED,
    /** The other person died who is named. */
    OTHER_DIED,
    JOB_LOSS,
    DISABILITY,
    ANBI_LOST,
    /** The donor gives no more, for no reason that was agreed; the deduction may be lost. */
    GIVEN_UP,
    /** The person was erased, who wanted to be forgotten. */
    ERASED
}
