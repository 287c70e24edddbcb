package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.retention.Releases;
import org.almoner.retention.RetentionCandidate;
import org.almoner.retention.RetentionHistory;
import org.almoner.retention.RetentionPreview;
import org.almoner.retention.RetentionRun;

/**
 * People of whom nothing is heard any more: who would go, who went, and the word that lets them.
 */
@Path("/v1/staff/retention")
@Produces(MediaType.APPLICATION_JSON)
class RetentionResource {

    private final RetentionHistory history;
    private final Releases releases;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RetentionResource(
            RetentionHistory history, Releases releases, CurrentStaff staff, WriteDown writeDown) {
        this.history = history;
        this.releases = releases;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** What would go of each of the caller's offices, as it was last counted. */
    @GET
    @Path("/preview")
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public Listing<RetentionPreview> preview(@QueryParam("office") String office) {
        return new Listing<>(history.preview(codes(OfficeScope.of(staff, office))), null);
    }

    /** Records of people of whom nothing was heard for long, those seen longest ago first. */
    @GET
    @Path("/candidates")
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public Listing<RetentionCandidate> candidates(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        OfficeScope scope = OfficeScope.of(staff, office);
        PageRequest wanted = PageRequest.of(limit, cursor);
        TimeAndId mark = wanted.markAs(TimeAndId::read).orElse(TimeAndId.NONE);
        RetentionHistory.People found =
                history.people(
                        codes(scope),
                        new RetentionHistory.Place(mark.at(), mark.id()),
                        wanted.limit());
        writeDown.look("retention.candidates-listed", "retention", scope);
        RetentionHistory.Place next = found.next();
        return new Listing<>(
                found.records(),
                next == null
                        ? null
                        : PageRequest.cursorFor(
                                new TimeAndId(next.seen(), next.first()).written()));
    }

    /**
     * A release.
     *
     * @param scheduleHash of the periods that were looked at
     */
    record Release(
            @NotNull OfficeCode office,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 hexadecimal digits")
                    String scheduleHash) {}

    /** Lets the job delete by the present periods of an office. */
    @POST
    @Path("/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    @Transactional
    public RetentionPreview release(@NotNull @Valid Release wanted) {
        staff.requireOffice(wanted.office());
        staff.requireSecondFactor();
        releases.release(wanted.office(), wanted.scheduleHash(), staff.subject());
        String office = wanted.office().value();
        writeDown.act("retention.released", "retention/" + wanted.scheduleHash(), office, null);
        return history.preview(Set.of(office)).get(0);
    }

    /** Runs, the latest first. */
    @GET
    @Path("/runs")
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public Listing<RetentionRun> runs(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        PageRequest wanted = PageRequest.of(limit, cursor);
        List<RetentionRun> found =
                history.newestFirst(
                        codes(OfficeScope.of(staff, office)),
                        wanted.markAs(UUID::fromString).orElse(null),
                        wanted.limit() + 1);
        return Listing.of(found, wanted.limit(), last -> last.id().toString());
    }

    /** One run, as far as it concerns the caller's offices. */
    @GET
    @Path("/runs/{id}")
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public RetentionRun run(@PathParam("id") String id) {
        return history.find(PathId.read(id), codes(OfficeScope.of(staff)))
                .orElseThrow(DomainProblem::notFound);
    }

    private static Set<String> codes(OfficeScope scope) {
        return scope.every() ? null : scope.codes();
    }
}
