package org.almoner.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.almoner.id.Ids;

/** Appends to the chain; one at a time over all nodes, because each entry seals the one before. */
@ApplicationScoped
class KeepAuditTrail implements AuditTrail {

    private final AuditTable table;
    private final InstantSource clock;
    private final Ids ids;

    KeepAuditTrail(AuditTable table, InstantSource clock, Ids ids) {
        this.table = table;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String actor, String action, String object, String office, String reason) {
        AuditTable.Head head = table.lockHead();
        AuditEntry entry =
                new AuditEntry(
                        ids.next(),
                        // What the database keeps; a finer time would not fit its own seal later.
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        actor,
                        action,
                        object,
                        office,
                        reason);
        table.append(SealedEntry.seal(head.position() + 1, entry, head.hash()));
    }
}
