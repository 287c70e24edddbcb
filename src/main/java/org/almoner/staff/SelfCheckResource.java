package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
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

    record CheckedInvariant(String id, String sentence, boolean healthy, List<String> offenders) {
        static CheckedInvariant from(SelfCheckReport.Finding finding) {
            return new CheckedInvariant(
                    finding.id(),
                    finding.sentence(),
                    finding.offenders().isEmpty(),
                    finding.offenders());
        }
    }

    record CheckedData(Instant checkedAt, boolean healthy, List<CheckedInvariant> invariants) {}

    /** Runs every invariant; the answer names records by id only. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.ADMIN})
    public CheckedData run() {
        SelfCheckReport report = selfCheck.run();
        writeDown.act("self-check.run", "self-check", null, null);
        return new CheckedData(
                report.ranAt(),
                report.healthy(),
                report.invariants().stream().map(CheckedInvariant::from).toList());
    }
}
