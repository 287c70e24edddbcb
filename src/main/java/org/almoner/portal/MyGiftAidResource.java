package org.almoner.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.Roles;
import org.almoner.http.PathId;

/** Gift Aid, as the donor sees it. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
class MyGiftAidResource {

    private final DeclareGiftAid giftAid;

    MyGiftAidResource(DeclareGiftAid giftAid) {
        this.giftAid = giftAid;
    }

    /** What was declared, and the words by which to declare. */
    @GET
    @Path("/gift-aid")
    @RolesAllowed(Roles.DONOR)
    public MyGiftAid show(@QueryParam("locale") String locale) {
        return giftAid.show(locale);
    }

    /** Declares; answered with what stands from now on. */
    @POST
    @Path("/gift-aid-declarations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response declare(
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request,
            @NotNull @Valid DeclareGiftAid.Wish body) {
        var origin = new ConsentParties.Origin(request.remoteAddress().hostAddress(), userAgent);
        return Response.status(Response.Status.CREATED)
                .entity(giftAid.declare(body, origin))
                .build();
    }

    /** Cancels a declaration. */
    @POST
    @Path("/gift-aid-declarations/{id}/cancellation")
    @RolesAllowed(Roles.DONOR)
    public MyGiftAid.Declaration cancel(@PathParam("id") String id) {
        return giftAid.cancel(PathId.read(id));
    }
}
