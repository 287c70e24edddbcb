package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentResolution;
import org.almoner.payment.PaymentState;
import org.almoner.payment.ResolvePayment;
import org.almoner.problem.DomainProblem;

/**
 * Books or dismisses a payment that needs a person, once per key. Key, decision, booking and the
 * entry on the audit trail commit together or not at all.
 */
@ApplicationScoped
class ResolvePaymentByHand {

    private static final String OPERATION = "staff.payment-resolutions";

    private final ResolvePayment resolvePayment;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ResolvePaymentByHand(
            ResolvePayment resolvePayment, Once once, CurrentStaff staff, WriteDown writeDown) {
        this.resolvePayment = resolvePayment;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    private record Resolved(UUID payment, PaymentResolution.Outcome outcome, PaymentState state) {}

    /**
     * Resolves it.
     *
     * @throws DomainProblem 404 for an unknown or foreign payment, 409 when it needs nobody any
     *     more or its gift is paid otherwise, 422 when the key belongs to another request, 400 when
     *     another amount than the payment's is to be booked
     */
    @Transactional
    Once.Answer resolve(UUID id, IdempotencyKey key, PaymentResolution how) {
        PaymentId payment = new PaymentId(id);
        String office = resolvePayment.officeOf(payment).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(office));
        staff.requireSecondFactor();
        return once.carryOut(
                new Once.Call(OPERATION, key, request(id, how), Response.Status.CREATED),
                () -> resolved(payment, office, how));
    }

    private Resolved resolved(PaymentId payment, String office, PaymentResolution how) {
        PaymentState state = resolvePayment.resolve(payment, how).state();
        String act =
                switch (how.outcome()) {
                    case BOOKED -> "payment.booked-by-hand";
                    case DISMISSED -> "payment.dismissed";
                };
        writeDown.act(act, "payment/" + payment.value(), office, how.reason());
        return new Resolved(payment.value(), how.outcome(), state);
    }

    /** None of the texts holds a line end, so no two wishes are written alike. */
    private static String request(UUID id, PaymentResolution how) {
        return String.join(
                "\n",
                id.toString(),
                how.outcome().name(),
                String.valueOf(how.received()),
                String.valueOf(how.evidence()),
                how.reason());
    }
}
