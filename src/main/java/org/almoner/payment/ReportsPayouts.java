package org.almoner.payment;

/** A gateway whose provider also tells which movements a payout is made of. */
public interface ReportsPayouts extends ReportsBalance {

    /**
     * What a payout consists of, the payout itself left out.
     *
     * @param office whose account it left
     * @param payout the provider's id of it, as {@link BalanceMovement#payout()} of the movement of
     *     kind {@link BalanceMovement.Kind#PAYOUT} names it
     * @param cursor {@link Slice#next()} of the piece before; {@code null} for the first
     * @param limit at most so many in the piece, 1 to 100
     * @throws GatewayUnavailable when it cannot be asked now
     */
    Slice<BalanceMovement> movementsOf(String office, String payout, String cursor, int limit)
            throws GatewayUnavailable;
}
