package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.access.CurrentDonor;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Lists the donor's recurring gifts, latest first. */
@Singleton
class ListMyRecurringGifts {

    private final MyRecurringGiftsTable table;
    private final DescribeRecurringGift describe;
    private final CurrentDonor donor;

    ListMyRecurringGifts(
            MyRecurringGiftsTable table, DescribeRecurringGift describe, CurrentDonor donor) {
        this.table = table;
        this.describe = describe;
        this.donor = donor;
    }

    Listing<MyRecurringGift> list(PageRequest wanted) {
        List<MyRecurringGift> found =
                table
                        .find(donor.donors(), wanted.markAs(TimeMark::read), wanted.limit() + 1)
                        .stream()
                        .map(row -> describe.describe(row, donor.language()))
                        .toList();
        return Listing.of(
                found, wanted.limit(), last -> new TimeMark(last.madeAt(), last.id()).written());
    }
}
