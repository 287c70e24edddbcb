package org.almoner.staff;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The last gift of a page, behind which the next page begins. */
record GiftMark(Instant pledgedAt, UUID id) {

    static GiftMark of(StaffGift gift) {
        return new GiftMark(gift.pledgedAt(), gift.id());
    }

    /** Reads what {@link #written} wrote; anything else is refused with an exception. */
    static GiftMark read(String text) {
        String[] parts = text.split(":", 2);
        return new GiftMark(
                Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                UUID.fromString(parts[1]));
    }

    String written() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, pledgedAt) + ":" + id;
    }
}
