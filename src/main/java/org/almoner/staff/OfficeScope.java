package org.almoner.staff;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * The offices a list is about: all of the caller's, or the one asked for if it is among them. A
 * foreign office is like one that does not exist: it has nothing to show.
 *
 * @param every whether all offices are meant; then the codes are empty
 * @param seesRestricted whether names that are kept of people who were erased are shown and found
 * @param seesHandedOver whether donors of other offices are shown that these were handed
 */
record OfficeScope(
        boolean every, Set<String> codes, boolean seesRestricted, boolean seesHandedOver) {

    /** Of somebody who does not see what is kept of people who were erased. */
    OfficeScope(boolean every, Set<String> codes) {
        this(every, codes, false, false);
    }

    /** All offices of the caller. */
    static OfficeScope of(CurrentStaff staff) {
        return staff.actsForEveryOffice()
                ? new OfficeScope(true, Set.of(), seesRestricted(staff), false)
                : new OfficeScope(
                        false, staff.officeCodes(), seesRestricted(staff), seesHandedOver(staff));
    }

    /**
     * Narrows the caller's offices to the one asked for; {@code null} when none is.
     *
     * @throws DomainProblem 400 for what is no office code
     */
    static OfficeScope of(CurrentStaff staff, String asked) {
        if (asked == null) {
            return of(staff);
        }
        OfficeCode office = officeIn(asked);
        return new OfficeScope(
                false,
                staff.mayActFor(office) ? Set.of(office.value()) : Set.of(),
                seesRestricted(staff),
                seesHandedOver(staff));
    }

    /** Only finance answers tax offices and auditors, for whom such data are kept. */
    static boolean seesRestricted(CurrentStaff staff) {
        return staff.roles().contains(Roles.FINANCE);
    }

    /** Contact data are handed over for the daily work with donors, and for nothing else. */
    static boolean seesHandedOver(CurrentStaff staff) {
        return staff.roles().contains(Roles.OFFICE);
    }

    /**
     * The one office that a call is about.
     *
     * @throws DomainProblem 400 when none is named, or what is no office code
     */
    static OfficeCode required(String asked) {
        if (asked == null) {
            throw DomainProblem.invalid("query:office", "required", "The office it is about.");
        }
        return officeIn(asked);
    }

    private static OfficeCode officeIn(String asked) {
        try {
            return new OfficeCode(asked);
        } catch (IllegalArgumentException notACode) {
            throw DomainProblem.invalid(
                    "query:office", "not_an_office_code", notACode.getMessage() + ".");
        }
    }

    /** The codes for an SQL array. */
    String[] codesForSql() {
        return codes.toArray(new String[0]);
    }

    /** For which offices an entry of the audit trail is to be written; {@code null} means all. */
    List<String> forTheTrail() {
        return codes.isEmpty() ? Collections.singletonList(null) : codes.stream().sorted().toList();
    }
}
