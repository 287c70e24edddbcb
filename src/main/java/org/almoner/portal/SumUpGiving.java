package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almoner.access.CurrentDonor;
import org.almoner.money.Money;

/** Sums up what the donor has given: money that came and stayed, and nothing else. */
@Singleton
class SumUpGiving {

    private final MyGiftsTable gifts;
    private final CurrentDonor donor;

    SumUpGiving(MyGiftsTable gifts, CurrentDonor donor) {
        this.gifts = gifts;
        this.donor = donor;
    }

    /**
     * The sums.
     *
     * @param years latest first, one for each currency of a year
     * @param totals of all years, one for each currency
     */
    record GivingSummary(List<MyGiftsTable.Year> years, List<Total> totals) {}

    /** What came in one currency. */
    record Total(Money given, long gifts) {

        private Total plus(Total other) {
            return new Total(given.plus(other.given), gifts + other.gifts);
        }
    }

    GivingSummary sumUp() {
        List<MyGiftsTable.Year> years = gifts.years(donor.donors());
        Map<String, Total> totals = new TreeMap<>();
        for (MyGiftsTable.Year year : years) {
            totals.merge(
                    year.given().currency().getCurrencyCode(),
                    new Total(year.given(), year.gifts()),
                    Total::plus);
        }
        return new GivingSummary(years, List.copyOf(totals.values()));
    }
}
