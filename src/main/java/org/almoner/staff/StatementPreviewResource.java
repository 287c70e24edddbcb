package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.tax.StatementRuns;

/** What a run of tax statements would do, before anything is done. */
@Path("/v1/staff/statement-preview")
@Produces(MediaType.APPLICATION_JSON)
class StatementPreviewResource {

    private final StatementRuns runs;
    private final DescribeStatements describe;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    StatementPreviewResource(
            StatementRuns runs,
            DescribeStatements describe,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.runs = runs;
        this.describe = describe;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Which run it would be, as the query says it. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("year") String year,
            @QueryParam("until") String until,
            @QueryParam("waitsForReturns") String waitsForReturns,
            @QueryParam("reason") String reason,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private StatementRuns.Wish wish(CurrentStaff staff) {
            return StatementWish.read(staff, office, year, until, waitsForReturns);
        }
    }

    /** Sums and reasons. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public StatementRuns.Preview preview(@BeanParam Wanted wanted) {
        return runs.preview(wanted.wish(staff));
    }

    /** Who would get no statement, and why. */
    @GET
    @Path("/left-out")
    @RolesAllowed(Roles.FINANCE)
    public Listing<DescribeStatements.WithoutStatement> leftOut(@BeanParam Wanted wanted) {
        StatementRuns.Wish wish = wanted.wish(staff);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<StatementRuns.LeftOutPerson> found =
                runs.leftOut(
                        wish,
                        StatementWish.reason(wanted.reason()),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        writeDown.look(
                "statement-preview.listed", "persons", OfficeScope.of(staff, wanted.office()));
        return describe.leftOut(found, page.limit());
    }
}
