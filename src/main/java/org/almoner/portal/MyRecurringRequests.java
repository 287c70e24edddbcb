package org.almoner.portal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.almoner.giving.PaymentMethod;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.CancelReason;

/** What a donor may say of a recurring gift beyond its terms, and nothing else. */
final class MyRecurringRequests {

    private MyRecurringRequests() {}

    /** A break; without a day, until it is resumed. */
    record Pause(LocalDate until) {}

    /** The end, with a reason for those who want to give one. */
    record Cancellation(CancelReason because) {

        /**
         * The reason, as offices count it.
         *
         * @throws DomainProblem 400 when it is one that only an office can know
         */
        CancelReason reason() {
            return switch (because == null ? CancelReason.OTHER : because) {
                case FINANCES -> CancelReason.FINANCES;
                case GIVES_OTHERWISE -> CancelReason.GIVES_OTHERWISE;
                case DISSATISFIED -> CancelReason.DISSATISFIED;
                case OTHER -> CancelReason.OTHER;
                case DECEASED, NO_MANDATE, ERASED ->
                        throw DomainProblem.invalid(
                                "/because",
                                "not_for_donors",
                                "One of FINANCES, GIVES_OTHERWISE, DISSATISFIED and OTHER.");
            };
        }
    }

    /**
     * Another way to pay.
     *
     * @param scenario sandbox only
     * @param returnUrl where a provider's page sends the donor back to; {@code null} if nowhere
     */
    record Method(
            @NotNull PaymentMethod method,
            @Size(max = 40) @Pattern(regexp = "[A-Z_]{3,40}") String scenario,
            @Size(max = 500) String returnUrl) {

        @Override
        public String toString() {
            return "Method[" + method + "]";
        }
    }
}
