package org.almoner.staff;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.export.ExportKind;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Which kinds of exports are for the caller's roles. */
@Singleton
class ExportAudiences {

    private final CurrentStaff staff;

    ExportAudiences(CurrentStaff staff) {
        this.staff = staff;
    }

    /** Whose kinds the caller may have. */
    Set<ExportKind.Audience> ofCaller() {
        Set<ExportKind.Audience> found = EnumSet.noneOf(ExportKind.Audience.class);
        for (ExportKind.Audience audience : ExportKind.Audience.values()) {
            if (staff.roles().contains(roleOf(audience))) {
                found.add(audience);
            }
        }
        return found;
    }

    /**
     * Refuses a kind that is for others.
     *
     * @throws DomainProblem 403
     */
    void require(ExportKind kind) {
        if (!ofCaller().contains(kind.audience())) {
            throw DomainProblem.of(
                    ProblemType.NOT_ALLOWED,
                    "This kind of export needs the role " + roleOf(kind.audience()) + ".");
        }
    }

    private static String roleOf(ExportKind.Audience audience) {
        return switch (audience) {
            case FINANCE -> Roles.FINANCE;
            case PRIVACY -> Roles.PRIVACY;
        };
    }
}
