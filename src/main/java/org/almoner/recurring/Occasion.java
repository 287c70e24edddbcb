package org.almoner.recurring;

import java.time.LocalDate;

/**
 * Why a letter about a recurring gift is owed.
 *
 * @param instalment the one it is about; {@code null} when it is about none
 * @param tell what is said of a failed collection; {@code null} when none failed
 * @param before what was agreed before a change; {@code null} when nothing changed
 * @param until the day a break ends; {@code null} for no such day
 * @param year the gifts of a year; {@code null} unless they are told of
 */
record Occasion(
        RecurringGift gift,
        RecurringGiftNews.Kind kind,
        Instalment instalment,
        FailureRule.Tell tell,
        RecurringGiftView before,
        LocalDate until,
        RecurringGiftNews.YearlyOverview year) {

    static Occasion of(RecurringGift gift, RecurringGiftNews.Kind kind) {
        return new Occasion(gift, kind, null, null, null, null, null);
    }

    Occasion about(Instalment one) {
        return new Occasion(gift, kind, one, tell, before, until, year);
    }

    Occasion telling(FailureRule.Tell what) {
        return new Occasion(gift, kind, instalment, what, before, until, year);
    }

    Occasion after(RecurringGiftView old) {
        return new Occasion(gift, kind, instalment, tell, old, until, year);
    }

    Occasion until(LocalDate day) {
        return new Occasion(gift, kind, instalment, tell, before, day, year);
    }

    Occasion of(RecurringGiftNews.YearlyOverview gifts) {
        return new Occasion(gift, kind, instalment, tell, before, until, gifts);
    }
}
