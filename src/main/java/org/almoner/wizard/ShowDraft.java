package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignView;
import org.almoner.campaign.Campaigns;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationView;
import org.almoner.donation.GiftStatus;
import org.almoner.donor.MaskedDonor;
import org.almoner.office.Offices;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodView;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentView;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftHistory;
import org.almoner.recurring.RecurringGiftView;

/** Shows a draft to its holder, and after completion what became of the gift. */
@ApplicationScoped
class ShowDraft {

    private final GiftDrafts drafts;
    private final DonationHistory donations;
    private final RecurringGiftHistory recurring;
    private final RecurringGiftDesk recurringDesk;
    private final PaymentDesk payments;
    private final MethodDesk methods;
    private final Campaigns campaigns;
    private final Offices offices;
    private final InstantSource clock;

    ShowDraft(
            GiftDrafts drafts,
            DonationHistory donations,
            RecurringGiftHistory recurring,
            RecurringGiftDesk recurringDesk,
            PaymentDesk payments,
            MethodDesk methods,
            Campaigns campaigns,
            Offices offices,
            InstantSource clock) {
        this.drafts = drafts;
        this.donations = donations;
        this.recurring = recurring;
        this.recurringDesk = recurringDesk;
        this.payments = payments;
        this.methods = methods;
        this.campaigns = campaigns;
        this.offices = offices;
        this.clock = clock;
    }

    /**
     * The draft of this id, for the holder of its token. Whoever was sent to a provider's page may
     * be back from it.
     */
    @Transactional
    DraftView find(UUID id, String token) {
        GiftDraft draft = drafts.held(id, token);
        DraftView view = of(draft);
        if (view.nextAction() instanceof NextAction.Redirect) {
            askWhetherTheDonorIsBack(draft);
        }
        return view;
    }

    private void askWhetherTheDonorIsBack(GiftDraft draft) {
        draft.recurringGift().ifPresent(gift -> methods.donorMayBeBack(gift.value()));
        draft.donation()
                .flatMap(donations::find)
                .flatMap(donation -> payments.find(donation.payment()))
                .ifPresent(payments::donorMayBeBack);
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
                draft.recurring(),
                firstDue(draft),
                draft.campaign().flatMap(campaigns::byId).map(CampaignView::slug).orElse(null),
                draft.donor() == null ? null : MaskedDonor.of(draft.donor()),
                draft.consents(),
                chosen(draft),
                draft.donation().map(id -> id.value()).orElse(null),
                outcome.status(),
                outcome.recurringGift(),
                outcome.nextAction());
    }

    /** When the first instalment would fall due if the donor said yes today. */
    private LocalDate firstDue(GiftDraft draft) {
        if (!draft.cadence().isRecurring()) {
            return null;
        }
        LocalDate today = offices.byCode(draft.office()).dayOf(clock.instant());
        return RecurringGiftDesk.firstDue(draft.recurring().rhythm(draft.cadence(), today));
    }

    private static DraftView.ChosenMethod chosen(GiftDraft draft) {
        return draft.method() == null
                ? null
                : new DraftView.ChosenMethod(draft.method(), draft.methodFields().get("scenario"));
    }

    private record Outcome(
            Step step,
            GiftStatus status,
            DraftView.MadeRecurring recurringGift,
            NextAction nextAction) {}

    private Outcome outcome(GiftDraft draft) {
        Optional<RecurringGiftView> gift = draft.recurringGift().flatMap(recurring::find);
        if (gift.isPresent()) {
            return outcome(draft, gift.get());
        }
        if (draft.donation().isEmpty()) {
            return new Outcome(draft.next(), null, null, null);
        }
        Optional<DonationView> donation = donations.find(draft.donation().get());
        if (donation.isEmpty()) {
            return new Outcome(Step.DONE, GiftStatus.PENDING, null, new NextAction.None());
        }
        Step step = donation.get().mayBeTriedAgain() ? draft.next() : Step.DONE;
        NextAction next =
                payments.find(donation.get().payment())
                        .map(PaymentView::nextAction)
                        .orElse(new NextAction.None());
        return new Outcome(step, donation.get().status(), null, next);
    }

    private Outcome outcome(GiftDraft draft, RecurringGiftView gift) {
        FirstInstalment first =
                recurring
                        .instalment(gift.id(), 1)
                        .map(FirstInstalment::of)
                        .orElseGet(() -> FirstInstalment.planned(gift));
        NextAction next =
                methods.find(gift.collecting().savedMethod())
                        .map(MethodView::nextAction)
                        .orElse(new NextAction.None());
        return new Outcome(
                recurringDesk.awaitsAnotherMethod(gift) ? draft.next() : Step.DONE,
                null,
                new DraftView.MadeRecurring(gift.id().value(), gift.number(), gift.state(), first),
                next);
    }
}
