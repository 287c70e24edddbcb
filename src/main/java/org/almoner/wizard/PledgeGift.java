package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.almoner.donation.DonationDesk;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.donation.Pledge;
import org.almoner.donor.DonorId;
import org.almoner.payment.PaymentId;

/** Everything a completed draft leaves behind, inside one transaction. */
@ApplicationScoped
class PledgeGift {

    private final RegisterDonor register;
    private final DonationDesk gifts;
    private final DonationHistory history;
    private final AgreeInDraft agree;

    PledgeGift(
            RegisterDonor register,
            DonationDesk gifts,
            DonationHistory history,
            AgreeInDraft agree) {
        this.register = register;
        this.gifts = gifts;
        this.history = history;
        this.agree = agree;
    }

    /** Pledges the draft's gift, or another way to pay it when the last one failed. */
    DonationView from(GiftDraft draft, PaymentId payment, Completion call) {
        Optional<DonationView> before = draft.donation().flatMap(history::find);
        if (draft.donation().isPresent()
                && before.filter(DonationView::mayBeTriedAgain).isEmpty()) {
            throw EditDraft.alreadyCompleted()
                    .with("donation", draft.donation().get().value().toString());
        }
        if (draft.next() != Step.COMPLETION) {
            throw EditDraft.outOfOrder(draft.next());
        }
        if (before.isPresent()) {
            DonationId id = before.get().id();
            return gifts.payInAnotherWay(id, pledge(draft, before.get().donor(), payment, call));
        }
        return first(draft, payment, call);
    }

    private DonationView first(GiftDraft draft, PaymentId payment, Completion call) {
        DonorId donor = register.from(draft, call);
        DonationView gift = gifts.pledge(pledge(draft, donor, payment, call));
        draft.becameGift(gift.id());
        return gift;
    }

    private Pledge pledge(GiftDraft draft, DonorId donor, PaymentId payment, Completion call) {
        return new Pledge(
                draft.id(),
                payment,
                donor,
                draft.office(),
                draft.campaign().orElse(null),
                draft.amount(),
                draft.country(),
                draft.locale(),
                draft.method(),
                call.returnUrl(),
                agree.detailsOf(draft, payment.value(), call));
    }
}
