package org.almoner.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentOrder;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** The acts others may ask of gifts. */
@ApplicationScoped
public class DonationDesk {

    /** A form that takes any number of tries helps to test stolen cards. */
    private static final int MOST_ATTEMPTS = 10;

    private final Donations donations;
    private final PaymentDesk payments;
    private final Ids ids;
    private final InstantSource clock;

    DonationDesk(Donations donations, PaymentDesk payments, Ids ids, InstantSource clock) {
        this.donations = donations;
        this.payments = payments;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Pledges a gift and opens its first payment, in the caller's transaction. A draft that has
     * made a gift already is refused by the database.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public DonationView pledge(Pledge pledge) {
        DonationId id = new DonationId(ids.next());
        PaymentId payment = payments.open(order(id, 1, pledge));
        Donation donation = Donation.pledged(id, pledge, payment, clock.instant());
        donations.persist(donation);
        return donation.view();
    }

    /**
     * Opens another payment for a gift whose last one was declined or given up, in the caller's
     * transaction.
     *
     * @throws DomainProblem 409 when the gift is paid, or may still be
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public DonationView payInAnotherWay(DonationId id, Pledge pledge) {
        Donation donation = donations.locked(id.value()).orElseThrow(DomainProblem::notFound);
        if (donation.state() != DonationState.PLEDGED || !donation.mayBeTriedAgain()) {
            throw DomainProblem.of(
                    ProblemType.ALREADY_COMPLETED,
                    "This gift is paid or its payment is still undecided; it is not asked for"
                            + " again.");
        }
        Money amount = donation.amount();
        PaymentMethod method = pledge.method();
        if (donation.attempts() >= MOST_ATTEMPTS) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "This gift was tried often enough; begin a new draft.");
        }
        PaymentId payment =
                payments.open(
                        new PaymentOrder(
                                pledge.payment(),
                                id.value(),
                                donation.attempts() + 1,
                                donation.office().value(),
                                method,
                                amount,
                                pledge.locale(),
                                pledge.returnUrl(),
                                pledge.methodFields()));
        donation.tryAgain(payment, method);
        return donation.view();
    }

    /**
     * Makes a gift of an instalment and opens its payment, in the caller's transaction; or opens a
     * further payment for the gift it became when the last try failed for good. An instalment that
     * is a gift already is refused by the database.
     *
     * @param before the gift an earlier try was made for; {@code null} when there was none
     * @return the gift that is being collected: the one before, or a new one when all of that went
     *     back to the bank
     * @throws IllegalStateException when the earlier gift is paid or still undecided
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public DonationId collectInstalment(InstalmentPledge pledge, DonationId before) {
        if (before == null) {
            return newInstalment(pledge);
        }
        Donation donation = donations.locked(before.value()).orElseThrow();
        if (donation.state() == DonationState.RETURNED) {
            return newInstalment(pledge);
        }
        payments.open(order(before, donation.attempts() + 1, donation.amount(), pledge));
        donation.tryAgain(pledge.payment(), pledge.method());
        return before;
    }

    private DonationId newInstalment(InstalmentPledge pledge) {
        DonationId id = new DonationId(ids.next());
        payments.open(order(id, 1, pledge.amount(), pledge));
        donations.persist(Donation.pledged(id, pledge, clock.instant()));
        return id;
    }

    private static PaymentOrder order(
            DonationId id, int attempt, Money amount, InstalmentPledge pledge) {
        return new PaymentOrder(
                pledge.payment(),
                id.value(),
                attempt,
                pledge.giver().office().value(),
                pledge.method(),
                amount,
                pledge.giver().locale(),
                null,
                Map.of(),
                pledge.collection());
    }

    private static PaymentOrder order(DonationId id, int attempt, Pledge pledge) {
        return new PaymentOrder(
                pledge.payment(),
                id.value(),
                attempt,
                pledge.office().value(),
                pledge.method(),
                pledge.amount(),
                pledge.locale(),
                pledge.returnUrl(),
                pledge.methodFields());
    }
}
