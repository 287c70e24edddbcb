package org.almoner.recurring;

import java.time.LocalDate;

/**
 * How collections by a method are announced.
 *
 * @param mode each one, the whole series at once, or not at all
 * @param leadDays days that must lie between the announcement and the collection
 * @param asking when a collection has to be asked for
 */
record NoticeRule(Mode mode, int leadDays, Asking asking) {

    /** Mail servers may be slow: announcements are written this much before they must arrive. */
    static final int MARGIN_DAYS = 2;

    enum Mode {
        /** Nothing has to be announced. */
        NONE,
        /** The welcome, and each change, announces all that follows. */
        SERIES,
        /** Each collection has an announcement of its own. */
        EACH
    }

    NoticeRule {
        if (leadDays < 0 || leadDays > 60) {
            throw new IllegalArgumentException("Announcements lead by 0 to 60 days");
        }
    }

    /** Of a method with which money is taken on the day on which it is asked for. */
    NoticeRule(Mode mode, int leadDays) {
        this(mode, leadDays, Asking.ON_THE_DAY);
    }

    /**
     * When a collection has to be asked for.
     *
     * @param daysBefore calendar days before the money is taken
     * @param soonest day on which money can be taken that is asked for today
     */
    record Asking(int daysBefore, LocalDate soonest) {

        static final Asking ON_THE_DAY = new Asking(0, LocalDate.MIN);

        static Asking ahead(int days, LocalDate today) {
            return days == 0 ? ON_THE_DAY : new Asking(days, today.plusDays(days));
        }

        /** The day itself, or the soonest one that can still be kept. */
        LocalDate possible(LocalDate day) {
            return day.isBefore(soonest) ? soonest : day;
        }
    }

    /** How long before the collection its announcement is written. */
    int writeDaysBefore() {
        return Math.max(leadDays, asking.daysBefore()) + MARGIN_DAYS;
    }
}
