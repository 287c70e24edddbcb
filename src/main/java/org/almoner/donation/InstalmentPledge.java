package org.almoner.donation;

import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentOrder;

/**
 * An instalment of a recurring gift that is to become a gift.
 *
 * @param instalment which one; it becomes a gift once
 * @param payment the id its payment shall have
 * @param campaign {@code null} when none was named
 * @param collection the saved method it is collected with
 */
public record InstalmentPledge(
        InstalmentOf instalment,
        PaymentId payment,
        Giver giver,
        CampaignId campaign,
        Money amount,
        PaymentMethod method,
        PaymentOrder.Collection collection) {

    /**
     * Who gives, as agreed.
     *
     * @param country ISO 3166-1 alpha-2 of the donor
     * @param locale BCP 47 language of the donor
     */
    public record Giver(DonorId donor, OfficeCode office, String country, String locale) {}
}
