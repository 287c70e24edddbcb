package org.almoner.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing somebody of the staff did.
 *
 * @param id identifies the entry
 * @param at when
 * @param actor subject of the staff member's token, or the name of a job
 * @param action what was done
 * @param object what it was done to
 * @param office code of the office concerned; {@code null} when it concerns all
 * @param reason why, or {@code null}
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String object,
        String office,
        String reason) {}
