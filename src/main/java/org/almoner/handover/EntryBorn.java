package org.almoner.handover;

import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * An office's feed has something new; told in the transaction that writes it. What it says is asked
 * for later, from {@link RenderEntries}.
 *
 * @param entry its id
 * @param position in the office's feed, from 1
 */
public record EntryBorn(OfficeCode office, UUID entry, long position) {}
