package org.almoner.recurring;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.almoner.giving.Cadence;

/**
 * When instalments fall due. Every date is counted from the anchor and none from the date before,
 * so a short month shifts nothing.
 *
 * @param cadence how many months lie between two
 * @param day the day of the month
 * @param anchorNumber number of the instalment that falls into the anchor month
 * @param anchorMonth the month the others are counted from
 */
record Schedule(Cadence cadence, CollectionDay day, int anchorNumber, YearMonth anchorMonth) {

    /** Two instalments are never closer than this, whatever is changed. */
    static final int LEAST_DAYS_APART = 14;

    /** The first instalment falls on the first collection day that is not before the start. */
    static Schedule from(LocalDate start, Cadence cadence, CollectionDay day) {
        YearMonth month = YearMonth.from(start);
        return new Schedule(
                cadence, day, 1, day.in(month).isBefore(start) ? month.plusMonths(1) : month);
    }

    /** When the instalment of this number falls due. */
    LocalDate due(int number) {
        return day.in(anchorMonth.plusMonths((long) (number - anchorNumber) * cadence.months()));
    }

    /**
     * The schedule after a change of rhythm or day, valid from an instalment on. With the old
     * rhythm the month stays if it can; with another one, months are counted from the last
     * instalment. A day that has passed, or is too near to the last instalment, moves to the next
     * month that has room.
     *
     * @param from number of the first instalment it counts for
     * @param last when the instalment before fell due; empty when there is none
     * @param earliest the first day on which anything may fall due now
     */
    Schedule changed(Terms to, int from, Optional<LocalDate> last, LocalDate earliest) {
        YearMonth month =
                cadence == to.cadence() || last.isEmpty()
                        ? YearMonth.from(due(from))
                        : YearMonth.from(last.get()).plusMonths(to.cadence().months());
        LocalDate floor =
                last.map(it -> it.plusDays(LEAST_DAYS_APART))
                        .filter(it -> it.isAfter(earliest))
                        .orElse(earliest);
        while (to.day().in(month).isBefore(floor)) {
            month = month.plusMonths(1);
        }
        return new Schedule(to.cadence(), to.day(), from, month);
    }

    /** The two things of a schedule that a donor chooses. */
    record Terms(Cadence cadence, CollectionDay day) {}
}
