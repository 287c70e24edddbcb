package org.almoner.periodic;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One thing that happened to an agreement.
 *
 * @param position 1 for the first thing
 * @param day the day it counts from, at the office
 * @param by {@code donor}, {@code system}, or who of the staff
 * @param gift that was assigned, or is not any more; {@code null} otherwise
 */
public record AgreementEvent(
        int position, Kind kind, Instant at, LocalDate day, String by, UUID gift) {

    /** What happened. */
    public enum Kind {
        OFFERED,
        SIGNED,
        COUNTERSIGNED,
        ENDED,
        CANCELLED,
        /** Another regular gift pays it from now on. */
        PAID_BY,
        GIFT_ASSIGNED,
        GIFT_REMOVED
    }
}
