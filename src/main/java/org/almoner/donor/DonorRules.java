package org.almoner.donor;

import java.util.List;
import java.util.Set;
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

    /**
     * The parts of a postal address that are needed in that country, as pointers such as {@code
     * /address/region}: what a form marks as required. A house number within the street counts.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public static Set<String> requiredAddressParts(String country) {
        return AddressCheck.requiredParts(country);
    }
}
