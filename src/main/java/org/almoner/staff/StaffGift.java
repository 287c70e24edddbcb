package org.almoner.staff;

import java.time.Instant;
import java.util.UUID;
import org.almoner.donation.GiftStatus;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * A gift in a list of the staff.
 *
 * @param recurringGift the agreement it is an instalment of; {@code null} for a gift given once
 * @param instalment which one; {@code null} like it
 * @param campaign {@code null} when it names none
 * @param receiptNumber {@code null} until there is a receipt
 * @param settledAt {@code null} until the money is here
 */
record StaffGift(
        UUID id,
        String office,
        GiftStatus status,
        Money amount,
        Cadence cadence,
        UUID recurringGift,
        Integer instalment,
        UUID campaign,
        PaymentMethod method,
        StaffDonor donor,
        String receiptNumber,
        Instant pledgedAt,
        Instant settledAt) {

    /**
     * The donor, as far as staff need it to recognise the gift.
     *
     * @param email {@code null} for somebody who was erased
     * @param restricted whether the person was erased; {@code null} when not
     */
    record StaffDonor(
            UUID id, String kind, String name, String email, String country, Boolean restricted) {

        @Override
        public String toString() {
            return "StaffDonor[" + id + "]";
        }
    }
}
