package org.almoner.wizard;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.payment.MethodChanged;
import org.almoner.payment.PaymentProgressed;
import org.almoner.payment.PaymentState;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.RecurringGiftView;

/**
 * When a payment failed for good, however we learnt of it, step 3 is asked again and nothing else:
 * a method that failed is never used again unless the donor chooses it anew.
 */
@ApplicationScoped
class ReopenDrafts {

    /** After the gift has followed its payment, so that rows are locked in one order only. */
    private static final int LATER = Interceptor.Priority.APPLICATION + 1000;

    private final DonationHistory donations;
    private final RecurringGiftHistory recurring;
    private final GiftDrafts drafts;

    ReopenDrafts(DonationHistory donations, RecurringGiftHistory recurring, GiftDrafts drafts) {
        this.donations = donations;
        this.recurring = recurring;
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
                .flatMap(this::draftOf)
                .ifPresent(this::askAgain);
    }

    /** A recurring gift asks again only while it has not begun. */
    private Optional<UUID> draftOf(DonationView gift) {
        return gift.instalment() == null
                ? Optional.ofNullable(gift.draft())
                : notBegun(gift.instalment().recurringGift());
    }

    private Optional<UUID> notBegun(UUID recurringGift) {
        return recurring
                .find(new RecurringGiftId(recurringGift))
                .filter(it -> it.state() == RecurringGiftState.PENDING)
                .map(RecurringGiftView::draft);
    }

    void onMethod(@Observes @Priority(LATER) MethodChanged event) {
        switch (event.method().state()) {
            case DECLINED, EXPIRED, REVOKED ->
                    notBegun(event.method().owner()).ifPresent(this::askAgain);
            case OPENED, PENDING, ACTIVE -> {}
        }
    }

    private void askAgain(UUID draft) {
        Optional.ofNullable(drafts.findById(draft, LockModeType.PESSIMISTIC_WRITE))
                .ifPresent(GiftDraft::chooseMethodAgain);
    }
}
