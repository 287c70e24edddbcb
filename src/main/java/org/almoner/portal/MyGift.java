package org.almoner.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.donation.GiftStatus;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * A gift as its donor sees it.
 *
 * @param reversed how much flowed back; {@code null} when nothing did
 * @param statusText the status in a sentence, in the donor's language
 * @param settledAt when the money came; {@code null} before
 * @param campaign {@code null} when none was named
 * @param receipt {@code null} while there is none
 * @param recurringGift {@code null} for a gift given once
 */
record MyGift(
        UUID id,
        Money amount,
        Money reversed,
        GiftStatus status,
        String statusText,
        Instant madeAt,
        Instant settledAt,
        ToOffice office,
        ForCampaign campaign,
        PaidBy method,
        Receipt receipt,
        PartOf recurringGift) {

    /** Who received it. */
    record ToOffice(String code, String name) {}

    /** What it was given for, in the donor's language. */
    record ForCampaign(String slug, String name) {}

    /**
     * How it was paid.
     *
     * @param label how the donor knows the account or card again, masked; {@code null} if unknown
     */
    record PaidBy(PaymentMethod code, String name, String label) {

        @Override
        public String toString() {
            return "PaidBy[" + code + "]";
        }
    }

    /** Its receipt, dated as at the office. */
    record Receipt(String number, LocalDate issuedOn) {}

    /** Which instalment of which recurring gift it is. */
    record PartOf(UUID id, int instalment) {}
}
