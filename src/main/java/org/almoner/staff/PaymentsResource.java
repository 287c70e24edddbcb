package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.money.Money;
import org.almoner.payment.PaymentResolution;
import org.almoner.payment.PaymentResolution.Outcome;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** Payments that a person decides about. */
@Path("/v1/staff/payments")
@Produces(MediaType.APPLICATION_JSON)
class PaymentsResource {

    private final ResolvePaymentByHand resolve;
    private final CurrentStaff staff;

    PaymentsResource(ResolvePaymentByHand resolve, CurrentStaff staff) {
        this.resolve = resolve;
        this.staff = staff;
    }

    /** What the person decides; amount and evidence belong to a booking, and to nothing else. */
    record Decision(
            @NotNull Outcome outcome,
            Money amount,
            @Size(min = 1, max = 200)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String evidence,
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Decision[" + outcome + "]";
        }

        private void check() {
            List<Violation> wrong = new ArrayList<>();
            check("/amount", amount != null, wrong);
            check("/evidence", evidence != null && !evidence.isBlank(), wrong);
            if (!wrong.isEmpty()) {
                throw DomainProblem.invalid(wrong);
            }
        }

        private void check(String pointer, boolean given, List<Violation> wrong) {
            boolean needed = outcome == Outcome.BOOKED;
            if (needed && !given) {
                wrong.add(new Violation(pointer, "required", "Needed to book the money."));
            } else if (!needed && given) {
                wrong.add(
                        new Violation(
                                pointer, "not_expected", "Belongs to booked money; leave it out."));
            }
        }
    }

    /** Books or dismisses a payment that needs a person. */
    @POST
    @Path("/{id}/resolutions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response resolve(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Decision decision) {
        IdempotencyKey intention = IdempotencyKey.required(key);
        decision.check();
        return resolve.resolve(
                        PathId.read(id),
                        intention,
                        new PaymentResolution(
                                decision.outcome(),
                                decision.amount(),
                                decision.evidence(),
                                decision.reason(),
                                staff.subject()))
                .response();
    }
}
