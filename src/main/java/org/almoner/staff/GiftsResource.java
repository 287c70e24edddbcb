package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;

/** Gifts as staff see them. */
@Path("/v1/staff/gifts")
@Produces(MediaType.APPLICATION_JSON)
class GiftsResource {

    private final ListGifts listGifts;
    private final ShowGift showGift;
    private final CurrentStaff staff;

    GiftsResource(ListGifts listGifts, ShowGift showGift, CurrentStaff staff) {
        this.listGifts = listGifts;
        this.showGift = showGift;
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
}
