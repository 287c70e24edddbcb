package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationView;
import org.almoner.donation.GiftStatus;
import org.almoner.donor.MaskedDonor;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentView;

/** Shows a draft to its holder, and after completion what became of the gift. */
@ApplicationScoped
class ShowDraft {

    private final GiftDrafts drafts;
    private final DonationHistory donations;
    private final PaymentDesk payments;
    private final Campaigns campaigns;

    ShowDraft(
            GiftDrafts drafts,
            DonationHistory donations,
            PaymentDesk payments,
            Campaigns campaigns) {
        this.drafts = drafts;
        this.donations = donations;
        this.payments = payments;
        this.campaigns = campaigns;
    }

    /** The draft of this id, for the holder of its token. */
    @Transactional
    DraftView find(UUID id, String token) {
        return of(drafts.held(id, token));
    }

    DraftView of(GiftDraft draft) {
        return view(draft, null);
    }

    DraftView withToken(GiftDraft draft, String token) {
        return view(draft, token);
    }

    private DraftView view(GiftDraft draft, String token) {
        Outcome outcome = outcome(draft);
        return new DraftView(
                draft.id(),
                token,
                outcome.step(),
                draft.expiresAt(),
                draft.country(),
                draft.locale(),
                draft.office().value(),
                draft.amount(),
                draft.cadence(),
                draft.campaign().flatMap(campaigns::byId).map(CampaignView::slug).orElse(null),
                draft.donor() == null ? null : MaskedDonor.of(draft.donor()),
                draft.consents(),
                chosen(draft),
                draft.donation().map(id -> id.value()).orElse(null),
                outcome.status(),
                outcome.nextAction());
    }

    private static DraftView.ChosenMethod chosen(GiftDraft draft) {
        return draft.method() == null
                ? null
                : new DraftView.ChosenMethod(draft.method(), draft.methodFields().get("scenario"));
    }

    private record Outcome(Step step, GiftStatus status, NextAction nextAction) {}

    private Outcome outcome(GiftDraft draft) {
        if (draft.donation().isEmpty()) {
            return new Outcome(draft.next(), null, null);
        }
        Optional<DonationView> donation = donations.find(draft.donation().get());
        if (donation.isEmpty()) {
            return new Outcome(Step.DONE, GiftStatus.PENDING, new NextAction.None());
        }
        Step step = donation.get().mayBeTriedAgain() ? draft.next() : Step.DONE;
        NextAction next =
                payments.find(donation.get().payment())
                        .map(PaymentView::nextAction)
                        .orElse(new NextAction.None());
        return new Outcome(step, donation.get().status(), next);
    }
}
