package org.almoner.recurring;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationSettled;
import org.almoner.donation.DonationUnpaid;
import org.almoner.donation.InstalmentOf;
import org.almoner.payment.PaymentProgressed;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;
import org.almoner.payment.ReversalKind;

/**
 * Keeps instalments in step with the gifts they became, in the transaction that moves the gift. The
 * recurring gift is locked before its instalment, here as everywhere.
 */
@ApplicationScoped
class FollowInstalments {

    /** After the gift has followed its payment, so that rows are locked in one order only. */
    private static final int AFTER_THE_GIFT = Interceptor.Priority.APPLICATION + 900;

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final DonationHistory donations;
    private final HandleFailures failures;
    private final StartRecurringGifts start;
    private final PlanInstalments plan;
    private final ResumeRecurringGifts resume;
    private final RecurringLog log;

    FollowInstalments(
            RecurringGifts gifts,
            Instalments instalments,
            DonationHistory donations,
            HandleFailures failures,
            StartRecurringGifts start,
            PlanInstalments plan,
            ResumeRecurringGifts resume,
            RecurringLog log) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.donations = donations;
        this.failures = failures;
        this.start = start;
        this.plan = plan;
        this.resume = resume;
        this.log = log;
    }

    void onSettled(@Observes DonationSettled event) {
        with(
                event.instalment(),
                event.donation(),
                (gift, instalment) -> collected(gift, instalment, event.settledAt()));
    }

    private void collected(RecurringGift gift, Instalment instalment, Instant now) {
        if (!instalment.state().mayBecome(InstalmentState.COLLECTED)) {
            return;
        }
        instalment.collected(now);
        RecurringGiftState before = gift.state();
        gift.succeeded();
        if (gift.state() == RecurringGiftState.STARTING) {
            start.activate(gift, now);
        }
        if (before == RecurringGiftState.FAILING) {
            log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.RECOVERED, ChangedBy.SYSTEM));
        }
        if (before == RecurringGiftState.LAPSED) {
            resume.afterStandstill(gift, ChangedBy.SYSTEM, now);
        }
        plan.endIfDone(gift, now);
    }

    /**
     * The provider decides in its own time: no node has to look after the instalment any more, and
     * what was being started has started.
     */
    void onWaiting(@Observes @Priority(AFTER_THE_GIFT) PaymentProgressed event) {
        PaymentView payment = event.payment();
        boolean waits =
                payment.state() == PaymentState.PENDING
                        || payment.state() == PaymentState.NEEDS_REVIEW;
        if (!waits || payment.savedMethod() == null) {
            return;
        }
        donations
                .find(new DonationId(payment.reference()))
                .ifPresent(
                        donation ->
                                with(
                                        donation.instalment(),
                                        donation.id(),
                                        (gift, instalment) -> leave(gift, instalment, event)));
    }

    private void leave(RecurringGift gift, Instalment instalment, PaymentProgressed event) {
        instalment.leaveToProvider(event.payment().id());
        if (gift.state() == RecurringGiftState.STARTING) {
            start.activate(gift, event.at());
        }
    }

    void onUnpaid(@Observes DonationUnpaid event) {
        with(
                event.instalment(),
                event.donation(),
                (gift, instalment) -> {
                    if (instalment.state() == InstalmentState.COLLECTING
                            && instalment.payment().filter(event.payment()::equals).isPresent()) {
                        failures.declined(gift, instalment, event.reasonCode(), event.at());
                    }
                });
    }

    void onReversed(@Observes DonationReversed event) {
        if (event.kind() != ReversalKind.RETURN || !event.nothingLeft()) {
            return;
        }
        with(
                event.instalment(),
                event.donation(),
                (gift, instalment) -> {
                    if (instalment.state() == InstalmentState.COLLECTED) {
                        failures.returned(gift, instalment, event.reason(), event.at());
                    }
                });
    }

    private void with(
            InstalmentOf which, DonationId donation, BiConsumer<RecurringGift, Instalment> act) {
        if (which == null) {
            return; // a gift given once
        }
        RecurringGift gift =
                gifts.locked(new RecurringGiftId(which.recurringGift()))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "There is no recurring gift "
                                                        + which.recurringGift()));
        Optional<Instalment> instalment =
                instalments
                        .numbered(gift.id(), which.number())
                        .filter(it -> it.donation().filter(donation::equals).isPresent());
        instalment.ifPresent(it -> act.accept(gift, it));
    }
}
