package org.almoner.wizard;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.LockModeType;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.payment.PaymentProgressed;
import org.almoner.payment.PaymentState;

/**
 * When a payment failed for good, however we learnt of it, step 3 is asked again and nothing else:
 * a method that failed is never used again unless the donor chooses it anew.
 */
@ApplicationScoped
class ReopenDrafts {

    /** After the gift has followed its payment, so that rows are locked in one order only. */
    private static final int LATER = Interceptor.Priority.APPLICATION + 1000;

    private final DonationHistory donations;
    private final GiftDrafts drafts;

    ReopenDrafts(DonationHistory donations, GiftDrafts drafts) {
        this.donations = donations;
        this.drafts = drafts;
    }

    void onFailure(@Observes @Priority(LATER) PaymentProgressed event) {
        PaymentState state = event.payment().state();
        if (state != PaymentState.DECLINED && state != PaymentState.EXPIRED) {
            return;
        }
        donations
                .find(new DonationId(event.payment().reference()))
                .filter(gift -> gift.payment().equals(event.payment().id()))
                .map(gift -> drafts.findById(gift.draft(), LockModeType.PESSIMISTIC_WRITE))
                .ifPresent(GiftDraft::chooseMethodAgain);
    }
}
