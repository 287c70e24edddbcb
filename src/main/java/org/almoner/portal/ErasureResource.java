package org.almoner.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentDonor;
import org.almoner.access.Roles;

/** A donor wants to be forgotten (GDPR Art. 17). */
@Path("/v1/me/erasure")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class ErasureResource {

    private final EraseMe erase;
    private final CurrentDonor donor;

    ErasureResource(EraseMe erase, CurrentDonor donor) {
        this.erase = erase;
        this.donor = donor;
    }

    /** Erases at once; what is kept is named, with law and day. There is no way back. */
    @POST
    @RolesAllowed(Roles.DONOR)
    public Response erase(
            @HeaderParam("User-Agent") String userAgent, @Context HttpServerRequest request) {
        donor.requireFresh();
        return Response.status(Response.Status.CREATED)
                .entity(
                        erase.erase(
                                new ConsentParties.Origin(
                                        request.remoteAddress().hostAddress(), userAgent)))
                .build();
    }
}
