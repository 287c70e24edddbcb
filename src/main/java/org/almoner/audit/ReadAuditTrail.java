package org.almoner.audit;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/** Reads pages of the chain by position, so that new entries never shift a page. */
@Singleton
class ReadAuditTrail implements AuditHistory {

    private final AuditTable table;

    ReadAuditTrail(AuditTable table) {
        this.table = table;
    }

    @Override
    public Page newestFirst(Scope scope, OptionalLong before, int limit) {
        List<SealedEntry> found = table.before(before.orElse(Long.MAX_VALUE), scope, limit + 1);
        List<SealedEntry> shown = found.subList(0, Math.min(limit, found.size()));
        OptionalLong next =
                found.size() > limit
                        ? OptionalLong.of(shown.get(shown.size() - 1).position())
                        : OptionalLong.empty();
        return new Page(shown.stream().map(SealedEntry::entry).toList(), next);
    }
}
