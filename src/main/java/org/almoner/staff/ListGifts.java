package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Lists and searches gifts. What was searched for is on the trail; the words typed are not. */
@ApplicationScoped
class ListGifts {

    private final GiftsTable gifts;
    private final WriteDown writeDown;

    ListGifts(GiftsTable gifts, WriteDown writeDown) {
        this.gifts = gifts;
        this.writeDown = writeDown;
    }

    @Transactional
    Listing<StaffGift> list(GiftSearch search, PageRequest wanted) {
        List<StaffGift> found =
                gifts.find(search, wanted.markAs(GiftMark::read), wanted.limit() + 1);
        String action = search.words().isPresent() ? "gifts.searched" : "gifts.listed";
        writeDown.look(action, search.forTheTrail(), search.scope());
        return Listing.of(found, wanted.limit(), last -> GiftMark.of(last).written());
    }
}
