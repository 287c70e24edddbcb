package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;

/** Gifts as staff see them. */
@Path("/v1/staff/gifts")
@Produces(MediaType.APPLICATION_JSON)
class GiftsResource {

    private final ListGifts listGifts;
    private final ShowGift showGift;
    private final ResendReceipt resendReceipt;
    private final CurrentStaff staff;

    GiftsResource(
            ListGifts listGifts,
            ShowGift showGift,
            ResendReceipt resendReceipt,
            CurrentStaff staff) {
        this.listGifts = listGifts;
        this.showGift = showGift;
        this.resendReceipt = resendReceipt;
        this.staff = staff;
    }

    /** Which gifts, as the query says it. */
    record Wanted(
            @QueryParam("q") String q,
            @QueryParam("status") String status,
            @QueryParam("office") String office,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    /** Gifts of the caller's offices, latest first. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Listing<StaffGift> list(@BeanParam Wanted wanted) {
        GiftSearch search =
                new GiftSearch(
                        OfficeScope.of(staff, wanted.office()),
                        GiftSearch.words(wanted.q()),
                        GiftSearch.status(wanted.status()),
                        Days.between(wanted.from(), wanted.to()));
        return listGifts.list(search, PageRequest.of(wanted.limit(), wanted.cursor()));
    }

    /** One gift with its payments. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public StaffGiftDetail show(@PathParam("id") String id) {
        return showGift.show(PathId.read(id));
    }

    /** Why something is done; kept on the audit trail. */
    record Reason(
            @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Reason[…]";
        }
    }

    /** Sends the receipt of a gift once more. */
    @POST
    @Path("/{id}/receipt-deliveries")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OFFICE, Roles.ADMIN})
    public Response resendReceipt(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Reason why) {
        return resendReceipt
                .resend(PathId.read(id), IdempotencyKey.required(key), why.reason())
                .response();
    }
}
