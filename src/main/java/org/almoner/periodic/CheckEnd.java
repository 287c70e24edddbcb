package org.almoner.periodic;

import java.time.LocalDate;
import org.almoner.problem.DomainProblem;

/** Whether an agreement may end for a reason: only what it names leaves the deduction alone. */
final class CheckEnd {

    private CheckEnd() {}

    /**
     * @throws DomainProblem 400 naming the rule
     */
    static void check(AgreementTerms terms, AgreementView.End end) {
        switch (end.reason()) {
            case TERM_OVER ->
                    require(
                            terms.lastYear() != null
                                    && !end.day().isBefore(LocalDate.of(terms.lastYear(), 12, 31)),
                            "Its years are not over; for an indefinite time there is NOTICE.");
            case NOTICE ->
                    require(
                            terms.years() == null
                                    && !end.day()
                                            .isBefore(
                                                    LocalDate.of(
                                                            terms.firstYear()
                                                                    + AgreementTerms.LEAST_YEARS
                                                                    - 1,
                                                            12,
                                                            1)),
                            "NOTICE is for an indefinite time, in the fifth December or later.");
            case OTHER_DIED ->
                    require(terms.deathOf() == DeathOf.OTHER, "No other person's death is agreed.");
            case JOB_LOSS -> requireAgreed(terms, EarlyEnd.JOB_LOSS);
            case DISABILITY -> requireAgreed(terms, EarlyEnd.DISABILITY);
            case ANBI_LOST -> requireAgreed(terms, EarlyEnd.ANBI_LOST);
            case DONOR_DIED, GIVEN_UP, ERASED -> {
                // Death ends every agreement at the latest; whoever gives up breaks it.
            }
        }
    }

    private static void requireAgreed(AgreementTerms terms, EarlyEnd end) {
        require(
                terms.earlyEnds().contains(end),
                "That was not agreed; a donor who stops all the same has GIVEN_UP.");
    }

    private static void require(boolean isMet, String rule) {
        if (!isMet) {
            throw DomainProblem.invalid("/reason", "not_agreed", rule);
        }
    }
}
