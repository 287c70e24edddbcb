package org.almoner.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A run as staff see it.
 *
 * @param taxYear the calendar year in which the tax year begins
 * @param from first day, at the office
 * @param to last day
 * @param waitsForReturns whether donors who could still have a gift back are left for a later run
 * @param mails whether donors are told by mail
 * @param stoppedBecause {@code null} unless it stopped by itself
 * @param persons how many are listed so far
 * @param numbered statements with a number
 * @param written statements whose document is written
 * @param failed statements whose document could not be written; tried again every ten minutes
 * @param lettersMissing written statements that show a sign in place of letters the typeface lacks
 * @param leftOut persons without a statement
 * @param startedBy who started it
 * @param endedAt {@code null} while it goes on
 */
public record RunView(
        UUID id,
        String office,
        int taxYear,
        LocalDate from,
        LocalDate to,
        boolean waitsForReturns,
        boolean mails,
        RunState state,
        String stoppedBecause,
        int persons,
        int numbered,
        int written,
        int failed,
        int lettersMissing,
        int leftOut,
        String startedBy,
        Instant startedAt,
        Instant endedAt) {}
