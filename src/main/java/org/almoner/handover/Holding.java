package org.almoner.handover;

import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;

/**
 * What an office was told last of a donor.
 *
 * @param entry that told it
 * @param hash of what it holds; {@code null} when it holds nothing any more
 */
record Holding(OfficeCode office, DonorId donor, State state, UUID entry, String hash) {

    /** What the office has. */
    enum State {
        HELD,
        WITHDRAWN,
        ERASED
    }

    boolean isHeld() {
        return state == State.HELD;
    }
}
