package org.almoner.audit;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.almoner.selfcheck.Invariant;

/** Recomputes every seal of the audit trail, from the first entry to the remembered end. */
@Singleton
class AuditChainIsIntact implements Invariant {

    /** Few enough to be read well within the limit of a request's statement. */
    private static final int PAGE = 5_000;

    private final AuditTable table;

    AuditChainIsIntact(AuditTable table) {
        this.table = table;
    }

    @Override
    public String id() {
        return "I9";
    }

    @Override
    public String sentence() {
        return "The audit trail is complete and nobody has changed it.";
    }

    @Override
    public List<String> offenders(int limit) {
        // The end is read first: what is appended meanwhile lies behind it.
        AuditTable.Head end = table.head();
        List<String> offenders = new ArrayList<>();
        long position = 0;
        String hash = SealedEntry.NOTHING_BEFORE;
        String hashAtEnd = end.position() == 0 ? hash : "";
        List<SealedEntry> page = table.after(0, PAGE);
        while (!page.isEmpty() && offenders.size() < limit) {
            for (SealedEntry sealed : page) {
                if (sealed.position() != position + 1
                        || !sealed.previousHash().equals(hash)
                        || !sealed.isIntact()) {
                    offenders.add("audit-entry/" + sealed.position());
                }
                position = sealed.position();
                hash = sealed.hash();
                hashAtEnd = position == end.position() ? hash : hashAtEnd;
            }
            page = table.after(position, PAGE);
        }
        if (!hashAtEnd.equals(end.hash())) {
            offenders.add("audit-head/" + end.position());
        }
        return List.copyOf(offenders.subList(0, Math.min(limit, offenders.size())));
    }
}
