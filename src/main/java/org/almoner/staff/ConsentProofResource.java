package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.Roles;
import org.almoner.http.PathId;
import org.almoner.problem.DomainProblem;

/**
 * Who was shown which words, when, and what was answered: for one person, to be shown or printed.
 */
@Path("/v1/staff")
class ConsentProofResource {

    private static final String PDF = "application/pdf";
    private static final String CSV = "text/csv;charset=utf-8";

    private final ShowProof show;
    private final WriteProof write;

    ConsentProofResource(ShowProof show, WriteProof write) {
        this.show = show;
        this.write = write;
    }

    /** For machines. */
    @GET
    @Path("/donors/{id}/consent-proof")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PRIVACY)
    public ShowProof.Proof proof(@PathParam("id") String id) {
        return show.of(PathId.read(id));
    }

    /** For a spreadsheet. */
    @GET
    @Path("/donors/{id}/consent-proof/csv")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.PRIVACY)
    public Response table(@PathParam("id") String id) {
        return Response.ok(WriteProofTable.of(show.of(PathId.read(id))), CSV)
                .header("Content-Disposition", "attachment; filename=\"consent-proof.csv\"")
                .build();
    }

    /** For a court. */
    @GET
    @Path("/donors/{id}/consent-proof/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.PRIVACY)
    public Response document(@PathParam("id") String id, @QueryParam("locale") String locale) {
        if (locale != null && !locale.matches("de|en|nl|fr")) {
            throw DomainProblem.invalid(
                    "query:locale", "unknown_value", "One of de, en, nl and fr.");
        }
        return Response.ok(write.of(show.of(PathId.read(id)), locale), PDF)
                .header("Content-Disposition", "attachment; filename=\"consent-proof.pdf\"")
                .build();
    }
}
