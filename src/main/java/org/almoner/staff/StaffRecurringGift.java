package org.almoner.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.recurring.RecurringGiftState;

/**
 * A recurring gift in a list of the staff.
 *
 * @param campaign {@code null} when it names none
 * @param nextDueOn when the next instalment falls due; {@code null} when none lies ahead
 */
record StaffRecurringGift(
        UUID id,
        String number,
        String office,
        RecurringGiftState state,
        Terms terms,
        UUID campaign,
        PaymentMethod method,
        boolean methodNeeded,
        LocalDate nextDueOn,
        StaffGift.StaffDonor donor,
        Instant createdAt) {

    /**
     * What was agreed.
     *
     * @param collectionDay 1 to 28; {@code null} for the last day of the month
     * @param endOn {@code null} for no end
     */
    record Terms(
            Money amount,
            Cadence cadence,
            Integer collectionDay,
            boolean lastDayOfMonth,
            LocalDate startOn,
            LocalDate endOn,
            ReceiptWish receipts) {}
}
