package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;

/** Donors' records, and which of them are one person. */
@Path("/v1/staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DonorsResource {

    private static final String ONE_LINE = "[^\\p{Cntrl}]*";

    private final ListDonors list;
    private final JoinDonors join;
    private final CurrentStaff staff;

    DonorsResource(ListDonors list, JoinDonors join, CurrentStaff staff) {
        this.list = list;
        this.join = join;
        this.staff = staff;
    }

    record Wish(
            @NotNull UUID donor,
            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {}

    record Why(
            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {}

    /** Records of the caller's offices, the youngest first. */
    @GET
    @Path("/donors")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<StaffDonors.Found> list(
            @QueryParam("q") String words,
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return list.list(
                OfficeScope.of(staff, office),
                GiftSearch.words(words),
                PageRequest.of(limit, cursor));
    }

    /** The person a record belongs to. */
    @GET
    @Path("/donors/{id}")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public StaffDonors.Person show(@PathParam("id") String id) {
        return join.show(PathId.read(id));
    }

    /** Joins another record's person to this one's. */
    @POST
    @Path("/donors/{id}/joins")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response join(@PathParam("id") String id, @NotNull @Valid Wish wish) {
        return Response.status(Response.Status.CREATED)
                .entity(join.join(PathId.read(id), wish.donor(), wish.reason()))
                .build();
    }

    /** Takes apart again what was joined. */
    @POST
    @Path("/donor-joins/{id}/reversal")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public StaffDonors.Joined undo(@PathParam("id") String id, @NotNull @Valid Why why) {
        return join.undo(PathId.read(id), why.reason());
    }
}
