package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;
import org.almoner.payment.MandateDesk;
import org.almoner.payment.MandateDesk.Mandate;
import org.almoner.problem.DomainProblem;

/** Mandates for direct debits. */
@Path("/v1/staff/mandates")
@Produces(MediaType.APPLICATION_JSON)
class MandatesResource {

    private static final int MOST = 10;

    private final MandateDesk desk;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    MandatesResource(MandateDesk desk, CurrentStaff staff, WriteDown writeDown) {
        this.desk = desk;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** The mandates with a reference, in the caller's offices. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Listing<Mandate> list(@QueryParam("reference") String reference) {
        if (reference == null || !reference.matches("[0-9A-Za-z ]{8,45}")) {
            throw DomainProblem.invalid(
                    "query:reference", "not_a_reference", "8 to 35 letters and digits.");
        }
        String plain = reference.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
        OfficeScope scope = OfficeScope.of(staff);
        List<Mandate> found =
                desk.withReference(plain, scope.every() ? null : List.copyOf(scope.codes()));
        found.forEach(it -> writeDown.act("mandate.shown", object(it), it.office(), null));
        return Listing.of(found, MOST, it -> it.id().toString());
    }

    /** Why something is done; kept on the audit trail. */
    record Why(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {

        @Override
        public String toString() {
            return "Why[…]";
        }
    }

    /** A suspended mandate goes on. */
    @POST
    @Path("/{id}/resumption")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Mandate resume(@PathParam("id") String id, @NotNull @Valid Why why) {
        UUID mandate = mine(id);
        Mandate resumed = desk.resume(mandate);
        writeDown.act("mandate.resumed", object(resumed), resumed.office(), why.reason());
        return resumed;
    }

    /** A mandate is taken back. */
    @POST
    @Path("/{id}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    @Transactional
    public Mandate revoke(@PathParam("id") String id, @NotNull @Valid Why why) {
        UUID mandate = mine(id);
        Mandate revoked = desk.revoke(mandate);
        writeDown.act("mandate.revoked", object(revoked), revoked.office(), why.reason());
        return revoked;
    }

    private UUID mine(String id) {
        Mandate mandate = desk.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(mandate.office()));
        staff.requireSecondFactor();
        return mandate.id();
    }

    private static String object(Mandate mandate) {
        return "mandate/" + mandate.id();
    }
}
