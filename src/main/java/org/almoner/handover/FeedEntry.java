package org.almoner.handover;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * One entry of a feed, as it is to be understood at the moment of asking.
 *
 * @param position in the office's feed, from 1 without a hole
 * @param donor the record, the same in all entries about it
 * @param from the office of the record
 * @param kind what it tells now
 * @param madeAs what it told when it was made; {@code null} when it still tells that
 * @param ground on what it rests now; {@code null} when no data go with it
 * @param reason why no data go with it; {@code null} when they do
 * @param answer what the person said about that; {@code null} when nothing
 * @param fields names of what is sent
 * @param person {@code null} when no data go with it
 * @param mayContact {@code null} when no data go with it
 * @param acknowledgedAt {@code null} while it is not
 */
public record FeedEntry(
        UUID id,
        OfficeCode office,
        long position,
        UUID donor,
        OfficeCode from,
        HandOverKind kind,
        HandOverKind madeAs,
        Instant madeAt,
        Ground ground,
        String reason,
        Ground.Answer answer,
        List<String> fields,
        HandedPerson person,
        List<MayContact> mayContact,
        Instant acknowledgedAt) {

    public FeedEntry {
        fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
        return "FeedEntry[" + id + "]";
    }
}
