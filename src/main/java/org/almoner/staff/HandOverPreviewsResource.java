package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.almoner.access.Roles;
import org.almoner.handover.PreviewHandOver;
import org.almoner.handover.PreviewMove;
import org.almoner.http.PathId;

/** What would be handed over of a donor, and what a move to another country changes. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class HandOverPreviewsResource {

    private final ShowHandOverPreviews show;

    HandOverPreviewsResource(ShowHandOverPreviews show) {
        this.show = show;
    }

    /** What an office would be sent, or why nothing is. */
    @GET
    @Path("/donors/{id}/hand-over-preview")
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public PreviewHandOver.Preview handOver(
            @PathParam("id") String id, @QueryParam("office") String office) {
        return show.handOver(PathId.read(id), OfficeScope.required(office));
    }

    /** What may follow the donor to the office of his new country. */
    @GET
    @Path("/donors/{id}/move-preview")
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public PreviewMove.Move move(@PathParam("id") String id) {
        return show.move(PathId.read(id));
    }
}
