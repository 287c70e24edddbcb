package org.almoner.recurring;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.almoner.money.Money;

/**
 * How recurring gifts hold, as an office can chart it.
 *
 * @param standing how many there are in each state today, and what they come to in a month
 * @param months what happened, oldest first
 */
public record Retention(List<Standing> standing, List<Month> months) {

    /**
     * The recurring gifts of one state and currency.
     *
     * @param monthly what they come to in a month: a yearly gift counts a twelfth, rounded half up
     *     once, on the sum
     */
    public record Standing(RecurringGiftState state, long gifts, Money monthly) {}

    /**
     * What happened in one month, in the office's time zone.
     *
     * @param happened how often, by kind: {@code STARTED}, {@code LAPSED}, {@code CANCELLED} …
     * @param cancelled how many were cancelled, by reason
     */
    public record Month(
            YearMonth month, Map<String, Long> happened, Map<CancelReason, Long> cancelled) {}
}
