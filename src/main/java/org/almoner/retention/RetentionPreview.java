package org.almoner.retention;

import java.time.Instant;
import java.util.List;

/**
 * What goes, or would go, by the present periods of an office; holds nothing personal.
 *
 * @param scheduleHash what is released
 * @param countedAt when it was counted; {@code null} before the first run by these periods
 * @param releasedAt when these periods were released; {@code null} while they are not, or not any
 *     more
 * @param most as many records as may go in one run; 0 before the first one
 * @param wouldGo records that are deleted or restricted
 * @param periods by which it is decided
 */
public record RetentionPreview(
        String office,
        String scheduleHash,
        Instant countedAt,
        Instant releasedAt,
        String releasedBy,
        int most,
        int wouldGo,
        List<Period> periods,
        List<RetentionRun.Item> items) {

    /**
     * One rule of the schedule.
     *
     * @param months 0 for ever
     */
    public record Period(String data, int months, String countedFrom, String law) {}
}
