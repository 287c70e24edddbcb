package org.almoner.reconciliation;

import java.util.List;
import java.util.UUID;

/**
 * Bank statements showed the money of payouts. Published once per payout, inside the transaction
 * that notes it.
 *
 * @param payouts our ids of the movements that are the payouts
 */
public record PayoutsArrived(List<UUID> payouts) {

    public PayoutsArrived {
        payouts = List.copyOf(payouts);
    }
}
