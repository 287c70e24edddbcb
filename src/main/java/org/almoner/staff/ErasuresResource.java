package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.erasure.ErasureHistory;
import org.almoner.erasure.ErasureReport;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Proves what was erased, without telling of whom. */
@Path("/v1/staff/erasures")
@Produces(MediaType.APPLICATION_JSON)
class ErasuresResource {

    private final ErasureHistory history;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ErasuresResource(ErasureHistory history, CurrentStaff staff, WriteDown writeDown) {
        this.history = history;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Reports that concern one of the caller's offices, the latest first. */
    @GET
    @RolesAllowed(Roles.PRIVACY)
    public Listing<ErasureReport> list(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        OfficeScope scope = OfficeScope.of(staff, office);
        PageRequest wanted = PageRequest.of(limit, cursor);
        List<ErasureReport> found =
                history.newestFirst(
                        scope.every() ? null : scope.codes(),
                        wanted.markAs(UUID::fromString).orElse(null),
                        wanted.limit() + 1);
        writeDown.look("erasures.listed", "erasures", scope);
        return Listing.of(found, wanted.limit(), last -> last.id().toString());
    }
}
