package org.almoner.tax;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.statement.Signature;

/** The shape of {@code statements.yaml}. */
record StatementsFile(List<Entry> offices) {

    static final String NAME = "statements.yaml";

    StatementsFile {
        offices = offices == null ? List.of() : List.copyOf(offices);
    }

    record Entry(String office, List<Version> versions, List<BenefitVersion> benefits) {

        Entry {
            versions = versions == null ? List.of() : List.copyOf(versions);
            benefits = benefits == null ? List.of() : List.copyOf(benefits);
        }
    }

    /** What a benefit in return does to gifts from a day on; see {@link BenefitTerms}. */
    record BenefitVersion(
            LocalDate validFrom,
            BenefitTerms.Kind rule,
            Long ignoredPercent,
            Long ignoredUpTo,
            Long leftOutAbovePercent,
            Long disclosedAbove) {

        BenefitTerms terms() {
            return new BenefitTerms(
                    rule, ignoredPercent, ignoredUpTo, leftOutAbovePercent, disclosedAbove);
        }
    }

    record Version(
            LocalDate validFrom,
            List<String> languages,
            Signing signature,
            boolean membershipFeesNotDeductible,
            Map<PaymentMethod, Integer> returnDays,
            long smallestThatCounts,
            boolean correctionsNeedTwo,
            @JsonProperty(required = true) int warnDays,
            String warn,
            StatementTerms.Signed signed) {

        Version {
            languages = languages == null ? List.of() : List.copyOf(languages);
            returnDays = returnDays == null ? Map.of() : Map.copyOf(returnDays);
        }
    }

    record Signing(
            Signature.Mode mode,
            String name,
            String role,
            String facsimile,
            String notifiedOffice,
            LocalDate notifiedOn) {}
}
