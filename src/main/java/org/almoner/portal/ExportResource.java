package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.almoner.access.CurrentDonor;
import org.almoner.access.Roles;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** A copy of everything for the donor to take away. */
@Path("/v1/me/export")
@Produces(MediaType.APPLICATION_JSON)
class ExportResource {

    /** It reads more than anything else a donor can ask for. */
    private static final List<Limit> EXPORTS = List.of(new Limit(10, Duration.ofHours(1)));

    private static final String PDF = "application/pdf";

    private final ExportEverything export;
    private final ExportDocument document;
    private final Allowances allowances;
    private final CurrentDonor donor;

    ExportResource(
            ExportEverything export,
            ExportDocument document,
            Allowances allowances,
            CurrentDonor donor) {
        this.export = export;
        this.document = document;
        this.allowances = allowances;
        this.donor = donor;
    }

    /** Everything, as one file. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Response export() {
        mayExport();
        ExportTable.Person person = new ExportTable.Person(donor.account(), donor.donors());
        StreamingOutput file = out -> export.write(person, out);
        return Response.ok(file)
                .header("Content-Disposition", "attachment; filename=\"my-data.json\"")
                .build();
    }

    /** What people want to read of it, as a document. */
    @GET
    @Path("/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.DONOR)
    public Response document() throws IOException {
        mayExport();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        document.write(file);
        return Response.ok(file.toByteArray(), PDF)
                .header("Content-Disposition", "attachment; filename=\"my-data.pdf\"")
                .build();
    }

    private void mayExport() {
        donor.requireFresh();
        if (!allowances.use("export", donor.account().toString(), EXPORTS)) {
            throw DomainProblem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "There were several copies within the hour; use one of them.")
                    .retryAfter(Duration.ofHours(1));
        }
    }
}
