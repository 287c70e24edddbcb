package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.access.CurrentDonor;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Lists what the donor has given, newest first. */
@Singleton
class ListMyGifts {

    private final MyGiftsTable gifts;
    private final DescribeGift describe;
    private final CurrentDonor donor;

    ListMyGifts(MyGiftsTable gifts, DescribeGift describe, CurrentDonor donor) {
        this.gifts = gifts;
        this.describe = describe;
        this.donor = donor;
    }

    Listing<MyGift> list(GiftWish wish, PageRequest wanted) {
        List<MyGift> found =
                gifts
                        .find(
                                donor.donors(),
                                wish,
                                wanted.markAs(TimeMark::read),
                                wanted.limit() + 1)
                        .stream()
                        .map(row -> describe.describe(row, donor.language()))
                        .toList();
        return Listing.of(
                found, wanted.limit(), last -> new TimeMark(last.madeAt(), last.id()).written());
    }
}
