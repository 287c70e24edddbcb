package org.almoner.staff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.almoner.recurring.CancelReason;
import org.almoner.recurring.ChangedBy;

/**
 * One recurring gift with its latest instalments and what happened to it, latest first.
 *
 * @param periodicGift transactienummer of the periodic gift that it pays for, whose deduction a
 *     change may cost; {@code null} for none
 * @param version the ETag; a header, not a part of the body
 */
record StaffRecurringDetail(
        @JsonUnwrapped StaffRecurringGift gift,
        @JsonUnwrapped Standing standing,
        List<StaffInstalment> instalments,
        List<Happened> events,
        String periodicGift,
        @JsonIgnore String version) {

    /** How it stands beyond its state. */
    record Standing(
            LocalDate pausedUntil,
            int failedTries,
            int unpaid,
            CancelReason cancelledBecause,
            Instant activatedAt,
            Instant endedAt,
            String methodLabel) {}

    /** One thing that happened to it. */
    record Happened(
            String kind,
            Instant at,
            ChangedBy by,
            Integer instalment,
            String reason,
            Map<String, Object> before,
            Map<String, Object> after) {}
}
