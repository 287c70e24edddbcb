package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.office.OfficeCode;
import org.almoner.payment.DirectDebitBatches;
import org.almoner.problem.DomainProblem;

/** What a batch of direct debits would be, and what waits outside of batches. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class DirectDebitPreviewResource {

    private final DirectDebitBatches batches;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    DirectDebitPreviewResource(
            DirectDebitBatches batches, CurrentStaff staff, WriteDown writeDown) {
        this.batches = batches;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Which batch it would be, as the query says it. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("until") String until,
            @QueryParam("reason") String reason,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private String mine(CurrentStaff staff) {
            OfficeCode code = OfficeScope.required(office);
            staff.requireOffice(code);
            return code.value();
        }

        private LocalDate day() {
            return QueryValue.day("until", until);
        }

        private DirectDebitBatches.LeftOut only() {
            return QueryValue.oneOf("reason", reason, DirectDebitBatches.LeftOut.class);
        }
    }

    /** Sums and reasons. */
    @GET
    @Path("/direct-debit-preview")
    @RolesAllowed(Roles.FINANCE)
    public DirectDebitBatches.Preview preview(@BeanParam Wanted wanted) {
        return batches.preview(wanted.mine(staff), wanted.day());
    }

    /** What would be left out, and why. */
    @GET
    @Path("/direct-debit-preview/left-out")
    @RolesAllowed(Roles.FINANCE)
    public Listing<DirectDebitBatches.WaitingCollection> leftOut(@BeanParam Wanted wanted) {
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<DirectDebitBatches.WaitingCollection> found =
                batches.leftOut(
                        wanted.mine(staff),
                        wanted.day(),
                        wanted.only(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> it.payment().toString());
    }

    /** Why it is not to be collected. */
    record Withdrawal(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

    /** Ends a collection that is in no batch. */
    @POST
    @Path("/direct-debits/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public void withdraw(@PathParam("id") String id, @NotNull @Valid Withdrawal body) {
        UUID payment = PathId.read(id);
        String office = batches.officeOf(payment).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(office));
        staff.requireSecondFactor();
        batches.withdraw(payment);
        writeDown.act("direct-debit.withdrawn", "payment/" + payment, office, body.reason());
    }
}
