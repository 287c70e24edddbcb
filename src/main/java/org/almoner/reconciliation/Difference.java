package org.almoner.reconciliation;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing in which provider, ledger and bank do not agree. What does not apply is {@code null}.
 *
 * @param id with the kind, names it for ever: our id of the movement, payment, payout or line
 * @param movement the provider's id
 * @param payout the provider's id
 * @param told minor units with sign, as the provider or the bank has it
 * @param booked minor units with sign, as the ledger has it
 * @param currency of {@code told}
 * @param bookedCurrency of {@code booked}, where it is another one
 */
public record Difference(
        DifferenceKind kind,
        UUID id,
        String provider,
        String movement,
        UUID payment,
        UUID gift,
        String payout,
        Long told,
        Long booked,
        String currency,
        String bookedCurrency,
        Instant at) {}
