package org.almoner.erasure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What was done to a person's data; holds nothing personal. */
public record ErasureReport(UUID id, Instant erasedAt, List<Item> items) {

    /** What became of a class of data. */
    public enum Outcome {
        /** It is gone. */
        DELETED,
        /** Only finance sees it, for nothing but what the law asks, until the day. */
        RESTRICTED,
        /** It stays, and nothing in it tells whose it is. */
        ANONYMISED,
        /** It stays, so that the person is left in peace. */
        KEPT
    }

    /**
     * One class of data at one office.
     *
     * @param office {@code null} for what belongs to no office
     * @param records how many rows it was about
     * @param law which makes us keep it; {@code null} where nothing is kept
     * @param until the last day; {@code null} where nothing is kept, or for ever
     */
    public record Item(
            DataClass data,
            String office,
            Outcome outcome,
            int records,
            String law,
            LocalDate until) {

        static Item deleted(DataClass data, String office, int records) {
            return new Item(data, office, Outcome.DELETED, records, null, null);
        }
    }
}
