package org.almoner.office;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A tax office's decision that an office's gifts are deductible.
 *
 * @param kind what kind of decision
 * @param taxOffice name of the tax office, such as {@code Musterstadt}
 * @param taxNumber the organisation's number there
 * @param dated date of the decision
 * @param assessmentPeriod years it speaks of, such as {@code 2022 bis 2024}; empty for § 60a
 * @param purposes the promoted purposes in the words of the decision, German
 * @param validFrom first day on which papers quote this decision
 */
public record TaxNotice(
        TaxNoticeKind kind,
        String taxOffice,
        String taxNumber,
        LocalDate dated,
        Optional<String> assessmentPeriod,
        String purposes,
        LocalDate validFrom) {

    /** Whether gifts may still be confirmed on this decision on the given day (§ 63(5) AO). */
    public boolean carriesConfirmationsOn(LocalDate day) {
        return !day.isBefore(dated) && !day.isAfter(dated.plusYears(kind.years()));
    }
}
