package org.almoner.recurring;

import java.time.Instant;
import java.time.LocalDate;
import org.almoner.donation.DonationId;
import org.almoner.money.Money;

/**
 * An instalment as others may see it.
 *
 * @param number 1 for the first of its recurring gift
 * @param dueOn the day it falls due, in the office's time zone
 * @param collectOn the day of the next try: later than due while an announcement runs or after a
 *     failed try
 * @param amount what is or was collected; {@code null} while it lies ahead, because the amount then
 *     agreed counts
 * @param reason why it was skipped or failed, or the provider's code of the last failed try; {@code
 *     null} when all is well
 * @param donation the gift it became; {@code null} while none did
 */
public record InstalmentView(
        RecurringGiftId recurringGift,
        int number,
        LocalDate dueOn,
        LocalDate collectOn,
        Money amount,
        InstalmentState state,
        String reason,
        int tries,
        DonationId donation,
        Instant closedAt) {}
