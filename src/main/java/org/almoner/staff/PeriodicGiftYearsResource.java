package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.periodic.YearOfAgreement;
import org.almoner.periodic.YearsOfAgreements;
import org.almoner.problem.DomainProblem;

/** Agreements of periodic gifts that are to be looked at before a year ends. */
@Path("/v1/staff/periodic-gift-years")
@Produces(MediaType.APPLICATION_JSON)
class PeriodicGiftYearsResource {

    private final YearsOfAgreements years;
    private final Offices offices;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final InstantSource clock;

    PeriodicGiftYearsResource(
            YearsOfAgreements years,
            Offices offices,
            CurrentStaff staff,
            WriteDown writeDown,
            InstantSource clock) {
        this.years = years;
        this.offices = offices;
        this.staff = staff;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    /** Which office and calendar year; the present year when none is named. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("year") String year,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private int yearOr(int present) {
            if (year == null) {
                return present;
            }
            if (!year.matches("20[0-9]{2}")) {
                throw DomainProblem.invalid(
                        "query:year", "out_of_range", "A year from 2000 to 2099.");
            }
            return Integer.parseInt(year);
        }
    }

    /** Those that will come to another sum than agreed, and those that have their last year. */
    @GET
    @RolesAllowed({Roles.FINANCE, Roles.OFFICE})
    public Listing<YearOfAgreement> list(@BeanParam Wanted wanted) {
        OfficeCode code = OfficeScope.required(wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        UUID after = page.markAs(UUID::fromString).orElse(null);
        Office office = offices.find(code).filter(it -> staff.mayActFor(code)).orElse(null);
        if (office == null) {
            return new Listing<>(List.of(), null); // a foreign office is like one that is not there
        }
        int year = wanted.yearOr(office.dayOf(clock.instant()).getYear());
        writeDown.act("periodic-gifts.checked", "periodic-gift-years/" + year, code.value(), null);
        return Listing.of(
                years.toLookAt(office, year, after, page.limit() + 1),
                page.limit(),
                last -> last.agreement().toString());
    }
}
