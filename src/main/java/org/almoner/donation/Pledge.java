package org.almoner.donation;

import java.util.Map;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;

/**
 * What a donor promises by completing the wizard.
 *
 * @param draft the wizard's draft; one draft makes one gift, for ever
 * @param payment the id its payment shall have
 * @param campaign {@code null} when none was named
 * @param country ISO 3166-1 alpha-2 of the donor
 * @param locale BCP 47 language of the donor
 * @param returnUrl where a provider sends the donor back to, or {@code null}
 * @param methodFields what the method needs beyond its name
 */
public record Pledge(
        UUID draft,
        PaymentId payment,
        DonorId donor,
        OfficeCode office,
        CampaignId campaign,
        Money amount,
        String country,
        String locale,
        PaymentMethod method,
        String returnUrl,
        Map<String, String> methodFields) {}
