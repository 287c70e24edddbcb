package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.QueryValue;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.reconciliation.DayReport;
import org.almoner.reconciliation.Difference;
import org.almoner.reconciliation.DifferenceKind;
import org.almoner.reconciliation.Reconciliations;

/** A day of an office: providers, ledger and bank held against one another. */
@Path("/v1/staff/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
class ReconciliationResource {

    private final Reconciliations reconciliations;
    private final Offices offices;
    private final CurrentStaff staff;

    ReconciliationResource(Reconciliations reconciliations, Offices offices, CurrentStaff staff) {
        this.reconciliations = reconciliations;
        this.offices = offices;
        this.staff = staff;
    }

    /** Which day of which office, and which part of what does not agree. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("day") String day,
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private LocalDate when() {
            if (day == null) {
                throw DomainProblem.invalid("query:day", "required", "A day at the office.");
            }
            return QueryValue.day("day", day);
        }

        private DifferenceKind only() {
            return QueryValue.oneOf("kind", kind, DifferenceKind.class);
        }
    }

    private Office mine(Wanted wanted) {
        OfficeCode code = OfficeScope.required(wanted.office());
        staff.requireOffice(code);
        return offices.find(code).orElseThrow(DomainProblem::notFound);
    }

    /** Sums of the day, and how much does not agree. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public DayReport day(@BeanParam Wanted wanted) {
        return reconciliations.day(mine(wanted), wanted.when());
    }

    /** What does not agree, one by one. */
    @GET
    @Path("/differences")
    @RolesAllowed(Roles.FINANCE)
    public Listing<Difference> differences(@BeanParam Wanted wanted) {
        Office office = mine(wanted);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<Difference> found =
                reconciliations.differences(office, wanted.when(), part(wanted.only(), page));
        return Listing.of(found, page.limit(), it -> it.kind() + "/" + it.id());
    }

    private static Reconciliations.Part part(DifferenceKind only, PageRequest page) {
        return page.markAs(mark -> part(only, mark.split("/", 2), page.limit() + 1))
                .orElse(new Reconciliations.Part(only, null, null, page.limit() + 1));
    }

    private static Reconciliations.Part part(DifferenceKind only, String[] mark, int limit) {
        return new Reconciliations.Part(
                only, DifferenceKind.valueOf(mark[0]), UUID.fromString(mark[1]), limit);
    }
}
