package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.periodic.AgreementWish;

/** A donor's agreements of periodic gifts (Netherlands). */
@Path("/v1/me/periodic-gift-agreements")
@Produces(MediaType.APPLICATION_JSON)
class MyPeriodicGiftsResource {

    private static final String PDF = "application/pdf";

    private final AgreePeriodicGift agreements;

    MyPeriodicGiftsResource(AgreePeriodicGift agreements) {
        this.agreements = agreements;
    }

    /** All of them, the latest first. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Listing<MyPeriodicGift> list(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return agreements.list(PageRequest.of(limit, cursor));
    }

    /** Asks for one; answered with the offer, whose form is to be signed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response ask(@NotNull @Valid AgreementWish body) {
        return Response.status(Response.Status.CREATED).entity(agreements.ask(body)).build();
    }

    /** One of them, with how this year stands. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.DONOR)
    public MyPeriodicGift show(@PathParam("id") String id) {
        return agreements.show(PathId.read(id));
    }

    /** The form, a copy for the donor and one for the office. */
    @GET
    @Path("/{id}/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.DONOR)
    public Response form(@PathParam("id") String id) {
        AgreePeriodicGift.PeriodicGiftDocument form = agreements.form(PathId.read(id));
        return Response.ok(form.bytes(), PDF)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"overeenkomst-" + form.number() + ".pdf\"")
                .build();
    }

    /** Cancels one that has not begun. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.DONOR)
    public MyPeriodicGift cancel(@PathParam("id") String id) {
        return agreements.cancel(PathId.read(id));
    }
}
