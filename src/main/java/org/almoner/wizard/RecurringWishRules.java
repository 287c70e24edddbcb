package org.almoner.wizard;

import java.time.LocalDate;
import java.util.List;
import org.almoner.giving.Cadence;
import org.almoner.problem.Violation;
import org.almoner.recurring.CollectionDay;
import org.almoner.recurring.RecurringGiftDesk;

/** The rules of step 1 for gifts that are given again and again. */
final class RecurringWishRules {

    private static final int LATEST_START_MONTHS = 12;

    private RecurringWishRules() {}

    /**
     * Checks what was said of a recurring gift.
     *
     * @param today the day at the office
     * @param wrong takes every broken rule
     */
    static void check(
            Cadence cadence, RecurringWish asked, LocalDate today, List<Violation> wrong) {
        if (asked == null) {
            return;
        }
        if (!cadence.isRecurring()) {
            wrong.add(
                    new Violation(
                            "/recurring",
                            "not_for_once",
                            "A gift given once has no days and no end; leave this out or choose"
                                    + " another cadence."));
            return;
        }
        int before = wrong.size();
        checkDay(asked, wrong);
        checkStart(asked, today, wrong);
        if (wrong.size() == before && asked.endOn() != null) {
            checkEnd(cadence, asked, today, wrong);
        }
    }

    private static void checkDay(RecurringWish asked, List<Violation> wrong) {
        if (asked.collectionDay() != null && !CollectionDay.isDay(asked.collectionDay())) {
            wrong.add(
                    new Violation(
                            "/recurring/collectionDay",
                            "out_of_range",
                            "A day from 1 to 28; for the last day of each month send"
                                    + " lastDayOfMonth."));
        }
        if (asked.collectionDay() != null && Boolean.TRUE.equals(asked.lastDayOfMonth())) {
            wrong.add(
                    new Violation(
                            "/recurring/lastDayOfMonth",
                            "contradictory",
                            "Choose a collectionDay or the last day of the month, not both."));
        }
    }

    private static void checkStart(RecurringWish asked, LocalDate today, List<Violation> wrong) {
        if (asked.startOn() != null
                && (asked.startOn().isBefore(today)
                        || asked.startOn().isAfter(today.plusMonths(LATEST_START_MONTHS)))) {
            wrong.add(
                    new Violation(
                            "/recurring/startOn",
                            "out_of_range",
                            "A day from today on, at most a year ahead."));
        }
    }

    private static void checkEnd(
            Cadence cadence, RecurringWish asked, LocalDate today, List<Violation> wrong) {
        RecurringWish endless =
                new RecurringWish(
                        asked.collectionDay(), asked.lastDayOfMonth(), asked.startOn(), null, null);
        LocalDate first = RecurringGiftDesk.firstDue(endless.rhythm(cadence, today));
        if (asked.endOn().isBefore(first)) {
            wrong.add(
                    new Violation(
                            "/recurring/endOn",
                            "ends_before_first",
                            "The first instalment falls on "
                                    + first
                                    + "; the end lies before it."));
        }
    }
}
