package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentDonor;
import org.almoner.access.Roles;
import org.almoner.access.SessionEnd;
import org.almoner.access.SessionView;
import org.almoner.access.Sessions;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.problem.DomainProblem;

/** Where a donor is signed in, and how to end it. */
@Path("/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
class SessionsResource {

    private final Sessions sessions;
    private final CurrentDonor donor;

    SessionsResource(Sessions sessions, CurrentDonor donor) {
        this.sessions = sessions;
        this.donor = donor;
    }

    /** All browsers in which the donor is signed in, the one used last first. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Listing<SessionView> list() {
        return new Listing<>(sessions.of(donor.account(), donor.session()), null);
    }

    /** Ends one of them, at once. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.DONOR)
    public Response end(@PathParam("id") String id) {
        if (!sessions.end(PathId.read(id), donor.account())) {
            throw DomainProblem.notFound();
        }
        return Response.noContent().build();
    }

    /** Ends all of them but the one that asks. */
    @DELETE
    @RolesAllowed(Roles.DONOR)
    public Response endOthers() {
        sessions.endAll(donor.account(), donor.session(), SessionEnd.ENDED_BY_DONOR);
        return Response.noContent().build();
    }
}
