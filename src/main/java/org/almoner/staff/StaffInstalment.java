package org.almoner.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.recurring.InstalmentState;
import org.almoner.recurring.InstalmentView;

/**
 * An instalment as staff see it.
 *
 * @param amount {@code null} while it lies ahead
 * @param reason why it was skipped or failed, or the provider's code of the last failed try
 * @param donation the gift it became
 */
record StaffInstalment(
        int number,
        LocalDate dueOn,
        LocalDate collectOn,
        Money amount,
        InstalmentState state,
        String reason,
        int tries,
        UUID donation,
        Instant closedAt) {

    static StaffInstalment of(InstalmentView it) {
        return new StaffInstalment(
                it.number(),
                it.dueOn(),
                it.collectOn(),
                it.amount(),
                it.state(),
                it.reason(),
                it.tries(),
                it.donation() == null ? null : it.donation().value(),
                it.closedAt());
    }
}
