package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.QueryValue;
import org.almoner.payment.DisputeHistory;

/** Payments that somebody doubts at the bank. */
@Path("/v1/staff/disputes")
@Produces(MediaType.APPLICATION_JSON)
class DisputesResource {

    private final DisputeHistory disputes;
    private final CurrentStaff staff;

    DisputesResource(DisputeHistory disputes, CurrentStaff staff) {
        this.disputes = disputes;
        this.staff = staff;
    }

    /** Which of them, and how far a page has come. */
    record Page(
            @QueryParam("office") String office,
            @QueryParam("open") String open,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private Boolean only() {
            return QueryValue.flag("open", open);
        }
    }

    /** Disputes of the caller's offices, the latest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<DisputeHistory.DisputeView> list(@BeanParam Page wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<DisputeHistory.DisputeView> found =
                disputes.page(
                        scope.every() ? null : List.copyOf(scope.codes()),
                        wanted.only(),
                        page.markAs(DisputesResource::after)
                                .orElse(new DisputeHistory.After(null, null, null)),
                        page.limit() + 1);
        return Listing.of(
                found,
                page.limit(),
                it -> it.openedAt() + " " + it.provider() + " " + it.dispute());
    }

    private static DisputeHistory.After after(String mark) {
        String[] parts = mark.split(" ", 3);
        return new DisputeHistory.After(Instant.parse(parts[0]), parts[1], parts[2]);
    }
}
