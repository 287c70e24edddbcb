package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.almoner.access.Roles;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.selfcheck.SelfCheckReport;

/** Shows whether the data is in order, checked at this moment. */
@Path("/v1/staff/self-check")
@Produces(MediaType.APPLICATION_JSON)
class SelfCheckResource {

    private final SelfCheck selfCheck;
    private final WriteDown writeDown;

    SelfCheckResource(SelfCheck selfCheck, WriteDown writeDown) {
        this.selfCheck = selfCheck;
        this.writeDown = writeDown;
    }

    /** Runs every invariant; the answer names records by id only. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    public SelfCheckReport run() {
        SelfCheckReport report = selfCheck.run();
        writeDown.act("self-check.run", "self-check", null, null);
        return report;
    }
}
