package org.almoner.donation;

import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.payment.IncomingTransfers;

/**
 * Money on an office's account that nobody had promised, and that a person makes a gift of.
 *
 * @param movement id of the movement on the account; it makes one gift, for ever
 * @param donor who gave it
 * @param campaign what it is for; {@code null} when nothing is said
 * @param country ISO 3166-1 alpha-2 of the donor
 * @param locale BCP 47 language of the donor
 */
public record ReceivedTransfer(
        UUID movement,
        IncomingTransfers.Arrival arrival,
        DonorId donor,
        CampaignId campaign,
        String country,
        String locale) {}
