package org.almoner.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.payment.IncomingTransfers;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentOrder;
import org.almoner.payment.PaymentView;
import org.almoner.payment.TransferFit;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Books money that reached an office's account on gifts, because a person says whose it is. */
@ApplicationScoped
public class BookTransfers {

    private static final String BANK = "bank";

    private final Donations donations;
    private final PaymentDesk payments;
    private final IncomingTransfers transfers;
    private final Ids ids;
    private final InstantSource clock;

    BookTransfers(
            Donations donations,
            PaymentDesk payments,
            IncomingTransfers transfers,
            Ids ids,
            InstantSource clock) {
        this.donations = donations;
        this.payments = payments;
        this.transfers = transfers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Books the money on a gift that was promised and is not paid, in the caller's transaction: on
     * the payment that waits for a transfer, or on a further one when the last was given up.
     *
     * @throws DomainProblem 404 when the office has no such gift; 409 when it is paid or may still
     *     be paid in another way, is an instalment, or a person looks at its payment first; 400
     *     when the amounts or currencies differ
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public DonationView onPromise(DonationId id, IncomingTransfers.Arrival arrival) {
        Donation donation =
                donations
                        .findByIdOptional(id.value())
                        .filter(it -> it.office().value().equals(arrival.office()))
                        .orElseThrow(DomainProblem::notFound);
        if (donation.instalment() != null) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "An instalment of a recurring gift is collected by itself; make a gift of the"
                            + " money instead.");
        }
        requireAmount(donation, arrival);
        PaymentView last = payments.latestOf(id.value()).orElseThrow();
        PaymentId payment = waitsForTransfer(last) ? last.id() : openAnother(id, last);
        refuseUnlessFits(transfers.book(payment, arrival));
        return donation.view();
    }

    private static void requireAmount(Donation donation, IncomingTransfers.Arrival arrival) {
        if (!donation.amount().currency().equals(arrival.amount().currency())) {
            throw DomainProblem.invalid(
                    "/gift", "foreign_currency", "The gift is in another currency than the money.");
        }
        if (!donation.amount().equals(arrival.amount())) {
            throw DomainProblem.invalid(
                    "/gift", "other_amount", "The gift is about another amount than came.");
        }
    }

    private static boolean waitsForTransfer(PaymentView payment) {
        return payment.provider().equals(BANK)
                && switch (payment.state()) {
                    case OPENED, PENDING, NEEDS_REVIEW, SETTLED -> true;
                    case PARTLY_REFUNDED, REFUNDED, RETURNED -> true;
                    case DECLINED, EXPIRED -> false;
                };
    }

    private PaymentId openAnother(DonationId id, PaymentView last) {
        Donation donation = donations.locked(id.value()).orElseThrow();
        if (donation.state() != DonationState.PLEDGED || !donation.mayBeTriedAgain()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "This gift is paid, or may still be paid in another way.");
        }
        PaymentId payment = new PaymentId(ids.next());
        payments.open(
                new PaymentOrder(
                        payment,
                        id.value(),
                        donation.attempts() + 1,
                        donation.office().value(),
                        PaymentMethod.BANK_TRANSFER,
                        donation.amount(),
                        last.locale(),
                        null,
                        Map.of()));
        donation.tryAgain(payment, PaymentMethod.BANK_TRANSFER);
        return payment;
    }

    private static void refuseUnlessFits(TransferFit fit) {
        String detail =
                switch (fit) {
                    case FITS -> null;
                    case SECOND_PAYMENT -> "This gift is paid already.";
                    case PLEDGE_ENDED -> "The gift's payment was given up; look at the gift again.";
                    case IN_REVIEW -> "A person has to look at the gift's payment first.";
                    case OTHER_OFFICE, FOREIGN_CURRENCY, OTHER_AMOUNT ->
                            "The gift's payment is about something else than came.";
                };
        if (detail != null) {
            throw DomainProblem.of(ProblemType.WRONG_STATE, detail);
        }
    }

    /**
     * Makes a gift of the money and settles it, in the caller's transaction; receipt, bookings and
     * totals follow as of any gift.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public DonationView asGift(ReceivedTransfer received) {
        IncomingTransfers.Arrival arrival = received.arrival();
        DonationId id = new DonationId(ids.next());
        PaymentId payment = new PaymentId(ids.next());
        payments.open(
                new PaymentOrder(
                        payment,
                        id.value(),
                        1,
                        arrival.office(),
                        PaymentMethod.BANK_TRANSFER,
                        arrival.amount(),
                        received.locale(),
                        null,
                        Map.of()));
        Donation donation = Donation.received(id, received, payment, clock.instant());
        donations.persist(donation);
        refuseUnlessFits(transfers.book(payment, arrival));
        return donation.view();
    }
}
