package org.almoner.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.almoner.campaign.Campaigns;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentCleared;
import org.almoner.payment.PaymentProgressed;
import org.almoner.payment.PaymentReversed;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;

/** Keeps gifts in step with their payments, in the transaction that moves the payment. */
@ApplicationScoped
class FollowPayments {

    private final Donations donations;
    private final Campaigns campaigns;
    private final Event<DonationSettled> settled;
    private final Event<DonationReversed> reversed;
    private final Event<DonationUnpaid> unpaid;
    private final Event<DonationAwaitsTransfer> awaitsTransfer;
    private final Event<DonationAwaitsCollection> awaitsCollection;
    private final Event<DonationChanged> changed;

    FollowPayments(
            Donations donations,
            Campaigns campaigns,
            Event<DonationSettled> settled,
            Event<DonationReversed> reversed,
            Event<DonationUnpaid> unpaid,
            Event<DonationAwaitsTransfer> awaitsTransfer,
            Event<DonationAwaitsCollection> awaitsCollection,
            Event<DonationChanged> changed) {
        this.donations = donations;
        this.campaigns = campaigns;
        this.settled = settled;
        this.reversed = reversed;
        this.unpaid = unpaid;
        this.awaitsTransfer = awaitsTransfer;
        this.awaitsCollection = awaitsCollection;
        this.changed = changed;
    }

    void onProgress(@Observes PaymentProgressed event) {
        PaymentView payment = event.payment();
        Optional<Donation> found = donations.locked(payment.reference());
        if (found.isEmpty()) {
            return; // the payment is for something other than a gift
        }
        Donation donation = found.get();
        if (payment.state() == PaymentState.SETTLED) {
            settle(donation, event);
        } else {
            donation.follow(payment);
            if (payment.nextAction() instanceof NextAction.Transfer transfer) {
                announceTransfer(donation.view(), payment, transfer);
            }
            if (payment.nextAction() instanceof NextAction.DirectDebit collection) {
                announceCollection(donation.view(), payment, collection);
            }
            if (isUnpaid(donation, payment)) {
                announceUnpaid(donation, event);
            }
        }
        changed.fire(new DonationChanged(donation.view().status()));
    }

    /** Nothing has happened to a payment, but a doubt is gone. */
    void onCleared(@Observes PaymentCleared event) {
        donations
                .locked(event.payment().reference())
                .ifPresent(
                        donation -> {
                            donation.follow(event.payment());
                            changed.fire(new DonationChanged(donation.view().status()));
                        });
    }

    private void settle(Donation donation, PaymentProgressed event) {
        donation.settle(event.payment(), event.at());
        donation.campaign().ifPresent(id -> campaigns.book(id, donation.amount(), 1));
        donations.flush(); // listeners write plain SQL that refers to the gift and its payment
        DonationView view = donation.view();
        settled.fire(
                new DonationSettled(
                        view.id(),
                        view.instalment(),
                        view.payment(),
                        view.donor(),
                        view.office(),
                        view.amount(),
                        view.method(),
                        event.payment().provider(),
                        view.campaign(),
                        view.settledAt()));
    }

    /** A declined payment that is in doubt is said to be declined a second time; not here. */
    private static boolean isUnpaid(Donation donation, PaymentView payment) {
        boolean failed =
                payment.state() == PaymentState.DECLINED || payment.state() == PaymentState.EXPIRED;
        return failed
                && payment.reviewReason() == null
                && donation.state() == DonationState.PLEDGED;
    }

    private void announceUnpaid(Donation donation, PaymentProgressed event) {
        PaymentView payment = event.payment();
        unpaid.fire(
                new DonationUnpaid(
                        donation.id(),
                        donation.instalment(),
                        payment.id(),
                        donation.office(),
                        payment.declineCode(),
                        payment.state(),
                        event.at()));
    }

    private void announceTransfer(
            DonationView view, PaymentView payment, NextAction.Transfer transfer) {
        awaitsTransfer.fire(
                new DonationAwaitsTransfer(
                        view.id(),
                        payment.id(),
                        view.donor(),
                        view.office(),
                        view.amount(),
                        transfer,
                        view.locale()));
    }

    private void announceCollection(
            DonationView view, PaymentView payment, NextAction.DirectDebit collection) {
        awaitsCollection.fire(
                new DonationAwaitsCollection(
                        view.id(),
                        payment.id(),
                        view.donor(),
                        view.office(),
                        collection,
                        view.locale()));
    }

    void onReversal(@Observes PaymentReversed event) {
        Optional<Donation> found = donations.locked(event.payment().reference());
        if (found.isEmpty()) {
            return;
        }
        Donation donation = found.get();
        donation.reverse(event.amount(), event.kind());
        boolean nothingLeft = donation.reversed().equals(donation.amount());
        donation.campaign()
                .ifPresent(id -> campaigns.unbook(id, event.amount(), nothingLeft ? 1 : 0));
        reversed.fire(
                new DonationReversed(
                        donation.id(),
                        donation.instalment(),
                        event.payment().id(),
                        event.reversal(),
                        donation.office(),
                        event.amount(),
                        event.kind(),
                        event.reason(),
                        event.payment().provider(),
                        nothingLeft,
                        event.at()));
        changed.fire(new DonationChanged(donation.view().status()));
    }
}
