package org.almoner.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One walk through the people of whom nothing was heard for long; holds nothing personal.
 *
 * @param refusedBecause why nothing was done; {@code null} unless it was refused
 * @param offices those the reader may see
 */
public record RetentionRun(
        UUID id,
        Instant startedAt,
        Instant endedAt,
        State state,
        String refusedBecause,
        List<OfficePart> offices) {

    /** How far it has come. */
    public enum State {
        /** A node is at it. */
        RUNNING,
        /** All have been looked at. */
        DONE,
        /** Nothing was done, because the clock cannot be right. */
        REFUSED
    }

    /**
     * What it meant for one office.
     *
     * @param released whether it was carried out; otherwise it only counted
     * @param most as many records as may go in one run
     * @param gone records that have gone
     * @param stopped whether more would have gone than may: a person has to look, and release anew
     */
    public record OfficePart(
            String office,
            String scheduleHash,
            boolean released,
            int most,
            int gone,
            boolean stopped,
            List<Item> items) {}

    /**
     * Records that fared alike.
     *
     * @param law which keeps them; {@code null} where none does
     * @param until the latest day among them; {@code null} where nobody knows it
     */
    public record Item(
            String data,
            Outcome outcome,
            Reason reason,
            String law,
            LocalDate until,
            int records) {}
}
