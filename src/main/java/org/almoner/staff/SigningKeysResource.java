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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.access.SigningKeyView;
import org.almoner.access.SigningKeys;
import org.almoner.http.Listing;
import org.almoner.problem.DomainProblem;

/** The keys that sign donors' tokens: for the day when one of them may be known to others. */
@Path("/v1/staff/signing-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SigningKeysResource {

    private final SigningKeys keys;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    SigningKeysResource(SigningKeys keys, CurrentStaff staff, WriteDown writeDown) {
        this.keys = keys;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    record Why(
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {}

    /** All keys, the youngest first. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    public Listing<SigningKeyView> list() {
        return new Listing<>(keys.list(), null);
    }

    /** Changes the key now; nobody is signed out. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public Response rotate(@NotNull @Valid Why why) {
        staff.requireSecondFactor();
        keys.rotate();
        writeDown.act("signing-key.rotated", "signing-keys", null, why.reason());
        return Response.status(Response.Status.CREATED)
                .entity(new Listing<>(keys.list(), null))
                .build();
    }

    /** Withdraws a key; what it signed is refused within half a minute. */
    @POST
    @Path("/{kid}/revocation")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public Listing<SigningKeyView> revoke(@PathParam("kid") String kid, @NotNull @Valid Why why) {
        staff.requireSecondFactor();
        if (!keys.revoke(kid)) {
            throw DomainProblem.notFound();
        }
        writeDown.act("signing-key.revoked", "signing-key/" + kid, null, why.reason());
        return new Listing<>(keys.list(), null);
    }
}
