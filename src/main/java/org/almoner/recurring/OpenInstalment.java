package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import org.almoner.donation.DonationDesk;
import org.almoner.donation.InstalmentPledge;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentInHand;
import org.almoner.payment.PaymentOrder;

/**
 * Makes a gift of an instalment and opens its payment, in the caller's transaction. The provider's
 * key is fixed here, one for each try; a try is counted only after the one before was declined or
 * returned for good (EO-11).
 */
@ApplicationScoped
class OpenInstalment {

    private final DonationDesk donations;
    private final PaymentDesk payments;
    private final Ids ids;

    OpenInstalment(DonationDesk donations, PaymentDesk payments, Ids ids) {
        this.donations = donations;
        this.payments = payments;
        this.ids = ids;
    }

    PaymentInHand open(RecurringGift gift, Instalment instalment, boolean donorPresent) {
        RecurringGiftView view = gift.view();
        // What was asked for once is asked for again, whatever was agreed since for the next ones.
        Money amount = instalment.amount().orElse(gift.amount());
        PaymentId payment = new PaymentId(ids.next());
        InstalmentPledge pledge =
                new InstalmentPledge(
                        gift.instalment(instalment.number()),
                        payment,
                        new InstalmentPledge.Giver(
                                view.giver().donor(),
                                view.giver().office(),
                                view.giver().country(),
                                view.giver().locale()),
                        view.campaign(),
                        amount,
                        gift.method(),
                        new PaymentOrder.Collection(
                                gift.savedMethod()
                                        .orElseThrow(
                                                () ->
                                                        new IllegalStateException(
                                                                "Recurring gift "
                                                                        + gift.id()
                                                                        + " has no method")),
                                donorPresent));
        instalment.collect(
                donations.collectInstalment(pledge, instalment.donation().orElse(null)),
                payment,
                amount);
        return payments.inHand(payment);
    }
}
