package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.almoner.access.Roles;
import org.almoner.handover.AcknowledgeHandOvers;
import org.almoner.handover.HandOverHistory;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;

/** The feed of an office: donors whose data may go to it, and those whose data may no more. */
@Path("/v1/staff/hand-overs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class HandOversResource {

    private static final long FURTHEST = 1_000_000_000_000L;

    private final HandOver handOver;

    HandOversResource(HandOver handOver) {
        this.handOver = handOver;
    }

    /** Which office, and how far it has come. */
    record Page(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    record UpTo(
            @NotNull
                    @Pattern(
                            regexp = "[A-Z][A-Z0-9-]{1,7}",
                            message = "the short name of an office")
                    String office,
            @NotNull @Min(1) @Max(FURTHEST) Long upTo) {}

    /** What is new for the office; each look is a hand-over, and on record. */
    @GET
    @RolesAllowed({Roles.PRIVACY, Roles.RECEIVER})
    public HandOver.Feed feed(@BeanParam Page wanted) {
        return handOver.feed(
                OfficeScope.required(wanted.office()),
                PageRequest.of(wanted.limit(), wanted.cursor()));
    }

    /** Withdrawals and erasures the office has not acknowledged, the oldest first. */
    @GET
    @Path("/open")
    @RolesAllowed({Roles.PRIVACY, Roles.RECEIVER})
    public Listing<HandOverHistory.Open> open(@BeanParam Page wanted) {
        return handOver.open(
                OfficeScope.required(wanted.office()),
                PageRequest.of(wanted.limit(), wanted.cursor()));
    }

    /** The office has done what one entry tells. */
    @POST
    @Path("/{id}/acknowledgement")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.PRIVACY, Roles.RECEIVER})
    public HandOverHistory.Entry acknowledge(@PathParam("id") String id) {
        return handOver.acknowledge(PathId.read(id));
    }

    /** The office has done what all entries up to a position tell. */
    @POST
    @Path("/acknowledgements")
    @RolesAllowed({Roles.PRIVACY, Roles.RECEIVER})
    public AcknowledgeHandOvers.Acknowledged acknowledgeAll(@NotNull @Valid UpTo wish) {
        return handOver.acknowledge(new OfficeCode(wish.office()), wish.upTo());
    }
}
