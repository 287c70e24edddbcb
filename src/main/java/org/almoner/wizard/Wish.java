package org.almoner.wizard;

import org.almoner.campaign.CampaignId;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/**
 * A checked first step: what somebody from some country wishes to give, how often, for what.
 *
 * @param recurring what was said beyond the cadence; {@code null} for a gift given once
 */
record Wish(
        String country,
        String locale,
        OfficeCode office,
        Money amount,
        Cadence cadence,
        RecurringWish recurring,
        CampaignId campaign) {}
