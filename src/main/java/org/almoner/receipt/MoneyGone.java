package org.almoner.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationState;

/** Whether anything is left of a gift to give a receipt for. */
@ApplicationScoped
class MoneyGone {

    private final DonationHistory donations;

    MoneyGone(DonationHistory donations) {
        this.donations = donations;
    }

    boolean isAllGone(DonationId donation) {
        return donations
                .stateOf(donation)
                .filter(it -> it == DonationState.REFUNDED || it == DonationState.RETURNED)
                .isPresent();
    }
}
