package org.almoner.selfcheck;

import java.time.Instant;
import java.util.List;

/**
 * What a self-check found.
 *
 * @param ranAt when it began
 * @param healthy whether every invariant could be checked and holds
 * @param invariants one finding for each, ordered by id
 */
public record SelfCheckReport(Instant ranAt, boolean healthy, List<Finding> invariants) {

    /**
     * One invariant.
     *
     * @param sentence what must hold
     * @param offenders what breaks it, at most twenty; {@code check-failed} when it could not be
     *     checked at all
     * @param millis how long the check took
     */
    public record Finding(String id, String sentence, List<String> offenders, long millis) {

        /** Whether it could not be checked at all. */
        boolean isUnknown() {
            return offenders.equals(List.of(SelfCheck.CHECK_FAILED));
        }
    }
}
