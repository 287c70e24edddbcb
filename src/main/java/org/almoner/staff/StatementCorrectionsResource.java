package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.tax.CorrectionView;
import org.almoner.tax.StatementDifferences;
import org.almoner.tax.TaxDesk;

/** Corrections of tax statements: what should be corrected, and what waits for a second person. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class StatementCorrectionsResource {

    private final TaxDesk desk;
    private final StatementDifferences differences;
    private final ActOnStatements act;
    private final Offices offices;
    private final CurrentStaff staff;

    StatementCorrectionsResource(
            TaxDesk desk,
            StatementDifferences differences,
            ActOnStatements act,
            Offices offices,
            CurrentStaff staff) {
        this.desk = desk;
        this.differences = differences;
        this.act = act;
        this.offices = offices;
        this.staff = staff;
    }

    /** Which corrections, as the query says it. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("waiting") String waiting,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private boolean onlyWaiting() {
            return Boolean.TRUE.equals(QueryValue.flag("waiting", waiting));
        }
    }

    /** Corrections of the caller's offices, newest first. */
    @GET
    @Path("/statement-corrections")
    @RolesAllowed(Roles.FINANCE)
    public Listing<CorrectionView> list(@BeanParam Wanted wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<CorrectionView> found =
                desk.corrections(
                        scope.every() ? null : List.copyOf(scope.codes()),
                        wanted.onlyWaiting(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), last -> last.id().toString());
    }

    /** Agrees to a correction that somebody else asked for. */
    @POST
    @Path("/statement-corrections/{id}/approval")
    @RolesAllowed(Roles.FINANCE)
    public CorrectionView approve(@PathParam("id") String id) {
        return act.decide(PathId.read(id), true);
    }

    /** Refuses a correction. */
    @POST
    @Path("/statement-corrections/{id}/refusal")
    @RolesAllowed(Roles.FINANCE)
    public CorrectionView refuse(@PathParam("id") String id) {
        return act.decide(PathId.read(id), false);
    }

    /** Which differences, as the query says it. */
    record WantedDifferences(
            @QueryParam("office") String office,
            @QueryParam("year") String year,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** What statements said, held against what the gifts are today. */
    @GET
    @Path("/statement-differences")
    @RolesAllowed(Roles.FINANCE)
    public Listing<StatementDifferences.Difference> differences(
            @BeanParam WantedDifferences wanted) {
        OfficeCode office =
                StatementWish.read(staff, wanted.office(), wanted.year(), null, null).office();
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<StatementDifferences.Difference> found =
                differences.find(
                        offices.find(office).orElseThrow(DomainProblem::notFound),
                        StatementWish.year(wanted.year()),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), last -> last.gift().toString());
    }
}
