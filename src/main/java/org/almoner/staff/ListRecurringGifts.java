package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Lists and searches recurring gifts. What was searched for is on the trail, not the words. */
@ApplicationScoped
class ListRecurringGifts {

    private final RecurringGiftsTable table;
    private final WriteDown writeDown;

    ListRecurringGifts(RecurringGiftsTable table, WriteDown writeDown) {
        this.table = table;
        this.writeDown = writeDown;
    }

    /** The last of a page, behind which the next page begins. */
    record Mark(Instant createdAt, UUID id) {

        static Mark read(String text) {
            String[] parts = text.split(":", 2);
            return new Mark(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                    UUID.fromString(parts[1]));
        }

        String written() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + ":" + id;
        }
    }

    @Transactional
    Listing<StaffRecurringGift> list(RecurringSearch search, PageRequest wanted) {
        List<StaffRecurringGift> found =
                table.find(search, wanted.markAs(Mark::read), wanted.limit() + 1);
        writeDown.look(
                search.words().isPresent() ? "recurring-gifts.searched" : "recurring-gifts.listed",
                search.forTheTrail(),
                search.scope());
        return Listing.of(
                found, wanted.limit(), last -> new Mark(last.createdAt(), last.id()).written());
    }
}
