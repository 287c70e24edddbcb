package org.almoner.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Gives payments back on purpose, in part or as a whole, never more than is left. Where a provider
 * can, it is asked by a job, under one key however often; otherwise somebody transfers the money
 * and says so.
 */
@ApplicationScoped
public class RefundDesk {

    /** The most refunds of one payment that are told. */
    public static final int MOST = 100;

    private final RefundRows rows;
    private final Payments payments;
    private final Gateways gateways;
    private final RecordProviderWord word;
    private final Ids ids;
    private final InstantSource clock;

    RefundDesk(
            RefundRows rows,
            Payments payments,
            Gateways gateways,
            RecordProviderWord word,
            Ids ids,
            InstantSource clock) {
        this.rows = rows;
        this.payments = payments;
        this.gateways = gateways;
        this.word = word;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be given back, with the amount known. */
    record Wish(Money amount, RefundReason reason, String note, String by, Instant at) {}

    /**
     * Why it is given back, and who says so.
     *
     * @param note one line of text; {@code null} for none, required for {@link RefundReason#OTHER}
     * @param by name of the account
     */
    public record Cause(RefundReason reason, String note, String by) {

        @Override
        public String toString() {
            return "Cause[" + reason + "]";
        }
    }

    /**
     * Asks for a refund, in the caller's transaction; the payment is locked meanwhile.
     *
     * @param amount {@code null} for all that is left
     * @throws DomainProblem 404 when there is no such payment; 409 when it was never paid, nothing
     *     is left, or somebody disputes it at the bank, which takes the money by itself; 400 when
     *     the amount is more than is left, nothing, or in another currency, or a note is missing
     */
    @Transactional(TxType.MANDATORY)
    public RefundView ask(PaymentId id, Money amount, Cause cause) {
        Payment payment = payments.locked(id).orElseThrow(DomainProblem::notFound);
        if (!payment.state().wasSettled()) {
            throw wrongState("This payment was not received, so nothing can be given back.");
        }
        if (payment.isDisputed()) {
            throw wrongState(
                    "The payment is disputed at the bank, which takes the money back by itself when"
                            + " the dispute is lost. Giving it back as well would pay twice.");
        }
        if (cause.reason() == RefundReason.OTHER && cause.note() == null) {
            throw DomainProblem.invalid("/note", "required", "Say why, where no reason fits.");
        }
        Money left = left(payment);
        if (left.isZero()) {
            throw wrongState("Nothing is left of this payment, or all of it is on its way back.");
        }
        Money wanted = amount == null ? left : amount;
        requireWithin(wanted, left);
        UUID refund = ids.next();
        rows.insert(
                refund,
                payment,
                new Wish(wanted, cause.reason(), cause.note(), cause.by(), clock.instant()),
                keyLifetime(payment));
        return rows.find(refund).orElseThrow();
    }

    private static void requireWithin(Money wanted, Money left) {
        if (!wanted.currency().equals(left.currency())) {
            throw DomainProblem.invalid(
                    "/amount/currency",
                    "other_currency",
                    "It was paid in " + left.currency() + ".");
        }
        if (wanted.isZero()) {
            throw DomainProblem.invalid("/amount/minor", "too_small", "Give back at least 1.");
        }
        if (wanted.isMoreThan(left)) {
            throw DomainProblem.invalid(
                    "/amount/minor", "more_than_is_left", "At most " + left + " is left.");
        }
    }

    private Money left(Payment payment) {
        Money rest = payment.amount().minus(payment.reversed());
        return new Money(rest.minor() - rows.reserved(payment.id()), rest.currency());
    }

    private Optional<Duration> keyLifetime(Payment payment) {
        return gateways.capable(payment.provider(), RefundsPayments.class)
                .flatMap(
                        refunds ->
                                refunds.refundKeyLifetime()
                                        .or(
                                                () ->
                                                        gateways.named(payment.provider())
                                                                .map(Gateway::keyLifetime)));
    }

    /**
     * Notes that a refund was transferred, in the caller's transaction; the gift is less by it from
     * now on. Doing it again changes nothing.
     *
     * @param on the day
     * @param today at the office
     * @throws DomainProblem 404 when there is none; 409 when no transfer is awaited, or the bank
     *     took the money back meanwhile; 400 for a day before it was asked for or to come
     */
    @Transactional(TxType.MANDATORY)
    public RefundView paid(UUID id, LocalDate on, Days days, String by) {
        RefundView refund = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (refund.state() == RefundState.DONE && refund.byTransfer()) {
            return refund;
        }
        if (refund.state() != RefundState.TO_PAY) {
            throw wrongState("The refund is " + refund.state() + "; no transfer is awaited.");
        }
        if (on.isBefore(days.asked()) || on.isAfter(days.today())) {
            throw DomainProblem.invalid(
                    "/paidOn",
                    "out_of_range",
                    "A day from " + days.asked() + " to " + days.today() + ".");
        }
        Payment payment = payments.locked(new PaymentId(refund.payment())).orElseThrow();
        if (refund.amount().isMoreThan(payment.amount().minus(payment.reversed()))) {
            throw wrongState(
                    "The bank took the money of this payment back meanwhile. Cancel the refund; if"
                            + " it was transferred all the same, the donor has it twice.");
        }
        String movement = "refund/" + id;
        word.gaveBack(
                payment,
                new ProviderReport.Reversal(movement, ReversalKind.REFUND, refund.amount()));
        rows.done(id, movement, on, by, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /** The day a refund was asked for and the present one, at its office. */
    public record Days(LocalDate asked, LocalDate today) {}

    /**
     * Gives a refund up, in the caller's transaction: what it reserved is free again.
     *
     * @throws DomainProblem 404 when there is none; 409 when it is decided, or the provider is
     *     being asked: nobody can call that back
     */
    @Transactional(TxType.MANDATORY)
    public RefundView cancel(UUID id, String by) {
        RefundView refund = rows.lock(id).orElseThrow(DomainProblem::notFound);
        if (refund.state() != RefundState.TO_PAY && refund.state() != RefundState.UNCLEAR) {
            throw wrongState("The refund is " + refund.state() + " and cannot be given up.");
        }
        rows.cancelled(id, by, clock.instant());
        return rows.find(id).orElseThrow();
    }

    /** One refund. */
    public Optional<RefundView> find(UUID id) {
        return rows.find(id);
    }

    /** The refunds of a gift, oldest first, at most {@link #MOST}. */
    public List<RefundView> of(UUID gift) {
        return rows.of(gift, MOST);
    }

    /**
     * Refunds, the latest first, after the one named.
     *
     * @param offices codes; {@code null} for all
     * @param state only those in it; {@code null} for all
     */
    public List<RefundView> page(
            List<String> offices, RefundState state, Instant before, UUID beforeId, int limit) {
        return rows.page(offices, state, before, beforeId, limit);
    }

    private static DomainProblem wrongState(String detail) {
        return DomainProblem.of(ProblemType.WRONG_STATE, detail);
    }
}
