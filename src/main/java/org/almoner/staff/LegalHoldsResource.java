package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.donor.DonorId;
import org.almoner.erasure.HoldCategory;
import org.almoner.erasure.LegalHolds;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Keeps a person's data from being deleted while a claim, a court or an authority needs them. */
@Path("/v1/staff/donors/{id}/legal-hold")
@Produces(MediaType.APPLICATION_JSON)
class LegalHoldsResource {

    private final LegalHolds holds;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    LegalHoldsResource(LegalHolds holds, CurrentStaff staff, WriteDown writeDown) {
        this.holds = holds;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * A hold.
     *
     * @param until the last day; {@code null} until somebody ends it
     */
    record Wish(
            @NotNull HoldCategory category,
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason,
            LocalDate until) {}

    /** The hold on a record. */
    @GET
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public LegalHolds.Hold show(@PathParam("id") String id) {
        DonorId donor = new DonorId(PathId.read(id));
        OfficeCode office = mine(donor);
        LegalHolds.Hold hold = holds.on(donor).orElseThrow(DomainProblem::notFound);
        writeDown.act("legal-hold.seen", object(donor), office.value(), null);
        return hold;
    }

    /** Sets a hold, for all records of the person. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    @Transactional
    public Response set(@PathParam("id") String id, @NotNull @Valid Wish wish) {
        DonorId donor = new DonorId(PathId.read(id));
        OfficeCode office = mine(donor);
        staff.requireSecondFactor();
        LegalHolds.Hold hold =
                holds.set(
                        donor,
                        new LegalHolds.Wish(wish.category(), wish.reason(), wish.until()),
                        staff.subject());
        writeDown.act("legal-hold.set", object(donor), office.value(), wish.category().name());
        return Response.status(Response.Status.CREATED).entity(hold).build();
    }

    /** Ends the hold on a record. */
    @DELETE
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    @Transactional
    public void end(@PathParam("id") String id) {
        DonorId donor = new DonorId(PathId.read(id));
        OfficeCode office = mine(donor);
        staff.requireSecondFactor();
        holds.end(donor, staff.subject());
        writeDown.act("legal-hold.ended", object(donor), office.value(), null);
    }

    private OfficeCode mine(DonorId donor) {
        OfficeCode office = holds.officeOf(donor).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(office);
        return office;
    }

    private static String object(DonorId donor) {
        return "donor/" + donor.value();
    }
}
