package org.almoner.staff;

import org.almoner.access.CurrentStaff;
import org.almoner.http.QueryValue;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.tax.LeftOut;
import org.almoner.tax.StatementRuns;

/** Reads from a query which run of tax statements is meant. */
final class StatementWish {

    private StatementWish() {}

    /**
     * Office and year must be given; the office must be one of the caller's.
     *
     * @throws DomainProblem 400 naming the parameter, 404 for a foreign office
     */
    static StatementRuns.Wish read(
            CurrentStaff staff, String office, String year, String until, String waits) {
        OfficeCode code = office(office);
        staff.requireOffice(code);
        return new StatementRuns.Wish(
                code,
                year(year),
                QueryValue.day("until", until),
                waits == null || QueryValue.flag("waitsForReturns", waits),
                false);
    }

    private static OfficeCode office(String text) {
        try {
            return new OfficeCode(text);
        } catch (IllegalArgumentException notACode) {
            throw DomainProblem.invalid(
                    "query:office", "not_an_office_code", notACode.getMessage() + ".");
        }
    }

    /** The calendar year in which the tax year begins. */
    static int year(String text) {
        if (text == null || !text.matches("20[0-9]{2}")) {
            throw DomainProblem.invalid("query:year", "not_a_year", "A year such as 2026.");
        }
        return Integer.parseInt(text);
    }

    /** {@code null} when none is asked for. */
    static LeftOut reason(String text) {
        return QueryValue.oneOf("reason", text, LeftOut.class);
    }
}
