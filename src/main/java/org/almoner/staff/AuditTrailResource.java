package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.audit.AuditEntry;
import org.almoner.audit.AuditHistory;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Shows who of the staff did what. */
@Path("/v1/staff/audit-trail")
@Produces(MediaType.APPLICATION_JSON)
class AuditTrailResource {

    private final AuditHistory history;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    AuditTrailResource(AuditHistory history, CurrentStaff staff, WriteDown writeDown) {
        this.history = history;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Entries of the caller's offices and of all offices together, newest first. */
    @GET
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public Listing<AuditEntry> list(
            @QueryParam("office") String office,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        OfficeScope scope = OfficeScope.of(staff, office);
        Days days = Days.between(from, to);
        PageRequest wanted = PageRequest.of(limit, cursor);
        AuditHistory.Page page =
                history.newestFirst(
                        new AuditHistory.Scope(
                                scope.every(), scope.codes(), days.from(), days.until()),
                        wanted.markAs(Long::parseUnsignedLong)
                                .map(OptionalLong::of)
                                .orElseGet(OptionalLong::empty),
                        wanted.limit());
        writeDown.look("audit-trail.read", "audit-trail", scope);
        String next =
                page.next().isPresent()
                        ? PageRequest.cursorFor(Long.toString(page.next().getAsLong()))
                        : null;
        return new Listing<>(page.entries(), next);
    }
}
