package org.almoner.outbox;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.almoner.id.Ids;

/** Writes a debt into the caller's transaction, and wakes the relay of this node afterwards. */
@Singleton
class OweDelivery implements Outbox {

    private final OutboxTable table;
    private final Ids ids;
    private final Event<Owed> owed;
    private final TransactionSynchronizationRegistry transactions;

    OweDelivery(
            OutboxTable table,
            Ids ids,
            Event<Owed> owed,
            TransactionSynchronizationRegistry transactions) {
        this.table = table;
        this.ids = ids;
        this.owed = owed;
        this.transactions = transactions;
    }

    /** Something was owed; the relay looks once the transaction has committed. */
    record Owed() {}

    @Override
    public void owe(String kind, UUID subject, int occurrence) {
        requireTransaction();
        table.owe(ids.next(), kind, subject, occurrence);
        owed.fire(new Owed());
    }

    @Override
    public void oweAll(String kind, Collection<UUID> subjects, int occurrence) {
        requireTransaction();
        List<UUID> debts = subjects.stream().map(it -> ids.next()).toList();
        table.oweAll(kind, debts, subjects, occurrence);
        owed.fire(new Owed());
    }

    private void requireTransaction() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "A delivery is owed inside the transaction that is the reason for it, and none"
                            + " is open");
        }
    }
}
