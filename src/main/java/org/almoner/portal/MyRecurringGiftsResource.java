package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.almoner.http.Version;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.recurring.RenewMethod;
import org.almoner.recurring.TermsWish;

/** A donor's recurring gifts. */
@Path("/v1/me/recurring-gifts")
@Produces(MediaType.APPLICATION_JSON)
class MyRecurringGiftsResource {

    private static final String SEEN = "If-Match";

    private final ListMyRecurringGifts list;
    private final ShowMyRecurringGift show;
    private final ChangeMyRecurringGift change;
    private final GiveAnotherMethod giveAnother;

    MyRecurringGiftsResource(
            ListMyRecurringGifts list,
            ShowMyRecurringGift show,
            ChangeMyRecurringGift change,
            GiveAnotherMethod giveAnother) {
        this.list = list;
        this.show = show;
        this.change = change;
        this.giveAnother = giveAnother;
    }

    /** All of them, latest first. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Listing<MyRecurringGift> list(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return list.list(PageRequest.of(limit, cursor));
    }

    /** One of them, with what comes next and what happened to it. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.DONOR)
    public Response show(@PathParam("id") String id) {
        MyRecurringDetail detail = show.show(PathId.read(id));
        return Response.ok(detail)
                .header("ETag", MyRecurringGift.etag(detail.gift().version()))
                .build();
    }

    /** Its instalments, latest first. */
    @GET
    @Path("/{id}/instalments")
    @RolesAllowed(Roles.DONOR)
    public Listing<MyRecurringDetail.MyInstalment> instalments(
            @PathParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return show.instalments(PathId.read(id), PageRequest.of(limit, cursor));
    }

    /** Changes what was agreed from the next instalment on. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(SEEN) String seen,
            @NotNull @Valid TermsWish body) {
        return answer(change.terms(PathId.read(id), Version.required(seen), body.change()));
    }

    /** Pauses until a day, or until resumed. */
    @POST
    @Path("/{id}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response pause(
            @PathParam("id") String id,
            @HeaderParam(SEEN) String seen,
            @NotNull @Valid MyRecurringRequests.Pause body) {
        return answer(change.pause(PathId.read(id), Version.optional(seen), body.until()));
    }

    /** Resumes what was paused or has lapsed. */
    @POST
    @Path("/{id}/resume")
    @RolesAllowed(Roles.DONOR)
    public Response resume(@PathParam("id") String id, @HeaderParam(SEEN) String seen) {
        return answer(change.resume(PathId.read(id), Version.optional(seen)));
    }

    /** Cancels for good. */
    @POST
    @Path("/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response cancel(
            @PathParam("id") String id,
            @HeaderParam(SEEN) String seen,
            @NotNull @Valid MyRecurringRequests.Cancellation body) {
        return answer(change.cancel(PathId.read(id), Version.optional(seen), body.reason()));
    }

    /** Has another payment method saved, once per key. */
    @POST
    @Path("/{id}/payment-methods")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DONOR)
    public Response giveAnother(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid MyRecurringRequests.Method body) {
        RenewMethod.Answer answer =
                giveAnother.give(PathId.read(id), IdempotencyKey.required(key), body);
        Response.ResponseBuilder response =
                Response.status(Response.Status.CREATED).entity(answer.body());
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.build();
    }

    private static Response answer(ChangeMyRecurringGift.Changed changed) {
        return Response.ok(changed).header("ETag", MyRecurringGift.etag(changed.version())).build();
    }
}
