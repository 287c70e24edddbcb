package org.almoner.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * A refund.
 *
 * @param payment of which it is a part
 * @param gift what was paid for
 * @param byTransfer whether somebody must transfer it, because whoever was paid cannot
 * @param note what was written down; may name people
 * @param paidOn the day it was transferred; {@code null} for other ways and before
 * @param failure why the provider refused, or was not reached last; {@code null} for none
 */
public record RefundView(
        UUID id,
        UUID payment,
        UUID gift,
        String office,
        Money amount,
        boolean byTransfer,
        RefundState state,
        RefundReason reason,
        String note,
        Instant askedAt,
        String askedBy,
        LocalDate paidOn,
        Instant endedAt,
        String failure) {

    /** Without what somebody wrote. */
    @Override
    public String toString() {
        return "RefundView[" + id + ", " + state + "]";
    }
}
