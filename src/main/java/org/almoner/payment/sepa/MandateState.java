package org.almoner.payment.sepa;

import java.util.EnumSet;
import java.util.Set;

/** The life of a mandate; {@code golden/sepa/mandate-states.txt} shows the whole matrix. */
enum MandateState {
    /** Agreed to, and the gift it belongs to is being completed; nothing is collected yet. */
    PENDING,
    /** Collections may be made under it. Set when the first one is asked for. */
    ACTIVE,
    /** A bank sent a collection back, or staff stopped it; a person decides. */
    SUSPENDED,
    /** Taken back by the donor, the bank or staff; for good. */
    REVOKED,
    /** Not used for 36 months, which by the rules of the scheme ends it; for good. */
    EXPIRED;

    /** The states that may directly follow this one. */
    Set<MandateState> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(ACTIVE, REVOKED, EXPIRED);
            case ACTIVE -> EnumSet.of(SUSPENDED, REVOKED, EXPIRED);
            case SUSPENDED -> EnumSet.of(ACTIVE, REVOKED, EXPIRED);
            case REVOKED, EXPIRED -> EnumSet.noneOf(MandateState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    boolean mayBecome(MandateState next) {
        return successors().contains(next);
    }
}
