package org.almoner.donation;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of a gift. Attempts to pay may fail and be repeated while it is pledged; once money came
 * it is never merely pledged again. {@code golden/donation/donation-states.txt} shows the matrix.
 */
public enum DonationState {
    /** Promised by completing the wizard. */
    PLEDGED,
    /** Set by a settled payment, once; the receipt, the ledger and totals follow from it. */
    SETTLED,
    /** Part of the money flowed back. */
    PARTLY_REFUNDED,
    /** All of it was given back. */
    REFUNDED,
    /** All of it is gone, and the bank took at least the last part. */
    RETURNED;

    /** The states that may directly follow this one. */
    public Set<DonationState> successors() {
        return switch (this) {
            case PLEDGED -> EnumSet.of(SETTLED);
            case SETTLED -> EnumSet.of(PARTLY_REFUNDED, REFUNDED, RETURNED);
            case PARTLY_REFUNDED -> EnumSet.of(REFUNDED, RETURNED);
            case REFUNDED, RETURNED -> EnumSet.noneOf(DonationState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    public boolean mayBecome(DonationState next) {
        return successors().contains(next);
    }

    /** What the public is told while the gift is in this state; a pledge tells of its payment. */
    GiftStatus status(GiftStatus whilePledged) {
        return switch (this) {
            case PLEDGED -> whilePledged;
            case SETTLED -> GiftStatus.RECEIVED;
            case PARTLY_REFUNDED -> GiftStatus.PARTLY_REFUNDED;
            case REFUNDED -> GiftStatus.REFUNDED;
            case RETURNED -> GiftStatus.RETURNED;
        };
    }
}
