package org.almoner.reconciliation;

import java.util.List;
import java.util.UUID;

/**
 * Movements on accounts that providers hold were told for the first time. Published inside the
 * transaction that keeps them, so that whatever is booked of them commits with them or not at all.
 *
 * @param movements our ids; some of them may have been known, and are no rows
 */
public record MovementsKept(List<UUID> movements) {

    public MovementsKept {
        movements = List.copyOf(movements);
    }
}
