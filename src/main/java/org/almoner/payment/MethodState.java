package org.almoner.payment;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of a saved method. No state is ever left for an earlier one; {@code
 * golden/payment/method-states.txt} shows the whole matrix.
 */
public enum MethodState {
    /** Stored by us; the provider has not answered yet, or its answer was lost. */
    OPENED,
    /** The provider has it; the donor must still act on its page. */
    PENDING,
    /** Can be collected with. The only such state. */
    ACTIVE,
    /** The provider would not save it, or the donor changed their mind on its page. */
    DECLINED,
    /** Ran out: a card past its date, a page never come back from, a mandate unused for long. */
    EXPIRED,
    /** Taken back, by the donor through us or at the provider; the provider forgets it. */
    REVOKED;

    /** The states that may directly follow this one. */
    public Set<MethodState> successors() {
        return switch (this) {
            case OPENED -> EnumSet.of(PENDING, ACTIVE, DECLINED, EXPIRED, REVOKED);
            case PENDING -> EnumSet.of(ACTIVE, DECLINED, EXPIRED, REVOKED);
            case ACTIVE -> EnumSet.of(EXPIRED, REVOKED);
            case EXPIRED -> EnumSet.of(REVOKED);
            case DECLINED, REVOKED -> EnumSet.noneOf(MethodState.class);
        };
    }

    /** Whether the state may directly follow this one. */
    public boolean mayBecome(MethodState next) {
        return successors().contains(next);
    }
}
