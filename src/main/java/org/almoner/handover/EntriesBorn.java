package org.almoner.handover;

import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * An office's feed has something new; told in the transaction that writes it. What it says is asked
 * for later, from {@link RenderEntries}.
 *
 * @param entries in the order of the feed
 */
record EntriesBorn(OfficeCode office, List<Entry> entries) {

    /**
     * One of them.
     *
     * @param position in the office's feed, from 1
     */
    record Entry(UUID id, long position) {}
}
