package org.almoner.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/**
 * The days on which TARGET, the settlement system of the euro, is open: not on Saturdays, Sundays,
 * 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December. These rules hold from 2002 on.
 */
public final class BusinessCalendar {

    private BusinessCalendar() {}

    /** Whether TARGET is open on the day. */
    public static boolean isTargetDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !isHoliday(day);
    }

    private static boolean isHoliday(LocalDate day) {
        int dayOfMonth = day.getDayOfMonth();
        return switch (day.getMonth()) {
            case JANUARY -> dayOfMonth == 1;
            case MARCH, APRIL -> isByEaster(day);
            case MAY -> dayOfMonth == 1;
            case DECEMBER -> dayOfMonth == 25 || dayOfMonth == 26;
            case FEBRUARY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER -> false;
        };
    }

    /** Good Friday is on 20 March at the earliest, Easter Monday on 26 April at the latest. */
    private static boolean isByEaster(LocalDate day) {
        LocalDate easter = easterSunday(day.getYear());
        return day.equals(easter.minusDays(2)) || day.equals(easter.plusDays(1));
    }

    /** The day itself when TARGET is open, otherwise the next one on which it is; never earlier. */
    public static LocalDate targetDayOnOrAfter(LocalDate day) {
        LocalDate open = day;
        while (!isTargetDay(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** The day that lies the given number of open days before this one, which need not be open. */
    public static LocalDate targetDaysBefore(LocalDate day, int count) {
        LocalDate open = day;
        for (int i = 0; i < count; i++) {
            do {
                open = open.minusDays(1);
            } while (!isTargetDay(open));
        }
        return open;
    }

    /** The day that lies the given number of open days after this one, which need not be open. */
    public static LocalDate targetDaysAfter(LocalDate day, int count) {
        LocalDate open = day;
        for (int i = 0; i < count; i++) {
            open = targetDayOnOrAfter(open.plusDays(1));
        }
        return open;
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm of "Nature", 1876). */
    static LocalDate easterSunday(int year) {
        int moonYear = year % 19;
        int century = year / 100;
        int skippedLeapDays = century / 4;
        int moonCorrection = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * moonYear + century - skippedLeapDays - moonCorrection + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 4) % 7;
        int exception = (moonYear + 11 * epact + 22 * weekday) / 451;
        int marchDays = epact + weekday - 7 * exception + 22;
        return LocalDate.of(year, Month.MARCH, 1).plusDays(marchDays - 1L);
    }
}
