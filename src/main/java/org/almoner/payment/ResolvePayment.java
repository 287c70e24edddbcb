package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Ends by a person's hand what the provider's word left open. */
@ApplicationScoped
public class ResolvePayment {

    private static final DomainProblem PAID_OTHERWISE =
            DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "Another payment of the same gift is paid or under way. Give this money back"
                            + " and dismiss the payment.");

    private final EntityManager database;
    private final Payments payments;
    private final Resolutions resolutions;
    private final Event<PaymentProgressed> progressed;
    private final Event<PaymentCleared> cleared;
    private final InstantSource clock;

    ResolvePayment(
            EntityManager database,
            Payments payments,
            Resolutions resolutions,
            Event<PaymentProgressed> progressed,
            Event<PaymentCleared> cleared,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.resolutions = resolutions;
        this.progressed = progressed;
        this.cleared = cleared;
        this.clock = clock;
    }

    /** The office whose payment it is; empty when there is none of that id. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> officeOf(PaymentId id) {
        return texts("SELECT office FROM payment WHERE id = :id", id.value()).stream().findFirst();
    }

    /**
     * Books or dismisses, in the caller's transaction. All payments of the same business are locked
     * meanwhile, so that it cannot be paid twice by two hands.
     *
     * @return the payment as it is then
     * @throws DomainProblem 404 when there is none of that id; 409 when nothing about it needs a
     *     person any more, or its money cannot be booked because the business is paid otherwise;
     *     400 when another amount than the payment's is to be booked
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public PaymentView resolve(PaymentId id, PaymentResolution how) {
        Payment payment = lockedWithItsLikes(id);
        if (!payment.isFlagged()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "Nothing about this payment needs a person any more. Look at it again.");
        }
        Instant now = clock.instant();
        resolutions.keep(payment, how, now);
        switch (how.outcome()) {
            case BOOKED -> book(payment, how, now);
            case DISMISSED -> dismiss(payment, now);
        }
        return payment.view();
    }

    private Payment lockedWithItsLikes(PaymentId id) {
        String reference =
                texts("SELECT cast(reference AS text) FROM payment WHERE id = :id", id.value())
                        .stream()
                        .findFirst()
                        .orElseThrow(DomainProblem::notFound);
        return payments.lockedOf(UUID.fromString(reference)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(DomainProblem::notFound);
    }

    private void book(Payment payment, PaymentResolution how, Instant now) {
        if (payment.state().wasSettled()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "This payment is booked already. Give back what is too much and dismiss it.");
        }
        if (!payment.amount().equals(how.received())) {
            throw DomainProblem.invalid(
                    "/amount",
                    "not_the_amount_asked_for",
                    "Only the amount that was asked for can be booked on this gift.");
        }
        if (payments.isPaidByAnother(payment)) {
            throw PAID_OTHERWISE;
        }
        payment.bookByHand(now);
        storeNow();
        progressed.fire(new PaymentProgressed(payment.view(), now));
    }

    /** At once, so that a payment that came to life meanwhile is met here and not at the end. */
    private void storeNow() {
        try {
            database.flush();
        } catch (PersistenceException failure) {
            if (String.valueOf(failure.getMessage()).contains("uq_payment_alive")) {
                throw PAID_OTHERWISE;
            }
            throw failure;
        }
    }

    private void dismiss(Payment payment, Instant now) {
        boolean ends = payment.state() == PaymentState.NEEDS_REVIEW;
        payment.dismiss(now);
        database.flush();
        if (ends) {
            progressed.fire(new PaymentProgressed(payment.view(), now));
        }
        // The gift waited for this decision; now it goes on from where its payments stand.
        payments.standingFor(payment.reference())
                .ifPresent(standing -> cleared.fire(new PaymentCleared(standing.view(), now)));
    }

    private List<String> texts(String sql, UUID id) {
        List<?> rows = database.createNativeQuery(sql).setParameter("id", id).getResultList();
        return rows.stream().map(String.class::cast).toList();
    }
}
