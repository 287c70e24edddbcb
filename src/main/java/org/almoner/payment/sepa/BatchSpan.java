package org.almoner.payment.sepa;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.almoner.office.Office;
import org.almoner.sql.Sql;
import org.almoner.time.BusinessCalendar;

/**
 * Which days a batch of an office can reach.
 *
 * @param office code
 * @param zone in which announcements are dated
 * @param creditorIdentifier the office's own
 * @param earliest first day the bank can still debit
 * @param until last day that is looked at
 * @param mostDaysLate how many days after the announced one a donor may still be debited
 */
record BatchSpan(
        String office,
        ZoneId zone,
        String creditorIdentifier,
        LocalDate earliest,
        LocalDate until,
        int mostDaysLate) {

    /** Days beyond the last one for which the next open one is told. */
    private static final int MARGIN = 7;

    static BatchSpan of(Office office, Creditor creditor, Days days, int mostDaysLate) {
        return new BatchSpan(
                office.code().value(),
                office.zone(),
                creditor.identifier(),
                days.earliest(),
                days.until(),
                mostDaysLate);
    }

    /** First and last day. */
    record Days(LocalDate earliest, LocalDate until) {}

    /**
     * The first day the bank can still debit: what is sent after the cut-off, or on a day on which
     * TARGET is closed, counts as sent on the next open day.
     *
     * @param leadDays open days between sending and debit
     */
    static LocalDate earliest(Instant now, ZoneId zone, LocalTime cutOff, int leadDays) {
        ZonedDateTime there = now.atZone(zone);
        LocalDate today = there.toLocalDate();
        LocalDate counts = there.toLocalTime().isBefore(cutOff) ? today : today.plusDays(1);
        return BusinessCalendar.targetDaysAfter(
                BusinessCalendar.targetDayOnOrAfter(counts), leadDays);
    }

    /** The values of {@link ReadyCollections#DECIDED}, in its order. */
    List<Object> values() {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = earliest; !day.isAfter(until); day = day.plusDays(1)) {
            days.add(day);
        }
        for (int i = 1; i <= MARGIN; i++) {
            days.add(until.plusDays(i));
        }
        List<LocalDate> open = days.stream().map(BusinessCalendar::targetDayOnOrAfter).toList();
        return List.of(
                earliest,
                zone.getId(),
                office,
                creditorIdentifier,
                mostDaysLate,
                until,
                new Sql.Column("date", days),
                new Sql.Column("date", open));
    }
}
