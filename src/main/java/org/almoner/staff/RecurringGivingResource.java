package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.ExpectedIncome;
import org.almoner.recurring.RecurringFigures;
import org.almoner.recurring.Retention;

/** Figures of recurring gifts for finance: what is to come, and how donors stay. */
@Path("/v1/staff/recurring-giving")
@Produces(MediaType.APPLICATION_JSON)
class RecurringGivingResource {

    private static final int MOST_MONTHS = 36;
    private static final int USUAL_MONTHS = 12;

    private final RecurringFigures figures;
    private final Offices offices;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RecurringGivingResource(
            RecurringFigures figures, Offices offices, CurrentStaff staff, WriteDown writeDown) {
        this.figures = figures;
        this.offices = offices;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Of which office, from which month on, for how many months. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("from") String from,
            @QueryParam("months") String months) {}

    /** The months of an office's expected income. */
    record Forecast(String office, List<ExpectedIncome> months) {}

    /** What live recurring gifts let one expect, month by month. */
    @GET
    @Path("/forecast")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Forecast forecast(@BeanParam Wanted wanted) {
        Office office = office(wanted.office());
        YearMonth from = month(wanted.from(), office, 0);
        List<ExpectedIncome> expected =
                figures.expected(office.code(), office.currency(), from, months(wanted.months()));
        writeDown.act("recurring-giving.forecast", "recurring-giving", office.code().value(), null);
        return new Forecast(office.code().value(), expected);
    }

    /** How recurring gifts hold, month by month. */
    @GET
    @Path("/retention")
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE, Roles.ADMIN})
    public Retention retention(@BeanParam Wanted wanted) {
        Office office = office(wanted.office());
        int months = months(wanted.months());
        YearMonth from = month(wanted.from(), office, months - 1);
        writeDown.act(
                "recurring-giving.retention", "recurring-giving", office.code().value(), null);
        return figures.retention(office.code(), from, months);
    }

    /** One office of the caller; a foreign one is like one that does not exist. */
    private Office office(String asked) {
        if (asked == null) {
            throw DomainProblem.invalid("query:office", "required", "Name one of your offices.");
        }
        OfficeCode code;
        try {
            code = new OfficeCode(asked);
        } catch (IllegalArgumentException notACode) {
            throw DomainProblem.invalid(
                    "query:office", "not_an_office_code", notACode.getMessage() + ".");
        }
        staff.requireOffice(code);
        return offices.find(code).orElseThrow(DomainProblem::notFound);
    }

    private YearMonth month(String asked, Office office, int monthsAgo) {
        if (asked == null) {
            return YearMonth.from(offices.today(office.code())).minusMonths(monthsAgo);
        }
        try {
            YearMonth month = YearMonth.parse(asked);
            if (month.getYear() >= 1970 && month.getYear() <= 9990) {
                return month;
            }
        } catch (DateTimeException notAMonth) {
            // Told below, like months far out of reach.
        }
        throw DomainProblem.invalid("query:from", "not_a_month", "A month such as 2026-12.");
    }

    private static int months(String asked) {
        if (asked == null) {
            return USUAL_MONTHS;
        }
        if (asked.matches("[0-9]{1,2}")) {
            int months = Integer.parseInt(asked);
            if (months >= 1 && months <= MOST_MONTHS) {
                return months;
            }
        }
        throw DomainProblem.invalid("query:months", "out_of_range", "A whole number from 1 to 36.");
    }
}
