package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.Version;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.recurring.RecurringGiftView;
import org.almoner.recurring.RenewMethod;

/** Recurring gifts as staff see and change them. */
@Path("/v1/staff/recurring-gifts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RecurringGiftsResource {

    private final ListRecurringGifts list;
    private final ShowRecurringGift show;
    private final ChangeRecurringGift change;
    private final RenewRecurringMethod renew;
    private final CurrentStaff staff;

    RecurringGiftsResource(
            ListRecurringGifts list,
            ShowRecurringGift show,
            ChangeRecurringGift change,
            RenewRecurringMethod renew,
            CurrentStaff staff) {
        this.list = list;
        this.show = show;
        this.change = change;
        this.renew = renew;
        this.staff = staff;
    }

    /** Which recurring gifts, as the query says it. */
    record Wanted(
            @QueryParam("q") String q,
            @QueryParam("state") String state,
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    /** Recurring gifts of the caller's offices, latest first. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Listing<StaffRecurringGift> list(@BeanParam Wanted wanted) {
        RecurringSearch search =
                new RecurringSearch(
                        OfficeScope.of(staff, wanted.office()),
                        GiftSearch.words(wanted.q()),
                        RecurringSearch.state(wanted.state()));
        return list.list(search, PageRequest.of(wanted.limit(), wanted.cursor()));
    }

    /** One recurring gift, with what lies ahead and what happened to it. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response show(@PathParam("id") String id) {
        StaffRecurringDetail detail = show.show(PathId.read(id));
        return Response.ok(detail).header("ETag", detail.version()).build();
    }

    /** Its instalments, latest first. */
    @GET
    @Path("/{id}/instalments")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Listing<StaffInstalment> instalments(
            @PathParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return show.instalments(PathId.read(id), PageRequest.of(limit, cursor));
    }

    /** Changes what was agreed from the next instalment on. */
    @PATCH
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String version,
            @NotNull @Valid RecurringRequests.Terms body) {
        return answer(change.terms(PathId.read(id), Version.required(version), body));
    }

    /** Pauses until a day, or until resumed. */
    @POST
    @Path("/{id}/pause")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response pause(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String version,
            @NotNull @Valid RecurringRequests.Pause body) {
        return answer(change.pause(PathId.read(id), Version.optional(version), body));
    }

    /** Resumes what was paused or has lapsed. */
    @POST
    @Path("/{id}/resume")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response resume(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String version,
            @NotNull @Valid RecurringRequests.Because body) {
        return answer(change.resume(PathId.read(id), Version.optional(version), body));
    }

    /** Cancels for good. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response cancel(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String version,
            @NotNull @Valid RecurringRequests.Cancellation body) {
        return answer(change.cancel(PathId.read(id), Version.optional(version), body));
    }

    /** Has another payment method saved, once per key. */
    @POST
    @Path("/{id}/payment-methods")
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response renew(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid RecurringRequests.Method body) {
        RenewMethod.Answer answer =
                renew.renew(PathId.read(id), IdempotencyKey.required(key), body);
        Response.ResponseBuilder response =
                Response.status(Response.Status.CREATED).entity(answer.body());
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.build();
    }

    private static Response answer(StaffRecurringChange changed) {
        return Response.ok(changed).header("ETag", changed.version()).build();
    }

    /** The strong validator of edits. */
    static String etag(RecurringGiftView gift) {
        return "\"" + gift.version() + "\"";
    }
}
