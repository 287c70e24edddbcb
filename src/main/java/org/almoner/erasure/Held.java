package org.almoner.erasure;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A row and what the rules say of it.
 *
 * @param donor the record it belongs to
 * @param until the last day on which a rule holds what is personal in it; {@code null} when none
 *     does
 * @param law which holds it; {@code null} when none does
 */
record Held(UUID id, UUID donor, String office, LocalDate until, String law) {

    /** The same under a hold: held for as long as the longer of the two. */
    Held heldAtLeast(FindHolds.Standing hold) {
        return hold == null || (until != null && !until.isBefore(hold.until()))
                ? this
                : new Held(id, donor, office, hold.until(), hold.law());
    }

    boolean isHeld() {
        return until != null;
    }
}
