package org.almoner.staff;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.recurring.CancelReason;
import org.almoner.recurring.TermsChange;
import org.almoner.recurring.TermsWish;

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
            return new TermsWish(
                            amount, cadence, collectionDay, lastDayOfMonth, endOn, noEnd, receipts)
                    .change();
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
