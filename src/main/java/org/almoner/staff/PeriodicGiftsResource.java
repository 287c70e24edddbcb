package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.periodic.AgreementState;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.AgreementWish;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.periodic.SignedForms;

/** Agreements of periodic gifts: offered, signed, ended, and the gifts given for them. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class PeriodicGiftsResource {

    private static final String PDF = "application/pdf";
    private static final String ONE = "/periodic-gift-agreements/{id}";

    private final PeriodicGiftHistory history;
    private final ActOnPeriodicGifts act;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    PeriodicGiftsResource(
            PeriodicGiftHistory history,
            ActOnPeriodicGifts act,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.history = history;
        this.act = act;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Which agreements, as the query says it. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private AgreementState stateWanted() {
            return QueryValue.oneOf("state", state, AgreementState.class);
        }
    }

    /** Agreements with the caller's offices, the latest first. */
    @GET
    @Path("/periodic-gift-agreements")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<AgreementView> list(@BeanParam Wanted wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        AgreementState state = wanted.stateWanted();
        writeDown.look("periodic-gifts.listed", "periodic-gift-agreements", scope);
        List<AgreementView> found =
                history.page(
                        scope.every() ? null : List.copyOf(scope.codes()),
                        state,
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return listing(found.stream().map(act::seen).toList(), page);
    }

    /** What a person agreed on with any record, the latest first. */
    @GET
    @Path("/donors/{id}/periodic-gift-agreements")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public Listing<AgreementView> ofDonor(
            @PathParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        UUID before = page.markAs(UUID::fromString).orElse(null);
        return listing(act.ofDonor(PathId.read(id), before, page.limit() + 1), page);
    }

    private static Listing<AgreementView> listing(List<AgreementView> found, PageRequest page) {
        return Listing.of(found, page.limit(), last -> last.id().toString());
    }

    /** Offers one, once per key. */
    @POST
    @Path("/donors/{id}/periodic-gift-agreements")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response offer(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid AgreementWish body) {
        return act.offer(PathId.read(id), body, IdempotencyKey.required(key)).response();
    }

    /** One of them, with how this year stands and what happened to it. */
    @GET
    @Path(ONE)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY, Roles.ADMIN})
    public StaffPeriodicGift show(@PathParam("id") String id) {
        return act.show(PathId.read(id));
    }

    /** The form, a copy for the donor and one for the office. */
    @GET
    @Path(ONE + "/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response form(@PathParam("id") String id) {
        return Response.ok(act.form(PathId.read(id)), PDF)
                .header("Content-Disposition", "attachment; filename=\"overeenkomst.pdf\"")
                .build();
    }

    /** Keeps a signed form. */
    @POST
    @Path(ONE + "/signed-forms")
    @Consumes({PDF, "image/jpeg", "image/png"})
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Response keep(@PathParam("id") String id, byte[] content) {
        return Response.status(Response.Status.CREATED)
                .entity(act.keep(PathId.read(id), content == null ? new byte[0] : content))
                .build();
    }

    /** The form by which it was signed, as it was brought. */
    @GET
    @Path(ONE + "/signed-form")
    @Produces({PDF, "image/jpeg", "image/png", MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.PRIVACY})
    public Response signedForm(@PathParam("id") String id) {
        SignedForms.Content form = act.signedForm(PathId.read(id));
        return Response.ok(form.bytes(), form.mediaType())
                .header("Content-Disposition", "attachment; filename=\"signed-form\"")
                .build();
    }

    /** Writes down that the donor has signed. */
    @POST
    @Path(ONE + "/signature")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView sign(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.Signature body) {
        return act.sign(PathId.read(id), body);
    }

    /** Writes down that the office has signed: it is in force. */
    @POST
    @Path(ONE + "/countersignature")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView countersign(
            @PathParam("id") String id,
            @NotNull @Valid PeriodicGiftRequests.Countersignature body) {
        return act.countersign(PathId.read(id), body);
    }

    /** Ends what is in force. */
    @POST
    @Path(ONE + "/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView end(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.End body) {
        return act.end(PathId.read(id), body);
    }

    /** Cancels what has not begun. */
    @POST
    @Path(ONE + "/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView cancel(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.Cancellation body) {
        return act.cancel(PathId.read(id), body);
    }

    /** Has another regular gift pay it from now on. */
    @POST
    @Path(ONE + "/recurring-gift")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView payBy(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.PaidBy body) {
        return act.payBy(PathId.read(id), body.recurringGift());
    }

    /** Says that a single gift was given for it. */
    @POST
    @Path(ONE + "/gifts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView assign(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.Gift body) {
        return act.assign(PathId.read(id), body.gift());
    }

    /** Takes that back. */
    @POST
    @Path(ONE + "/gift-removals")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public AgreementView remove(
            @PathParam("id") String id, @NotNull @Valid PeriodicGiftRequests.Gift body) {
        return act.remove(PathId.read(id), body.gift());
    }
}
