package org.almoner.donation;

import java.time.Instant;
import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;

/**
 * A gift's money has arrived. Published once per gift, inside the transaction that records it, so
 * that everything observed commits with it or not at all.
 *
 * @param instalment {@code null} for a gift given once
 * @param campaign {@code null} when the gift names none
 */
public record DonationSettled(
        DonationId donation,
        InstalmentOf instalment,
        PaymentId payment,
        DonorId donor,
        OfficeCode office,
        Money amount,
        PaymentMethod method,
        String provider,
        CampaignId campaign,
        Instant settledAt) {}
