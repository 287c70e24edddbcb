package org.almoner.recurring;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of a recurring gift. {@code golden/recurring/recurring-gift-states.txt} shows the whole
 * matrix.
 */
public enum RecurringGiftState {
    /** Agreed in the wizard; no method is saved yet, or the first collection was declined. */
    PENDING,
    /** The method is saved and the first instalment is being collected. */
    STARTING,
    /** Instalments are collected when they fall due. */
    ACTIVE,
    /** The last tries failed; collecting goes on, and the next success makes it active again. */
    FAILING,
    /** The donor asked for a break; what falls due in it is skipped. */
    PAUSED,
    /** Too many instalments in a row stayed unpaid; nothing is collected until the donor acts. */
    LAPSED,
    /** Ended by the donor, by staff for the donor, or because the bank says there is no mandate. */
    CANCELLED,
    /** The agreed end has come. */
    ENDED,
    /** Never began: no method was saved in time. */
    ABANDONED;

    /** The states that may directly follow this one. */
    public Set<RecurringGiftState> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(STARTING, ACTIVE, CANCELLED, ABANDONED);
            case STARTING -> EnumSet.of(PENDING, ACTIVE, CANCELLED);
            case ACTIVE -> EnumSet.of(FAILING, PAUSED, CANCELLED, ENDED);
            case FAILING -> EnumSet.of(ACTIVE, PAUSED, LAPSED, CANCELLED, ENDED);
            case PAUSED -> EnumSet.of(ACTIVE, FAILING, CANCELLED, ENDED);
            case LAPSED -> EnumSet.of(ACTIVE, FAILING, CANCELLED);
            case CANCELLED, ENDED, ABANDONED -> EnumSet.noneOf(RecurringGiftState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    public boolean mayBecome(RecurringGiftState next) {
        return successors().contains(next);
    }

    /** Whether instalments lie ahead. */
    public boolean isLive() {
        return switch (this) {
            case STARTING, ACTIVE, FAILING, PAUSED -> true;
            case PENDING, LAPSED, CANCELLED, ENDED, ABANDONED -> false;
        };
    }

    /** Whether it is over for good. */
    public boolean isOver() {
        return successors().isEmpty();
    }
}
