package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.payment.RefundDesk;
import org.almoner.payment.RefundState;
import org.almoner.payment.RefundView;

/** Gifts that are given back. */
@Path("/v1/staff/refunds")
@Produces(MediaType.APPLICATION_JSON)
class RefundsResource {

    private final RefundDesk desk;
    private final GiveBack giveBack;
    private final CurrentStaff staff;

    RefundsResource(RefundDesk desk, GiveBack giveBack, CurrentStaff staff) {
        this.desk = desk;
        this.giveBack = giveBack;
        this.staff = staff;
    }

    /** Which of them, and how far a page has come. */
    record Page(
            @QueryParam("office") String office,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private RefundState only() {
            return QueryValue.oneOf("state", state, RefundState.class);
        }
    }

    /** Refunds of the caller's offices, newest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<RefundView> list(@BeanParam Page wanted) {
        RefundState only = wanted.only();
        return new NewestFirst(wanted.office(), wanted.limit(), wanted.cursor())
                .of(
                        staff,
                        (offices, before, id, most) -> desk.page(offices, only, before, id, most),
                        it -> new TimeAndId(it.askedAt(), it.id()));
    }

    /** When it was transferred. */
    record Transfer(@NotNull LocalDate paidOn) {}

    /** Notes that a refund was transferred. */
    @POST
    @Path("/{id}/payment")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public RefundView paid(@PathParam("id") String id, @NotNull @Valid Transfer transfer) {
        return giveBack.paid(PathId.read(id), transfer.paidOn());
    }

    /** Gives a refund up. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FINANCE)
    public RefundView cancel(@PathParam("id") String id) {
        return giveBack.cancel(PathId.read(id));
    }
}
