package org.almoner.periodic;

import java.util.EnumSet;
import java.util.Set;

/** The life of an agreement; the database guards the same moves. */
public enum AgreementState {
    /** The form was made; nobody has signed. */
    OFFERED,
    /** The donor's signed copies came back, and staff wrote that down. */
    SIGNED,
    /** The institution signed, too: gifts of its years are periodic gifts. */
    ACTIVE,
    /** It is over; gifts until that day stay periodic gifts. */
    ENDED,
    /** It never began: the offer was withdrawn or not accepted. */
    CANCELLED;

    /** The states that may directly follow this one. */
    public Set<AgreementState> successors() {
        return switch (this) {
            case OFFERED -> EnumSet.of(SIGNED, CANCELLED);
            case SIGNED -> EnumSet.of(ACTIVE, CANCELLED);
            case ACTIVE -> EnumSet.of(ENDED);
            case ENDED, CANCELLED -> EnumSet.noneOf(AgreementState.class);
        };
    }
}
