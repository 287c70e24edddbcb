package org.almoner.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.EndReason;
import org.almoner.problem.DomainProblem;

/** What staff say of agreements of periodic gifts, and nothing else: no BSN is among it. */
final class PeriodicGiftRequests {

    private static final String ONE_LINE = "\\P{Cntrl}*";
    private static final String TOLD = "one line of text";

    private PeriodicGiftRequests() {}

    /**
     * The donor's signature.
     *
     * @param evidence where the signed form is kept
     * @param document the scanned form, if it was brought; {@code null} for none
     * @param numberCovered that no citizen service number can be read on the scan; asked for with a
     *     document only
     */
    record Signature(
            @NotNull LocalDate signedOn,
            @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE, message = TOLD) String evidence,
            UUID document,
            Boolean numberCovered) {

        AgreementView.Signature signature() {
            if ((document != null) != Boolean.TRUE.equals(numberCovered)) {
                throw DomainProblem.invalid(
                        "/numberCovered",
                        "number_must_be_covered",
                        "True with a document: a citizen service number (BSN) must not be readable on"
                                + " it. Left out without one.");
            }
            return new AgreementView.Signature(signedOn, evidence.strip(), document);
        }

        @Override
        public String toString() {
            return "Signature";
        }
    }

    /** The institution's signature; prints nothing of it. */
    record Countersignature(
            @NotNull LocalDate signedOn,
            @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = TOLD) String name,
            @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = TOLD) String function,
            @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = TOLD) String place) {

        AgreementView.Countersignature signature() {
            return new AgreementView.Countersignature(
                    signedOn, name.strip(), function.strip(), place.strip());
        }

        @Override
        public String toString() {
            return "Countersignature";
        }
    }

    /** The end of what was in force. */
    record End(
            @NotNull EndReason reason,
            @NotNull LocalDate endedOn,
            @Size(max = 200) @Pattern(regexp = ONE_LINE, message = TOLD) String note) {

        AgreementView.End end() {
            if (reason == EndReason.ERASED) {
                throw DomainProblem.invalid(
                        "/reason", "not_by_staff", "Only an erasure ends it for that reason.");
            }
            return new AgreementView.End(reason, endedOn);
        }
    }

    /** Why what has not begun is cancelled; for the audit trail. */
    record Cancellation(
            @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE, message = TOLD) String reason) {}

    /** What pays the agreement from now on. */
    record PaidBy(@NotNull UUID recurringGift) {}

    /** A gift that was given for the agreement, or was not after all. */
    record Gift(@NotNull UUID gift) {}
}
