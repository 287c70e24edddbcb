package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.almoner.access.Roles;
import org.almoner.http.PathId;
import org.almoner.problem.DomainProblem;

/** May we write to this person, and may the person's data go to another office? */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class DecisionsResource {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final ShowDecisions show;
    private final InstantSource clock;

    DecisionsResource(ShowDecisions show, InstantSource clock) {
        this.show = show;
        this.clock = clock;
    }

    /** By every channel, for every purpose. */
    @GET
    @Path("/donors/{id}/contact-decisions")
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public StaffDecisions.Contacts contacts(
            @PathParam("id") String id, @QueryParam("at") String at) {
        return show.contacts(PathId.read(id), moment(at));
    }

    /** To every other office. */
    @GET
    @Path("/donors/{id}/transfer-decisions")
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public StaffDecisions.Transfers transfers(
            @PathParam("id") String id, @QueryParam("at") String at) {
        return show.transfers(PathId.read(id), moment(at));
    }

    private Instant moment(String text) {
        if (text == null) {
            return clock.instant();
        }
        try {
            Instant at = Instant.parse(text);
            if (!at.isBefore(FIRST) && at.isBefore(LAST)) {
                return at;
            }
        } catch (DateTimeParseException notAMoment) {
            // Told below, like moments far out of reach.
        }
        throw DomainProblem.invalid(
                "query:at",
                "not_a_moment",
                "A moment in UTC from 2000 to 2099, such as 2026-11-24T10:00:00Z.");
    }
}
