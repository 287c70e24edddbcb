package org.almoner.donation;

import java.time.Instant;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;

/**
 * A gift as others may see it.
 *
 * @param draft the wizard's draft it came from; {@code null} for an instalment, and for money that
 *     came without a promise
 * @param instalment which instalment of a recurring gift it is; {@code null} for a gift given once
 * @param campaign {@code null} when none was named
 * @param reversed how much of it flowed back
 * @param payment the attempt that paid it, or the last one tried
 * @param settledAt when the money came; {@code null} before
 */
public record DonationView(
        DonationId id,
        UUID draft,
        InstalmentOf instalment,
        DonorId donor,
        OfficeCode office,
        CampaignId campaign,
        Money amount,
        Money reversed,
        String country,
        String locale,
        PaymentMethod method,
        DonationState state,
        GiftStatus status,
        PaymentId payment,
        Instant pledgedAt,
        Instant settledAt) {

    /** Whether another way to pay may be tried. */
    public boolean mayBeTriedAgain() {
        return status == GiftStatus.DECLINED || status == GiftStatus.EXPIRED;
    }
}
