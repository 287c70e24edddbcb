package org.almoner.staff;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;
import org.almoner.recurring.CancelReason;
import org.almoner.recurring.CollectionDay;
import org.almoner.recurring.TermsChange;

/** What staff may say of a recurring gift, and nothing else. */
final class RecurringRequests {

    private static final String ONE_LINE = "[^\\p{Cntrl}]*";

    private RecurringRequests() {}

    /** New terms; what is left out stays as it is. */
    record Terms(
            Money amount,
            Cadence cadence,
            @Min(1) @Max(28) Integer collectionDay,
            Boolean lastDayOfMonth,
            LocalDate endOn,
            Boolean noEnd,
            ReceiptWish receipts,
            @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {

        /**
         * The change asked for.
         *
         * @throws DomainProblem 400 when two parts contradict each other, or nothing is said
         */
        TermsChange change() {
            List<Violation> wrong = new ArrayList<>();
            if (collectionDay != null && Boolean.TRUE.equals(lastDayOfMonth)) {
                wrong.add(
                        new Violation(
                                "/lastDayOfMonth",
                                "contradictory",
                                "Choose a collectionDay or the last day of the month, not both."));
            }
            if (endOn != null && Boolean.TRUE.equals(noEnd)) {
                wrong.add(
                        new Violation(
                                "/noEnd", "contradictory", "Choose an end or none, not both."));
            }
            TermsChange change = new TermsChange(amount, cadence, day(), end(), receipts);
            if (wrong.isEmpty() && change.equals(new TermsChange(null, null, null, null, null))) {
                wrong.add(new Violation("", "nothing_to_change", "Say what is to be changed."));
            }
            if (!wrong.isEmpty()) {
                throw DomainProblem.invalid(wrong);
            }
            return change;
        }

        private CollectionDay day() {
            if (Boolean.TRUE.equals(lastDayOfMonth)) {
                return CollectionDay.lastOfMonth();
            }
            return collectionDay == null ? null : new CollectionDay(collectionDay);
        }

        private TermsChange.End end() {
            return endOn != null || Boolean.TRUE.equals(noEnd) ? new TermsChange.End(endOn) : null;
        }

        @Override
        public String toString() {
            return "Terms[…]";
        }
    }

    /** A break; without a day, until it is resumed. */
    record Pause(
            LocalDate until,
            @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Pause[" + until + "]";
        }
    }

    /** Why something is done; kept on the audit trail. */
    record Because(
            @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Because[…]";
        }
    }

    /** The end, with a reason an office can count and one in words for the audit trail. */
    record Cancellation(
            @NotNull CancelReason because,
            @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Cancellation[" + because + "]";
        }
    }

    /** Another way to pay, as the donor told it. */
    record Method(
            @NotNull PaymentMethod method,
            @Size(max = 40) @Pattern(regexp = "[A-Z_]{3,40}") String scenario,
            @Size(max = 500) @Pattern(regexp = ONE_LINE, message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Method[" + method + "]";
        }
    }
}
