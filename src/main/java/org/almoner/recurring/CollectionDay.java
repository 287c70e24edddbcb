package org.almoner.recurring;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The day of the month on which instalments fall due: 1 to 28, which every month has, or the last
 * one. The 29th to 31st are refused, because nobody can say what they mean in February.
 *
 * @param day 1 to 28, or {@link #LAST}
 */
public record CollectionDay(int day) {

    /** Stands for the last day of the month, in rows too. */
    static final int LAST = 31;

    private static final int LATEST_OF_ALL_MONTHS = 28;

    public CollectionDay {
        if ((day < 1 || day > LATEST_OF_ALL_MONTHS) && day != LAST) {
            throw new IllegalArgumentException(
                    "A collection day is 1 to 28, or the last day of the month");
        }
    }

    /** Whether a number may be asked for as a day of the month. */
    public static boolean isDay(int day) {
        return day >= 1 && day <= LATEST_OF_ALL_MONTHS;
    }

    /** The last day of each month. */
    public static CollectionDay lastOfMonth() {
        return new CollectionDay(LAST);
    }

    /** The day that comes nearest to giving on this day again: after the 28th, the last one. */
    public static CollectionDay like(LocalDate date) {
        return new CollectionDay(
                date.getDayOfMonth() <= LATEST_OF_ALL_MONTHS ? date.getDayOfMonth() : LAST);
    }

    /** Whether it is the last day of the month. */
    public boolean isLast() {
        return day == LAST;
    }

    /** The day in a month. */
    public LocalDate in(YearMonth month) {
        return isLast() ? month.atEndOfMonth() : month.atDay(day);
    }
}
