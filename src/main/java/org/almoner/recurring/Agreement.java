package org.almoner.recurring;

import java.time.LocalDate;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorId;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * What a donor agrees to by completing the wizard for a recurring gift.
 *
 * @param draft the wizard's draft; one draft makes one recurring gift, for ever
 * @param giver who gives, from where, in which language
 * @param amount of each instalment
 * @param rhythm when instalments fall due
 * @param campaign {@code null} when none was named
 * @param receipts a receipt for each instalment, or one overview a year
 */
public record Agreement(
        UUID draft,
        Giver giver,
        Money amount,
        Rhythm rhythm,
        CampaignId campaign,
        ReceiptWish receipts) {

    /**
     * Who gives.
     *
     * @param office who receives the money
     * @param country ISO 3166-1 alpha-2 of the donor
     * @param locale BCP 47 language of the donor
     */
    public record Giver(DonorId donor, OfficeCode office, String country, String locale) {}

    /**
     * When instalments fall due.
     *
     * @param cadence anything but once
     * @param day of the month
     * @param startOn no instalment falls due before this day, in the office's time zone
     * @param endOn none falls due after this day; {@code null} for no end
     */
    public record Rhythm(Cadence cadence, CollectionDay day, LocalDate startOn, LocalDate endOn) {

        public Rhythm {
            if (!cadence.isRecurring()) {
                throw new IllegalArgumentException("A gift given once is no recurring gift");
            }
            if (endOn != null && endOn.isBefore(startOn)) {
                throw new IllegalArgumentException("A recurring gift cannot end before it starts");
            }
        }
    }
}
