package org.almoner.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A record of somebody of whom nothing was heard for long, and what is to become of it.
 *
 * @param lastSign the person's last sign of life
 * @param law which keeps it; {@code null} where none does
 * @param until the last day; {@code null} where nothing keeps it, or nobody knows the day
 */
public record RetentionCandidate(
        UUID donor,
        String office,
        Instant lastSign,
        Outcome outcome,
        Reason reason,
        String law,
        LocalDate until) {}
