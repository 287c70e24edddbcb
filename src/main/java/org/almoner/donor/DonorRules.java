package org.almoner.donor;

import java.util.List;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** The rules a donor's data follow, all of them applied at once. */
public final class DonorRules {

    private DonorRules() {}

    /**
     * Turns what a visitor wrote into checked data.
     *
     * @throws DomainProblem INVALID_INPUT naming everything that is wrong, with pointers such as
     *     {@code /address/postcode}
     */
    public static DonorDetails check(DonorInput input) {
        DonorCheck check = new DonorCheck(input);
        if (!check.violations().isEmpty()) {
            throw DomainProblem.invalid(check.violations());
        }
        return check.details();
    }

    /** Everything that is wrong with the input; empty when {@link #check} would take it. */
    public static List<Violation> violations(DonorInput input) {
        return new DonorCheck(input).violations();
    }
}
