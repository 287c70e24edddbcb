package org.almoner.giftaid;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * How an office claims Gift Aid, from one day on.
 *
 * @param accountingYearStarts first day of its accounting period, {@code --04-06} for a charitable
 *     trust, whose periods are tax years
 * @param claimYears for how many years after the end of an accounting period its gifts may be
 *     claimed
 * @param lookBackYears how far back a declaration may reach
 * @param warnDays how long before gifts can be claimed no more people are warned
 * @param warn mail address of who is warned
 */
record GiftAidTerms(
        MonthDay accountingYearStarts,
        int claimYears,
        int lookBackYears,
        int warnDays,
        String warn) {

    static GiftAidTerms of(GiftAidFile.Version version) {
        return new GiftAidTerms(
                MonthDay.parse("--" + version.accountingYearStarts()),
                version.claimYears(),
                version.lookBackYears(),
                version.warnDays(),
                version.warn());
    }

    /** The first day of the accounting period that a day lies in. */
    LocalDate periodOf(LocalDate day) {
        LocalDate start = accountingYearStarts.atYear(day.getYear());
        return start.isAfter(day) ? accountingYearStarts.atYear(day.getYear() - 1) : start;
    }

    /** The last day on which gifts of a day may be claimed. */
    LocalDate claimableUntil(LocalDate gift) {
        LocalDate lastOfPeriod = periodOf(gift).plusYears(1).minusDays(1);
        return lastOfPeriod.plusYears(claimYears);
    }

    /** The first day whose gifts may still be claimed. */
    LocalDate oldestOn(LocalDate today) {
        LocalDate first = periodOf(today.minusYears(claimYears));
        while (claimableUntil(first).isBefore(today)) {
            first = first.plusYears(1);
        }
        while (!claimableUntil(first.minusDays(1)).isBefore(today)) {
            first = periodOf(first.minusDays(1));
        }
        return first;
    }
}
