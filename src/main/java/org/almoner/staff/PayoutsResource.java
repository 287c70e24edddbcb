package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.reconciliation.Payouts;

/** What providers pay out, and what it is made of. */
@Path("/v1/staff/payouts")
@Produces(MediaType.APPLICATION_JSON)
class PayoutsResource {

    private final Payouts payouts;
    private final CurrentStaff staff;

    PayoutsResource(Payouts payouts, CurrentStaff staff) {
        this.payouts = payouts;
        this.staff = staff;
    }

    /** Payouts to the caller's offices, the latest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<Payouts.PayoutView> list(@BeanParam NewestFirst wanted) {
        return wanted.of(staff, payouts::page, it -> new TimeAndId(it.recordedAt(), it.id()));
    }

    /** How far a page has come. */
    record Part(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {}

    /** Gifts, fees and refunds in a payout, in the order in which they happened. */
    @GET
    @Path("/{id}/movements")
    @RolesAllowed(Roles.FINANCE)
    public Listing<Payouts.Part> movements(@PathParam("id") String id, @BeanParam Part wanted) {
        Payouts.PayoutView payout =
                payouts.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(payout.office()));
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        TimeAndId mark = page.markAs(TimeAndId::read).orElse(TimeAndId.NONE);
        List<Payouts.Part> found =
                payouts.parts(payout.id(), mark.at(), mark.id(), page.limit() + 1);
        return Listing.of(found, page.limit(), it -> new TimeAndId(it.at(), it.id()).written());
    }
}
