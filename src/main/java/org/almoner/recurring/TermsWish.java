package org.almoner.recurring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/**
 * New terms as a request words them, whoever asks; what is left out stays as it is.
 *
 * @param collectionDay 1 to 28
 * @param lastDayOfMonth instead of a numbered day
 * @param endOn none falls due after this day
 * @param noEnd takes an agreed end back
 */
public record TermsWish(
        Money amount,
        Cadence cadence,
        @Min(1) @Max(28) Integer collectionDay,
        Boolean lastDayOfMonth,
        LocalDate endOn,
        Boolean noEnd,
        ReceiptWish receipts) {

    private static final TermsChange NOTHING = new TermsChange(null, null, null, null, null);

    /**
     * The change asked for.
     *
     * @throws DomainProblem 400 when two parts contradict each other, or nothing is said
     */
    public TermsChange change() {
        List<Violation> wrong = new ArrayList<>();
        if (collectionDay != null && Boolean.TRUE.equals(lastDayOfMonth)) {
            wrong.add(
                    new Violation(
                            "/lastDayOfMonth",
                            "contradictory",
                            "Choose a collectionDay or the last day of the month, not both."));
        }
        if (endOn != null && Boolean.TRUE.equals(noEnd)) {
            wrong.add(new Violation("/noEnd", "contradictory", "Choose an end or none, not both."));
        }
        TermsChange change = new TermsChange(amount, cadence, day(), end(), receipts);
        if (wrong.isEmpty() && change.equals(NOTHING)) {
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
        return "TermsWish[…]";
    }
}
