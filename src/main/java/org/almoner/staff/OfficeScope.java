package org.almoner.staff;

import java.util.List;
import java.util.Set;
import org.almoner.access.CurrentStaff;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * The offices a call is about: all of the caller's, or the one the caller asked for.
 *
 * @param every whether all offices are meant; then the codes are empty
 */
record OfficeScope(boolean every, Set<String> codes) {

    /**
     * Narrows the caller's offices to the one asked for, if any.
     *
     * @throws DomainProblem 404 for a foreign or unknown office; 400 for what is no office code
     */
    static OfficeScope of(CurrentStaff staff, String asked) {
        if (asked == null) {
            return staff.actsForEveryOffice()
                    ? new OfficeScope(true, Set.of())
                    : new OfficeScope(false, staff.officeCodes());
        }
        OfficeCode office = officeIn(asked);
        staff.requireOffice(office);
        return new OfficeScope(false, Set.of(office.value()));
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
        return every || codes.isEmpty()
                ? java.util.Collections.singletonList(null)
                : codes.stream().sorted().toList();
    }
}
