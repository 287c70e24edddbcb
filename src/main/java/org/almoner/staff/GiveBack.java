package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.RefundDesk;
import org.almoner.payment.RefundReason;
import org.almoner.payment.RefundView;
import org.almoner.problem.DomainProblem;

/**
 * Gives gifts back, once per key. Key, refund and the entry on the audit trail commit together or
 * not at all.
 */
@ApplicationScoped
class GiveBack {

    private static final String OPERATION = "staff.refunds";

    private final DonationHistory gifts;
    private final RefundDesk desk;
    private final Offices offices;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final InstantSource clock;

    GiveBack(
            DonationHistory gifts,
            RefundDesk desk,
            Offices offices,
            Once once,
            CurrentStaff staff,
            WriteDown writeDown,
            InstantSource clock) {
        this.gifts = gifts;
        this.desk = desk;
        this.offices = offices;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    /** What is wanted. */
    record Wish(Money amount, RefundReason reason, String note) {

        @Override
        public String toString() {
            return "Wish[" + reason + "]";
        }
    }

    /**
     * Asks for a refund.
     *
     * @throws DomainProblem 404 for an unknown or foreign gift, 422 when the key belongs to another
     *     request, as {@link RefundDesk#ask} otherwise
     */
    @Transactional
    Once.Answer ask(UUID id, IdempotencyKey key, Wish wish) {
        DonationView gift = mine(id);
        staff.requireSecondFactor();
        // The note holds no line end, so no two wishes are written alike.
        String request =
                String.join(
                        "\n",
                        id.toString(),
                        String.valueOf(wish.amount()),
                        wish.reason().name(),
                        String.valueOf(wish.note()));
        return once.carryOut(
                new Once.Call(OPERATION, key, request, Response.Status.CREATED),
                () -> asked(gift, wish));
    }

    private RefundView asked(DonationView gift, Wish wish) {
        RefundView refund =
                desk.ask(
                        gift.payment(),
                        wish.amount(),
                        new RefundDesk.Cause(wish.reason(), wish.note(), staff.subject()));
        writeDown.act(
                "refund.asked",
                "refund/" + refund.id(),
                refund.office(),
                refund.reason() + " " + refund.amount());
        return refund;
    }

    /** The gift, if the caller may see it. */
    DonationView mine(UUID id) {
        DonationView gift = gifts.find(new DonationId(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(gift.office());
        return gift;
    }

    /**
     * Notes that one was transferred.
     *
     * @throws DomainProblem as {@link RefundDesk#paid}
     */
    @Transactional
    RefundView paid(UUID id, LocalDate on) {
        RefundView refund = refund(id);
        staff.requireSecondFactor();
        Office office = offices.byCode(new OfficeCode(refund.office()));
        RefundView paid =
                desk.paid(
                        id,
                        on,
                        new RefundDesk.Days(
                                office.dayOf(refund.askedAt()), office.dayOf(clock.instant())),
                        staff.subject());
        writeDown.act("refund.paid", "refund/" + id, refund.office(), "on " + paid.paidOn());
        return paid;
    }

    /**
     * Gives one up.
     *
     * @throws DomainProblem as {@link RefundDesk#cancel}
     */
    @Transactional
    RefundView cancel(UUID id) {
        RefundView refund = refund(id);
        staff.requireSecondFactor();
        RefundView cancelled = desk.cancel(id, staff.subject());
        writeDown.act("refund.cancelled", "refund/" + id, refund.office(), refund.state().name());
        return cancelled;
    }

    private RefundView refund(UUID id) {
        RefundView refund = desk.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(refund.office()));
        return refund;
    }
}
