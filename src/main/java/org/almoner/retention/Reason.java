package org.almoner.retention;

/** Why a record goes, or stays. */
public enum Reason {
    /** Nothing was heard for as long as the schedule says, and nothing holds it. */
    PERIOD_OVER,
    /** Vouchers of gifts must be kept. */
    GIFT,
    /** Copies of yearly statements must be kept. */
    TAX_STATEMENT,
    /** Declarations of Gift Aid, or rows of claims that rest on them, must be kept. */
    GIFT_AID,
    /** An agreement of a periodic gift must be kept. */
    PERIODIC_GIFT,
    /** A mandate that was used must be kept. */
    MANDATE,
    /** The last sign of life is not long enough ago. */
    WITHIN_PERIOD,
    /** A hold for a claim, a court or an authority stands. */
    LEGAL_HOLD,
    /** A regular gift goes on. */
    RECURRING_GIFT,
    /** A payment is still to be decided. */
    OPEN_PAYMENT,
    /** A refund, a dispute, or a correction of a statement is under way. */
    OPEN_MATTER,
    /** A mandate can still be collected with. */
    LIVE_MANDATE,
    /** The person agreed to be written to and has not taken it back. */
    LIVE_CONSENT,
    /** Tax on a gift can still be claimed. */
    CLAIMABLE_GIFT_AID,
    /** Somebody was writing about the person at that moment; the next run looks again. */
    IN_USE,
    /** As many as may go at once have gone: a person has to look. */
    SHARE,
    /** Erasing failed; the service's log says how. */
    FAILED
}
