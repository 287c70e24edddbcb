package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.almoner.donor.DonorId;
import org.almoner.office.Offices;
import org.almoner.payment.SavedMethodId;
import org.almoner.recurring.Agreement;
import org.almoner.recurring.NewMethod;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftView;

/** Everything a completed draft of a recurring gift leaves behind, inside one transaction. */
@ApplicationScoped
class AgreeRecurringGift {

    private final RegisterDonor register;
    private final RecurringGiftDesk gifts;
    private final Offices offices;
    private final AgreeInDraft agree;
    private final InstantSource clock;

    AgreeRecurringGift(
            RegisterDonor register,
            RecurringGiftDesk gifts,
            Offices offices,
            AgreeInDraft agree,
            InstantSource clock) {
        this.register = register;
        this.agree = agree;
        this.gifts = gifts;
        this.offices = offices;
        this.clock = clock;
    }

    /** Agrees to the draft's recurring gift, or names another method when the last one failed. */
    void from(GiftDraft draft, SavedMethodId id, Completion call) {
        if (draft.next() != Step.COMPLETION) {
            throw EditDraft.outOfOrder(draft.next());
        }
        NewMethod method =
                new NewMethod(
                        id,
                        draft.method(),
                        call.returnUrl(),
                        agree.detailsOf(draft, id.value(), call));
        if (draft.recurringGift().isPresent()) {
            gifts.agreeByAnotherMethod(draft.recurringGift().get(), method);
            return;
        }
        DonorId donor = register.from(draft, call);
        RecurringGiftView gift = gifts.agree(agreement(draft, donor), method);
        draft.becameRecurringGift(gift.id());
    }

    private Agreement agreement(GiftDraft draft, DonorId donor) {
        RecurringWish wish = draft.recurring();
        return new Agreement(
                draft.id(),
                new Agreement.Giver(donor, draft.office(), draft.country(), draft.locale()),
                draft.amount(),
                wish.rhythm(draft.cadence(), offices.byCode(draft.office()).dayOf(clock.instant())),
                draft.campaign().orElse(null),
                wish.receiptsOrEach());
    }
}
