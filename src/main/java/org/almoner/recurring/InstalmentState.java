package org.almoner.recurring;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of an instalment. {@code golden/recurring/instalment-states.txt} shows the whole matrix.
 */
public enum InstalmentState {
    /** Lies ahead; each live recurring gift has exactly one. */
    SCHEDULED,
    /** The money is being asked for, or a bank decides. */
    COLLECTING,
    /** A try failed or was returned, and another is planned. */
    RETRYING,
    /** The money came. */
    COLLECTED,
    /** The money came and the bank took it back; it is not asked for again. */
    RETURNED,
    /** Every try failed. */
    FAILED,
    /** Nobody was asked, for the reason given. */
    SKIPPED;

    /** The states that may directly follow this one. */
    public Set<InstalmentState> successors() {
        return switch (this) {
            case SCHEDULED -> EnumSet.of(COLLECTING, SKIPPED);
            case COLLECTING -> EnumSet.of(COLLECTED, RETRYING, FAILED, SCHEDULED);
            case RETRYING -> EnumSet.of(COLLECTING, COLLECTED, FAILED, RETURNED);
            case COLLECTED -> EnumSet.of(RETRYING, RETURNED);
            case FAILED -> EnumSet.of(COLLECTED);
            case RETURNED, SKIPPED -> EnumSet.noneOf(InstalmentState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    public boolean mayBecome(InstalmentState next) {
        return successors().contains(next);
    }

    /** Whether nothing more is meant to happen. */
    public boolean isClosed() {
        return switch (this) {
            case COLLECTED, RETURNED, FAILED, SKIPPED -> true;
            case SCHEDULED, COLLECTING, RETRYING -> false;
        };
    }
}
