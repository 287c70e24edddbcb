package org.almoner.erasure;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A row and what the rules say of it.
 *
 * @param until the last day on which a rule holds what is personal in it; {@code null} when none
 *     does
 */
record Held(UUID id, String office, LocalDate until) {

    boolean isHeld() {
        return until != null;
    }
}
