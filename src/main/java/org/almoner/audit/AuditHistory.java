package org.almoner.audit;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what the staff did. */
public interface AuditHistory {

    /**
     * Entries newest first.
     *
     * @param scope whose entries; those that concern all offices are always among them
     * @param before continue behind this mark of an earlier page; empty for the newest
     * @param limit how many at most
     */
    Page newestFirst(Scope scope, OptionalLong before, int limit);

    /**
     * The entries asked for.
     *
     * @param everyOffice whether those of all offices are meant; then the codes do not matter
     * @param from at this instant or later
     * @param until before this instant
     */
    record Scope(boolean everyOffice, Set<String> offices, Instant from, Instant until) {}

    /**
     * Some entries.
     *
     * @param next the mark to continue with; empty when nothing is left
     */
    record Page(List<AuditEntry> entries, OptionalLong next) {}
}
